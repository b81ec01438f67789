"""Compare two texts by character, with the formatting of each character and the pictures between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import lxml.html
from diff_match_patch import diff_match_patch

from articles.models.body import BLOCKS, tree

SAME, GONE, NEW, RESTYLED = "same", "gone", "new", "restyled"
STYLES = {"b": "strong", "i": "em"}
FIRST_PICTURE = 0xF0000  # each picture becomes one private-use character, from here on


@dataclass(frozen=True, slots=True)
class Style:
    """The formatting of a character: the names of its elements, and the target of its link."""

    names: frozenset[str] = frozenset()
    link: str = ""
    picture: str = ""  # address of a picture; the character is then its alternative text


@dataclass(frozen=True, slots=True)
class Run:
    """Adjacent characters of one kind (same, gone, new, restyled) and one style."""

    text: str
    fate: str = SAME
    style: Style = Style()

    @property
    def is_strong(self) -> bool:
        return "strong" in self.style.names

    @property
    def is_emphasised(self) -> bool:
        return "em" in self.style.names


#: A character, or the text of a picture, with its style.
Character = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item, cell or picture of a body."""

    kind: str
    characters: tuple[Character, ...]

    @property
    def signature(self) -> str:
        """A text that two blocks share if they look the same."""
        styled = "".join(
            f"<{sorted(style.names)}{style.link}{style.picture}>{''.join(text for text, _style in run)}"
            for style, run in groupby(self.characters, key=lambda character: character[1])
        )
        return f"{self.kind}:{styled}"


def blocks_of(html: str) -> list[Block]:
    """The innermost blocks of a body in reading order; a picture outside any of them is a block."""
    return [
        Block(_kind(element), tuple(_characters(element, Style())))
        for element in tree(html).iter(*BLOCKS, "img")
        if _stands_alone(element)
    ]


def plain(text: str) -> tuple[Character, ...]:
    """The characters of a text without any formatting."""
    return tuple((character, Style()) for character in text)


def runs_of(characters: Iterable[Character], fate: str = SAME) -> list[Run]:
    """Characters of one kind, in runs of one style."""
    return _runs((fate, character) for character in characters)


def differences(before: Sequence[Character], after: Sequence[Character]) -> tuple[list[Run], list[Run]]:
    """Both texts in runs: same, gone, new, and restyled where only the formatting differs."""
    left: list[tuple[str, Character]] = []
    right: list[tuple[str, Character]] = []
    a = b = 0
    for kind, size in _steps(before, after):
        if kind <= 0:
            old, a = before[a : a + size], a + size
        if kind >= 0:
            new, b = after[b : b + size], b + size
        if kind == 0:
            fates = [SAME if one == other else RESTYLED for one, other in zip(old, new, strict=True)]
            left += zip(fates, old, strict=True)
            right += zip(fates, new, strict=True)
        elif kind < 0:
            left += ((GONE, character) for character in old)
        else:
            right += ((NEW, character) for character in new)
    return _runs(left), _runs(right)


def _steps(before: Sequence[Character], after: Sequence[Character]) -> Iterator[tuple[int, int]]:
    """The steps of the diff: -1 (gone), 0 (same) or 1 (new), and the number of characters."""
    codes: dict[Character, str] = {}
    one, other = ("".join(_code(character, codes) for character in side) for side in (before, after))
    engine = diff_match_patch()
    found = engine.diff_main(one, other, checklines=False)
    engine.diff_cleanupSemantic(found)
    return ((kind, len(text)) for kind, text in found)


def _code(character: Character, codes: dict[Character, str]) -> str:
    """The character itself; for a picture, a private-use character of its own."""
    text, style = character
    if not style.picture:
        return text
    return codes.setdefault((text, Style(picture=style.picture)), chr(FIRST_PICTURE + len(codes)))


def _runs(characters: Iterable[tuple[str, Character]]) -> list[Run]:
    groups = groupby(characters, key=lambda character: (character[0], character[1][1]))
    return [Run("".join(text for _fate, (text, _style) in run), *key) for key, run in groups]


def _kind(element: lxml.html.HtmlElement) -> str:
    """The element of the block; for an item with that of its list."""
    parent = element.getparent()
    if element.tag == "p" and parent is not None and parent.tag in {"li", "blockquote", "td", "th"}:
        element, parent = parent, parent.getparent()
    return f"{parent.tag} li" if element.tag == "li" and parent is not None else element.tag


def _stands_alone(element: lxml.html.HtmlElement) -> bool:
    if element.tag == "img":
        return not any(parent.tag in BLOCKS for parent in element.iterancestors())
    return not any(child.tag in BLOCKS for child in element.iterdescendants())


def _characters(element: lxml.html.HtmlElement, style: Style) -> Iterator[Character]:
    if element.tag == "img":
        yield element.get("alt", ""), replace(style, picture=element.get("src", ""))
        return
    if element.tag == "br":
        yield "\n", style
    yield from ((character, style) for character in element.text or "")
    for child in element:
        yield from _characters(child, _styled(style, child))
        yield from ((character, style) for character in child.tail or "")


def _styled(style: Style, element: lxml.html.HtmlElement) -> Style:
    if element.tag in {"img", "br"}:
        return style
    if element.tag == "a":
        return replace(style, link=element.get("href", ""))
    return replace(style, names=style.names | {STYLES.get(element.tag, element.tag)})
