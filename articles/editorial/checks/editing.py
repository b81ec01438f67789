"""Words exchanged in a body, its markup left as it is, and the statements in them changed alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from lxml.html import HtmlElement

from articles.models.body import inner_html, text_blocks, tree

VOID = frozenset({"br", "img", "hr"})


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """text[start:end] of a paragraph becomes `words`."""

    paragraph: int
    start: int
    end: int
    words: str


def edits_for(paragraph: int, start: int, words: str, fix: str) -> Iterator[Edit]:
    """The smallest edits that make `words`, which stand at `start`, to `fix`."""
    matcher = SequenceMatcher(None, words, fix, autojunk=False)
    for kind, low, high, fix_low, fix_high in matcher.get_opcodes():
        if kind != "equal":
            yield Edit(paragraph, start + low, start + high, fix[fix_low:fix_high])


def edited(html: str, edits: Iterable[Edit]) -> str:
    """The body after the edits; a paragraph without words goes.

    Raises ValueError where control characters that XML can't hold are left beside an edit.
    """
    root = tree(html)
    shown = text_blocks(root)
    for number, group in groupby(sorted(edits), key=lambda edit: edit.paragraph):
        _edit(shown[number], list(group))
    return inner_html(root)


def _edit(block: HtmlElement, edits: Sequence[Edit]) -> None:
    slots = list(_slots(block))
    before = [getattr(element, name) or "" for element, name in slots]
    after = _changed(before, edits)
    for (element, name), old, new in zip(slots, before, after, strict=True):
        if new != old:
            setattr(element, name, new)
    for element in {element for element, name in slots if name == "text" and element is not block}:
        if not (len(element) or element.text or element.tag in VOID):
            element.drop_tag()
    if not block.text_content().strip() and not list(block.iter("img")):
        _drop(block)


def _slots(element: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The places of text in an element, in reading order."""
    yield element, "text"
    for child in element:
        yield from _slots(child)
        yield child, "tail"


def _changed(texts: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    """The texts of one paragraph after the edits; what is put in goes where the first word went."""
    whole = "".join(texts)
    indent = len(whole) - len(whole.lstrip())
    changed = list(texts)
    for edit in reversed(edits):
        start, end, words, at = edit.start + indent, edit.end + indent, edit.words, 0
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
    """Take out an element, and a list or quotation that it leaves empty."""
    parent = block.getparent()
    block.drop_tree()
    if parent is None or parent.getparent() is None:
        return
    if not parent.text_content().strip() and not list(parent.iter("img")):
        _drop(parent)


def moved_statement(paragraphs: Sequence[str], start: int, end: int, edits: Iterable[Edit]) -> str:
    """What plain[start:end], a statement's words, says after the edits; `plain` joins the paragraphs."""
    begins = _starts(paragraphs)
    spans = sorted((begins[e.paragraph] + e.start, begins[e.paragraph] + e.end, e.words) for e in edits)
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
