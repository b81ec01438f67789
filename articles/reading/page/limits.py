"""What one file may hold: nobody's report is longer, and the work stays bounded."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from articles.reading.draft import Problem, Removed
from articles.reading.page.lines import Judged, Page, line_of
from articles.reading.reasons import PROBLEMS

MOST_LINES: Final = 50_000
MOST_IN_A_LINE: Final = 100_000  # characters; a whole work report flattened has 20,000
MOST_IN_ALL: Final = 4_000_000


def keep_within_limits(page: Page) -> Page:
    """Set aside what goes beyond the limits, and say from which line on."""
    lines, removed, problems = [], list(page.removed), list(page.problems)
    room = MOST_IN_ALL
    for place, whole in enumerate(page.lines):
        line = whole
        if place >= MOST_LINES or (room < MOST_IN_A_LINE and len(line.text) > room):
            code = "too_many_lines" if place >= MOST_LINES else "too_much_text"
            problems.append(Problem(line.number, code, PROBLEMS[code]))
            removed.append(_rest(page.lines[place:]))
            break
        if len(line.text) > MOST_IN_A_LINE:
            problems.append(Problem(line.number, "line_too_long", PROBLEMS["line_too_long"]))
            removed.append(Removed(line.number, line.text[MOST_IN_A_LINE:], "too_much"))
            line = line_of(line.number, line.text[:MOST_IN_A_LINE].rstrip())
        lines.append(line)
        room -= len(line.text)
    return replace(page, lines=tuple(lines), removed=tuple(removed), problems=tuple(problems))


def _rest(lines: tuple[Judged, ...]) -> Removed:
    return Removed(lines[0].number, "\n".join(line.text for line in lines), "too_much")
