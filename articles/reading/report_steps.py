"""Steps that read title and body of a report: dates, punctuation, people, statements, occasion, tags."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from articles.reading.draft import Caption, Paragraph
from articles.reading.folding import fold
from articles.reading.page import event_dates, punctuation
from articles.reading.page.occasions import find_occasion
from articles.reading.page.partial_report import PartialReport
from articles.reading.page.tags import choose_tags
from articles.reading.speech.extract import extract

Printed = TypeVar("Printed", Paragraph, Caption)


def set_event_dates(report: PartialReport) -> PartialReport:
    """Set the days of the event; a day without a year is a problem."""
    draft = report.draft
    body = [fold(paragraph.text) for paragraph in draft.body]
    days = event_dates.find_event_dates(body, draft.published_at)
    if not days and body and draft.published_at is None:
        bylines = [fold(removed.text) for removed in report.removed if removed.reason == "credit"]
        days = event_dates.event_dates_from_dateline(body[0], bylines)
    if any(day.startswith("--") for day in days):
        report = report.with_problem(draft.body[0].lines[0], "no_year")
    return report.with_draft(event_dates=days)


def restore_punctuation(report: PartialReport) -> PartialReport:
    """Make half-width punctuation of title, body and captions full-width; keep the places for undo."""
    draft = report.draft
    title, title_restored = punctuation.restore(draft.title)
    return report.with_draft(
        title=title,
        title_restored=title_restored,
        body=tuple(map(_restored, draft.body)),
        captions=tuple(map(_restored, draft.captions)),
    )


def _restored(printed: Printed) -> Printed:
    text, places = punctuation.restore(printed.text)
    return replace(printed, text=text, restored=places) if places else printed


def set_people_and_statements(report: PartialReport) -> PartialReport:
    """Set who is named, and who said what."""
    draft = report.draft
    extraction = extract(
        _body(report), known_names=report.known.speakers, source=draft.source or "", title=draft.title
    )
    return report.with_draft(people=extraction.people, statements=extraction.statements)


def set_occasion(report: PartialReport) -> PartialReport:
    """Set the kind of event."""
    return report.with_draft(occasion=find_occasion(report.draft.title, _body(report)))


def set_tags(report: PartialReport) -> PartialReport:
    """Set the tags that an editor would choose."""
    names = [person.name for person in report.draft.people]
    return report.with_draft(tags=choose_tags(report.draft.title, _body(report), report.known.tags, names))


def _body(report: PartialReport) -> list[str]:
    return [paragraph.text for paragraph in report.draft.body]
