"""Assemble the Reading of a file from its page and its reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from articles.reading.draft import Problem, Reading, Removed
from articles.reading.formats import Content
from articles.reading.page import punctuation
from articles.reading.page.lines import Page, PageLine
from articles.reading.page.partial_report import PartialReport
from articles.reading.reasons import PROBLEMS, REASONS


def join_reports(page: Page, content: Content, parts: Sequence[PartialReport]) -> Reading:
    """The reading of a file with text; a part without a body is no report."""
    reports = tuple(part.draft for part in parts if part.draft.body)
    removed = [*page.removed, *(removed for part in parts for removed in _removed_of(part))]
    problems = [*page.problems, *(problem for part in parts for problem in part.problems)]
    code = {0: "no_report", 1: None}.get(len(reports), "two_reports")
    if code:
        problems.append(Problem(None, code, PROBLEMS[code]))
    return Reading(content.encoding, reports, _by_line(removed), tuple(problems), content.pictures)


def without_reports(page: Page, content: Content, code: str) -> Reading:
    """The reading of a file without any report: all its lines are removed, `code` is the problem."""
    removed = [*page.removed, *(_removed_line(line) for line in page.lines)]
    problems = (*page.problems, Problem(None, code, PROBLEMS[code]))
    return Reading(content.encoding, (), _by_line(removed), problems, content.pictures)


def _removed_of(part: PartialReport) -> tuple[Removed, ...]:
    """What was removed; title and captions are added where there is no body."""
    if part.draft.body:
        return part.removed
    first = min((removed.line for removed in part.removed), default=1)
    title = [Removed(first, punctuation.undo(part.draft.title, part.draft.title_restored), "no_report")]
    captions = [
        Removed(c.line, punctuation.undo(c.text, c.restored), "no_report") for c in part.draft.captions
    ]
    return (*part.removed, *(removed for removed in (*title, *captions) if removed.text))


def _removed_line(line: PageLine) -> Removed:
    return Removed(line.number, line.text, line.kind if line.kind in REASONS else "no_report")


def _by_line(removed: Iterable[Removed]) -> tuple[Removed, ...]:
    return tuple(sorted(removed, key=lambda one: one.line))
