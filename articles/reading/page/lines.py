"""The lines of a page while they are judged, and the form in which they are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import opencc

from articles.reading.draft import Problem, Removed

TEXT: Final = "text"  # a kind of line: sentences of a report, or not yet known to be anything else
SHORT: Final = "short"  # a title, a sub-heading, a link: only its neighbours can tell
CAPTION: Final = "caption"
META: Final = "meta"
CREDIT: Final = "credit"

HAN_RANGES: Final = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
HAN: Final = "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in HAN_RANGES)  # for regex classes


@dataclass(frozen=True, slots=True)
class Judged:
    """A line, the form in which it is compared, and what it was judged to be."""

    number: int
    text: str
    folded: str
    kind: str = TEXT


@dataclass(frozen=True, slots=True)
class Page:
    """A file on its way through the steps: lines not yet removed, what was removed, problems.

    `said` are the lines whose kind the file's format tells (a link, a caption).
    """

    lines: tuple[Judged, ...]
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    said: Mapping[int, str] = field(default_factory=dict)


@cache
def _folding() -> dict[int, int]:
    """Half-width and simplified, one character for one, so that places in both forms agree."""
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2236: 0x3A}
    han = [chr(code) for a, b in HAN_RANGES if a >= 0x3400 for code in range(a, min(b, 0x323AF) + 1)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(han)).split("\n")
    return wide | {ord(a): ord(b) for a, b in zip(han, simplified, strict=True) if a != b and len(b) == 1}


def fold(text: str) -> str:
    """Return `text` half-width and in simplified characters, of the same length."""
    return text.translate(_folding())


def line_of(number: int, text: str, kind: str = TEXT) -> Judged:
    """Return the line with the form in which it is compared."""
    return Judged(number, text, fold(text), kind)


def key_of(folded: str) -> str:
    """What of a line counts when two lines are compared: letters, digits and ideographs."""
    return "".join(filter(str.isalnum, folded)).lower()
