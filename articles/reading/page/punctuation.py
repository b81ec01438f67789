"""Restore full-width punctuation among Chinese characters, reversibly."""

from __future__ import annotations

import re
from typing import Final

from articles.reading.folding import HAN

WIDE: Final = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
NARROW: Final = {wide: narrow for narrow, wide in WIDE.items()}
CJK_MARKS: Final = "、。，：；？！（）《》〈〉「」『』【】〔〕“”‘’—…·"
NEIGHBOUR: Final = re.compile(f"[{HAN}{CJK_MARKS}]")
MARK: Final = re.compile(r"[,:;?!()]+")
BRACKET: Final = re.compile(r"[()]")


def restore(text: str) -> tuple[str, tuple[int, ...]]:
    """Make `, : ; ? ! ( )` beside Chinese full-width; return the text and the changed offsets.

    Marks between digits (17:19, 3,000) stay; the two brackets of a pair change together.
    """
    places = [
        place for match in MARK.finditer(text) for place in _restored_places(text, match.start(), match.end())
    ]
    if not places:
        return text, ()
    places = sorted({*places, *_bracket_partners(text, set(places))})
    return _replace(text, places, WIDE), tuple(places)


def undo(text: str, places: tuple[int, ...]) -> str:
    """Return the text as it was printed."""
    return _replace(text, places, NARROW)


def _restored_places(text: str, start: int, end: int) -> range:
    """Offsets to change in a row of marks, which depends on the characters around the row."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isdigit() and after.isdigit():
        return range(0)
    return range(start, end) if NEIGHBOUR.match(before) or NEIGHBOUR.match(after) else range(0)


def _bracket_partners(text: str, changed: set[int]) -> list[int]:
    """The other bracket of each pair of which one is changed."""
    open_at: list[int] = []
    partners = []
    for match in BRACKET.finditer(text):
        place = match.start()
        if match.group() == "(":
            open_at.append(place)
        elif open_at and len(changed & {(start := open_at.pop()), place}) == 1:
            partners += [start, place]
    return partners


def _replace(text: str, places: list[int] | tuple[int, ...], table: dict[str, str]) -> str:
    characters = list(text)
    for place in places:
        characters[place] = table[characters[place]]
    return "".join(characters)
