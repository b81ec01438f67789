"""The steps of reading one file, in their order.

To add a rule of reading, first look for a list of `lexicon/` that lacks a word. Where a list is not enough,
write a function that takes a Page (or a PartialReport) and returns a new one, and add it below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from articles.reading.draft import Reading
from articles.reading.formats import Content, extract_content
from articles.reading.known import NOTHING, Known
from articles.reading.page.borders import strip_borders
from articles.reading.page.bylines import cut_bylines
from articles.reading.page.characters import page_from_text
from articles.reading.page.duplicates import drop_duplicates
from articles.reading.page.limits import enforce_limits
from articles.reading.page.line_kinds import apply_format_kinds, classify_each_line
from articles.reading.page.lines import Page, PageLine
from articles.reading.page.metadata import read_metadata
from articles.reading.page.neighbours import classify_by_neighbours
from articles.reading.page.paragraphs import build_paragraphs, cut_after_end
from articles.reading.page.partial_report import PartialReport
from articles.reading.page.report_title import find_title
from articles.reading.page.split import has_text, split_reports
from articles.reading.page.watermarks import strip_watermarks, watermark_name
from articles.reading.report_steps import (
    restore_punctuation,
    set_event_dates,
    set_occasion,
    set_people_and_statements,
    set_tags,
)
from articles.reading.result import join_reports, without_reports

#: Steps that take all lines of the file.
PAGE_STEPS: Final[tuple[Callable[[Page], Page], ...]] = (
    enforce_limits,  # refuse a text that is too long for a report
    strip_borders,  # table borders, bullets and “continued on page 2” at the ends of a line
    strip_watermarks,  # the site's name behind the last sentence of every line
    classify_each_line,  # text, title, caption, page data, by-line, or a kind of page furniture
    apply_format_kinds,  # what HTML or Word says of a line: a link, a caption
    classify_by_neighbours,  # lists of links, dates in a row, lines below “related reports”
)

#: Steps that take one report of the file, after its lines were split off.
REPORT_STEPS: Final[tuple[Callable[[PartialReport], PartialReport], ...]] = (
    read_metadata,  # section, source, time of publication, credits; then the furniture goes
    find_title,  # the best of the short lines above the text; the others go
    drop_duplicates,  # paragraphs that are printed twice
    cut_after_end,  # what follows “next report”, “related” or the footer
    build_paragraphs,  # lines to paragraphs and captions
    cut_bylines,  # (记者 张三) at the ends of paragraphs
    set_event_dates,  # the days of the event, from the first sentences
    restore_punctuation,  # half-width marks beside Chinese characters become full-width
    set_people_and_statements,  # who is named, and who said what
    set_occasion,  # the kind of event: meeting, visit, interview
    set_tags,  # three to five tags
)


def read(raw: bytes, *, name: str = "", encoding: str | None = None, known: Known = NOTHING) -> Reading:
    """Read one file; its `name` decides the format where the bytes don't.

    Raises Unreadable. Anything odd in the text becomes a problem of the reading.
    """
    return read_content(extract_content(raw, name, encoding), known)


def read_content(content: Content, known: Known = NOTHING) -> Reading:
    """Read the text of a file."""
    page = _first_page(content)
    if not page.lines:
        return without_reports(page, content, content.empty)
    for step in PAGE_STEPS:
        page = step(page)
    if not has_text(page.lines):
        return without_reports(page, content, "no_report")
    return join_reports(
        page, content, [_read_report(lines, page, known) for lines in split_reports(page.lines)]
    )


def _first_page(content: Content) -> Page:
    page = page_from_text(content.text)
    removed, problems = (*content.removed, *page.removed), (*content.problems, *page.problems)
    return replace(page, removed=removed, problems=problems, format_kinds=content.kinds)


def _read_report(lines: tuple[PageLine, ...], page: Page, known: Known) -> PartialReport:
    """Run the report's steps; its source of last resort is the name in the watermark."""
    report = PartialReport(lines, known=known)
    for step in REPORT_STEPS:
        report = step(report)
    return report if report.draft.source else report.with_draft(source=watermark_name(page))
