"""The steps of reading, in their order: reading this list is reading the design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from articles.reading.draft import Caption, Paragraph, Problem, Reading, Removed
from articles.reading.folding import fold
from articles.reading.formats import Content, extract_content
from articles.reading.known import NOTHING, Known
from articles.reading.page import event_dates, punctuation
from articles.reading.page.borders import strip_borders
from articles.reading.page.bylines import cut_bylines
from articles.reading.page.characters import page_from_text
from articles.reading.page.duplicates import drop_duplicates
from articles.reading.page.limits import enforce_limits
from articles.reading.page.line_kinds import apply_format_kinds, classify_each_line
from articles.reading.page.lines import Page, PageLine
from articles.reading.page.metadata import read_metadata
from articles.reading.page.neighbours import classify_by_neighbours
from articles.reading.page.occasions import find_occasion
from articles.reading.page.paragraphs import build_paragraphs, cut_after_end
from articles.reading.page.partial_report import PartialReport
from articles.reading.page.report_title import find_title
from articles.reading.page.split import has_text, split_reports
from articles.reading.page.tags import choose_tags
from articles.reading.page.watermarks import strip_watermarks, watermark_name
from articles.reading.reasons import PROBLEMS, REASONS
from articles.reading.speech.extract import extract

PageStep = Callable[[Page], Page]
ReportStep = Callable[[PartialReport], PartialReport]
Printed = TypeVar("Printed", Paragraph, Caption)


def set_event_dates(report: PartialReport) -> PartialReport:
    """Set the days of the event; say so where their year is not known."""
    body = [fold(p.text) for p in report.draft.body]
    days = event_dates.find_event_dates(body, report.draft.published_at)
    if not days and body and report.draft.published_at is None:
        days = event_dates.event_dates_from_dateline(
            body[0], [fold(r.text) for r in report.removed if r.reason == "credit"]
        )
    if any(day.startswith("--") for day in days):
        report = report.with_problem(report.draft.body[0].lines[0], "no_year")
    return report.with_draft(event_dates=days)


def restore_punctuation(report: PartialReport) -> PartialReport:
    """Widen the half-width marks of title, body and captions, keeping their places."""
    draft = report.draft
    title, title_places = punctuation.restore(draft.title)
    return replace(
        report,
        draft=replace(
            draft,
            title=title,
            title_restored=title_places,
            body=tuple(map(_restored, draft.body)),
            captions=tuple(map(_restored, draft.captions)),
        ),
    )


def _restored(printed: Printed) -> Printed:
    text, places = punctuation.restore(printed.text)
    return replace(printed, text=text, restored=places) if places else printed


def add_people_and_statements(report: PartialReport) -> PartialReport:
    """Find who is named and who says what."""
    draft = report.draft
    voices = extract(
        [p.text for p in draft.body],
        known_names=report.known.speakers,
        source=draft.source or "",
        title=draft.title,
    )
    return report.with_draft(people=voices.people, statements=voices.statements)


def set_occasion(report: PartialReport) -> PartialReport:
    """Find at what kind of event it was said."""
    return report.with_draft(occasion=find_occasion(report.draft.title, [p.text for p in report.draft.body]))


def add_tags(report: PartialReport) -> PartialReport:
    """Choose the tags an editor would give."""
    names = [person.name for person in report.draft.people]
    tags = choose_tags(report.draft.title, [p.text for p in report.draft.body], report.known.tags, names)
    return report.with_draft(tags=tags)


PAGE_STEPS: Final[tuple[tuple[str, PageStep], ...]] = (
    ("limits", enforce_limits),
    ("frames", strip_borders),
    ("stamps", strip_watermarks),
    ("each line alone", classify_each_line),
    ("what the format says", apply_format_kinds),
    ("each line by its neighbours", classify_by_neighbours),
)
REPORT_STEPS: Final[tuple[tuple[str, ReportStep], ...]] = (
    ("values of the page", read_metadata),
    ("title", find_title),
    ("second prints", drop_duplicates),
    ("the end", cut_after_end),
    ("paragraphs and captions", build_paragraphs),
    ("by-lines", cut_bylines),
    ("date of the event", set_event_dates),
    ("punctuation", restore_punctuation),
    ("voices", add_people_and_statements),
    ("occasion", set_occasion),
    ("tags", add_tags),
)


def read(raw: bytes, *, name: str = "", encoding: str | None = None, known: Known = NOTHING) -> Reading:
    """Read one file; where its bytes leave the format open, its `name` tells.

    Raises Unreadable; whatever else is odd becomes a problem of the reading.
    """
    return read_content(extract_content(raw, name, encoding), known)


def read_content(content: Content, known: Known = NOTHING) -> Reading:
    """Read what a file holds."""
    page = _page_of(content)
    if not page.lines:
        return _without_report(page, content, content.empty)
    for _, step in PAGE_STEPS:
        page = step(page)
    if not has_text(page.lines):
        return _without_report(page, content, "no_report")
    reports = [_read_report(lines, page, known) for lines in split_reports(page.lines)]
    return _reading(content, page, reports)


def _page_of(content: Content) -> Page:
    page = page_from_text(content.text)
    removed, problems = (*content.removed, *page.removed), (*content.problems, *page.problems)
    return replace(page, removed=removed, problems=problems, said=content.kinds)


def _read_report(lines: tuple[PageLine, ...], page: Page, known: Known) -> PartialReport:
    """Take one report through its steps; the site's mark on its lines is the source of last resort."""
    report = PartialReport(lines, known=known)
    for _, step in REPORT_STEPS:
        report = step(report)
    return report if report.draft.source else report.with_draft(source=watermark_name(page))


def _reading(content: Content, page: Page, reports: list[PartialReport]) -> Reading:
    reports = tuple(report.draft for report in reports if report.draft.body)
    removed = [*page.removed, *(removed for report in reports for removed in _removed_of(report))]
    problems = [*page.problems, *(problem for report in reports for problem in report.problems)]
    code = {0: "no_report", 1: None}.get(len(reports), "two_reports")
    if code:
        problems.append(Problem(None, code, PROBLEMS[code]))
    return Reading(content.encoding, reports, _in_order(removed), tuple(problems), content.pictures)


def _removed_of(report: PartialReport) -> tuple[Removed, ...]:
    """What was removed; of a piece without a body, its title and captions too."""
    if report.draft.body:
        return report.removed
    first = min((gone.line for gone in report.removed), default=1)
    title = [Removed(first, punctuation.undo(report.draft.title, report.draft.title_restored), "no_report")]
    captions = [
        Removed(c.line, punctuation.undo(c.text, c.restored), "no_report") for c in report.draft.captions
    ]
    return (*report.removed, *(gone for gone in (*title, *captions) if gone.text))


def _without_report(page: Page, content: Content, code: str) -> Reading:
    removed = [*page.removed, *(_removed_whole(line) for line in page.lines)]
    problems = (*page.problems, Problem(None, code, PROBLEMS[code]))
    return Reading(content.encoding, (), _in_order(removed), problems, content.pictures)


def _removed_whole(line: PageLine) -> Removed:
    return Removed(line.number, line.text, line.kind if line.kind in REASONS else "no_report")


def _in_order(removed: list[Removed]) -> tuple[Removed, ...]:
    return tuple(sorted(removed, key=lambda r: r.line))
