"""Limits of a file's text: they are beyond any report, and keep the work bounded."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from articles.reading.draft import Problem, Removed
from articles.reading.page.lines import Page, PageLine
from articles.reading.reasons import PROBLEMS

MOST_LINES: Final = 50_000
LONGEST_LINE: Final = 100_000  # characters; a whole work report in one line has 20,000
LONGEST_TEXT: Final = 4_000_000


def enforce_limits(page: Page) -> Page:
    """Remove the whole page if it exceeds a limit, with a problem that names the line.

    Keeping a part would give half a report that nobody could tell from a whole one.
    """
    beyond = _first_problem(page.lines)
    if beyond is None:
        return page
    removed = [*page.removed, *(Removed(line.number, line.text, "too_much") for line in page.lines)]
    return replace(page, lines=(), removed=tuple(removed), problems=(*page.problems, beyond))


def _first_problem(lines: tuple[PageLine, ...]) -> Problem | None:
    room = LONGEST_TEXT
    for place, line in enumerate(lines):
        room -= len(line.text)
        for code, is_beyond in (
            ("too_many_lines", place >= MOST_LINES),
            ("line_too_long", len(line.text) > LONGEST_LINE),
            ("too_much_text", room < 0),
        ):
            if is_beyond:
                return Problem(line.number, code, PROBLEMS[code])
    return None
