"""Lines of a page while they are classified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from articles.reading.draft import Problem, Removed
from articles.reading.folding import fold

TEXT: Final = "text"  # sentences of a report, or not classified yet
SHORT: Final = "short"  # a title, sub-heading or link: depends on the neighbours
CAPTION: Final = "caption"
META: Final = "meta"
CREDIT: Final = "credit"


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line, its folded form for comparison, and its kind."""

    number: int
    text: str
    folded: str
    kind: str = TEXT


@dataclass(frozen=True, slots=True)
class Page:
    """A file on its way through the page steps: remaining lines, removed text, problems.

    `format_kinds`: kinds of lines that the file's format gives (a link, a caption), by line number.
    """

    lines: tuple[PageLine, ...]
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    format_kinds: Mapping[int, str] = field(default_factory=dict)


def make_line(number: int, text: str, kind: str = TEXT) -> PageLine:
    """A line with its folded form."""
    return PageLine(number, text, fold(text), kind)
