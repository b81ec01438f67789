"""Replace words in a body without touching its markup, and in the statements on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from lxml.html import HtmlElement

from articles.models.body import inner_html, text_blocks, tree

VOID = frozenset({"br", "img", "hr"})


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """Replace text[start:end] of a paragraph by `words`."""

    paragraph: int
    start: int
    end: int
    words: str


def replacements_for(paragraph: int, start: int, words: str, fix: str) -> Iterator[Replacement]:
    """Smallest replacements that turn `words` at `start` into `fix`."""
    matcher = SequenceMatcher(None, words, fix, autojunk=False)
    for kind, low, high, fix_low, fix_high in matcher.get_opcodes():
        if kind != "equal":
            yield Replacement(paragraph, start + low, start + high, fix[fix_low:fix_high])


def apply_replacements(html: str, replacements: Iterable[Replacement]) -> str:
    """Apply replacements to a body; a paragraph that is left empty is removed.

    Raises ValueError if control characters that XML can't hold are left beside a replacement.
    """
    root = tree(html)
    shown = text_blocks(root)
    for number, group in groupby(sorted(replacements), key=lambda replacement: replacement.paragraph):
        _edit(shown[number], list(group))
    return inner_html(root)


def _edit(block: HtmlElement, replacements: Sequence[Replacement]) -> None:
    slots = list(_slots(block))
    before = [getattr(element, name) or "" for element, name in slots]
    after = _changed(before, replacements)
    for (element, name), old, new in zip(slots, before, after, strict=True):
        if new != old:
            setattr(element, name, new)
    for element in {element for element, name in slots if name == "text" and element is not block}:
        if not (len(element) or element.text or element.tag in VOID):
            element.drop_tag()
    if not block.text_content().strip() and not list(block.iter("img")):
        _drop(block)


def _slots(element: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The text and tail slots of an element, in reading order."""
    yield element, "text"
    for child in element:
        yield from _slots(child)
        yield child, "tail"


def _changed(texts: Sequence[str], replacements: Sequence[Replacement]) -> list[str]:
    """Slots of one paragraph after the replacements; new words go into the first slot concerned."""
    whole = "".join(texts)
    indent = len(whole) - len(whole.lstrip())
    changed = list(texts)
    for replacement in reversed(replacements):
        start, end, words, at = replacement.start + indent, replacement.end + indent, replacement.words, 0
        for place, text in enumerate(texts):
            low, high = max(start - at, 0), min(end - at, len(text))
            here = low < high or (start == end and 0 <= start - at <= len(text))
            if here:
                changed[place] = changed[place][:low] + words + changed[place][max(low, high) :]
                words = ""
                if start == end:
                    break
            at += len(text)
    return changed


def _drop(block: HtmlElement) -> None:
    """Remove an element, and a list or quotation that is left empty by it."""
    parent = block.getparent()
    block.drop_tree()
    if parent is None or parent.getparent() is None:
        return
    if not parent.text_content().strip() and not list(parent.iter("img")):
        _drop(parent)


def statement_after(
    paragraphs: Sequence[str], start: int, end: int, replacements: Iterable[Replacement]
) -> str:
    """A statement after the replacements; it was plain[start:end], where `plain` joins the paragraphs."""
    begins = _starts(paragraphs)
    spans = sorted(
        (begins[e.paragraph] + e.start, begins[e.paragraph] + e.end, e.words) for e in replacements
    )
    said = "\n".join(paragraphs)[start:end]
    for low, high, words in reversed(spans):
        inside = low < end and high > start if low < high else start < low < end
        if inside:
            said = said[: max(low - start, 0)] + words + said[min(high, end) - start :]
    lines = (line.strip() for line in said.split("\n"))
    return "\n".join(line for line in lines if line)


def _starts(paragraphs: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for text in paragraphs:
        starts.append(at)
        at += len(text) + 1
    return starts
