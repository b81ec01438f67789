"""The lines of a page while they are judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from articles.reading.draft import Problem, Removed
from articles.reading.folding import fold

TEXT: Final = "text"  # a kind of line: sentences of a report, or not yet known to be anything else
SHORT: Final = "short"  # a title, a sub-heading, a link: only its neighbours can tell
CAPTION: Final = "caption"
META: Final = "meta"
CREDIT: Final = "credit"


@dataclass(frozen=True, slots=True)
class PageLine:
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

    lines: tuple[PageLine, ...]
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    format_kinds: Mapping[int, str] = field(default_factory=dict)


def make_line(number: int, text: str, kind: str = TEXT) -> PageLine:
    """Return the line with the form in which it is compared."""
    return PageLine(number, text, fold(text), kind)
