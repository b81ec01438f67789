"""The steps of reading, in their order: reading this list is reading the design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from articles.reading.draft import Caption, Paragraph, Problem, Reading, Removed
from articles.reading.folding import fold
from articles.reading.formats import Content, content_of
from articles.reading.known import NOTHING, Known
from articles.reading.page import event_dates, punctuation
from articles.reading.page.borders import strip_frames
from articles.reading.page.bylines import cut_bylines
from articles.reading.page.characters import normalise
from articles.reading.page.duplicates import drop_second_prints
from articles.reading.page.limits import keep_within_limits
from articles.reading.page.line_kinds import believe_the_format, judge_alone
from articles.reading.page.lines import Judged, Page
from articles.reading.page.metadata import read_values
from articles.reading.page.neighbours import judge_by_neighbours
from articles.reading.page.occasions import occasion_of
from articles.reading.page.paragraphs import cut_at_the_end, gather_paragraphs
from articles.reading.page.partial_report import Piece
from articles.reading.page.report_title import find_title
from articles.reading.page.split import has_text, split_reports
from articles.reading.page.tags import choose_tags
from articles.reading.page.watermarks import stamped_name, strip_stamps
from articles.reading.reasons import PROBLEMS, REASONS
from articles.reading.speech.extract import hear

PageStep = Callable[[Page], Page]
PieceStep = Callable[[Piece], Piece]
Printed = TypeVar("Printed", Paragraph, Caption)


def date_event(piece: Piece) -> Piece:
    """Set the days of the event; say so where their year is not known."""
    body = [fold(p.text) for p in piece.draft.body]
    days = event_dates.days_of(body, piece.draft.published_at)
    if not days and body and piece.draft.published_at is None:
        days = event_dates.day_of_dateline(
            body[0], [fold(r.text) for r in piece.removed if r.reason == "credit"]
        )
    if any(day.startswith("--") for day in days):
        piece = piece.with_problem(piece.draft.body[0].lines[0], "no_year")
    return piece.with_draft(event_dates=days)


def restore_punctuation(piece: Piece) -> Piece:
    """Widen the half-width marks of title, body and captions, keeping their places."""
    draft = piece.draft
    title, title_places = punctuation.restore(draft.title)
    return replace(
        piece,
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


def hear_voices(piece: Piece) -> Piece:
    """Find who is named and who says what."""
    draft = piece.draft
    voices = hear(
        [p.text for p in draft.body],
        known_names=piece.known.speakers,
        source=draft.source or "",
        title=draft.title,
    )
    return piece.with_draft(people=voices.people, statements=voices.statements)


def name_occasion(piece: Piece) -> Piece:
    """Find at what kind of event it was said."""
    return piece.with_draft(occasion=occasion_of(piece.draft.title, [p.text for p in piece.draft.body]))


def add_tags(piece: Piece) -> Piece:
    """Choose the tags an editor would give."""
    names = [person.name for person in piece.draft.people]
    tags = choose_tags(piece.draft.title, [p.text for p in piece.draft.body], piece.known.tags, names)
    return piece.with_draft(tags=tags)


PAGE_STEPS: Final[tuple[tuple[str, PageStep], ...]] = (
    ("limits", keep_within_limits),
    ("frames", strip_frames),
    ("stamps", strip_stamps),
    ("each line alone", judge_alone),
    ("what the format says", believe_the_format),
    ("each line by its neighbours", judge_by_neighbours),
)
REPORT_STEPS: Final[tuple[tuple[str, PieceStep], ...]] = (
    ("values of the page", read_values),
    ("title", find_title),
    ("second prints", drop_second_prints),
    ("the end", cut_at_the_end),
    ("paragraphs and captions", gather_paragraphs),
    ("by-lines", cut_bylines),
    ("date of the event", date_event),
    ("punctuation", restore_punctuation),
    ("voices", hear_voices),
    ("occasion", name_occasion),
    ("tags", add_tags),
)


def read(raw: bytes, *, name: str = "", encoding: str | None = None, known: Known = NOTHING) -> Reading:
    """Read one file; where its bytes leave the format open, its `name` tells.

    Raises Unreadable; whatever else is odd becomes a problem of the reading.
    """
    return read_content(content_of(raw, name, encoding), known)


def read_content(content: Content, known: Known = NOTHING) -> Reading:
    """Read what a file holds."""
    page = _page_of(content)
    if not page.lines:
        return _without_report(page, content, content.empty)
    for _, step in PAGE_STEPS:
        page = step(page)
    if not has_text(page.lines):
        return _without_report(page, content, "no_report")
    pieces = [_read_report(lines, page, known) for lines in split_reports(page.lines)]
    return _reading(content, page, pieces)


def _page_of(content: Content) -> Page:
    page = normalise(content.text)
    removed, problems = (*content.removed, *page.removed), (*content.problems, *page.problems)
    return replace(page, removed=removed, problems=problems, said=content.kinds)


def _read_report(lines: tuple[Judged, ...], page: Page, known: Known) -> Piece:
    """Take one report through its steps; the site's mark on its lines is the source of last resort."""
    piece = Piece(lines, known=known)
    for _, step in REPORT_STEPS:
        piece = step(piece)
    return piece if piece.draft.source else piece.with_draft(source=stamped_name(page))


def _reading(content: Content, page: Page, pieces: list[Piece]) -> Reading:
    reports = tuple(piece.draft for piece in pieces if piece.draft.body)
    removed = [*page.removed, *(removed for piece in pieces for removed in _removed_of(piece))]
    problems = [*page.problems, *(problem for piece in pieces for problem in piece.problems)]
    code = {0: "no_report", 1: None}.get(len(reports), "two_reports")
    if code:
        problems.append(Problem(None, code, PROBLEMS[code]))
    return Reading(content.encoding, reports, _in_order(removed), tuple(problems), content.pictures)


def _removed_of(piece: Piece) -> tuple[Removed, ...]:
    """What was removed; of a piece without a body, its title and captions too."""
    if piece.draft.body:
        return piece.removed
    first = min((gone.line for gone in piece.removed), default=1)
    title = [Removed(first, punctuation.undo(piece.draft.title, piece.draft.title_restored), "no_report")]
    captions = [
        Removed(c.line, punctuation.undo(c.text, c.restored), "no_report") for c in piece.draft.captions
    ]
    return (*piece.removed, *(gone for gone in (*title, *captions) if gone.text))


def _without_report(page: Page, content: Content, code: str) -> Reading:
    removed = [*page.removed, *(_removed_whole(line) for line in page.lines)]
    problems = (*page.problems, Problem(None, code, PROBLEMS[code]))
    return Reading(content.encoding, (), _in_order(removed), problems, content.pictures)


def _removed_whole(line: Judged) -> Removed:
    return Removed(line.number, line.text, line.kind if line.kind in REASONS else "no_report")


def _in_order(removed: list[Removed]) -> tuple[Removed, ...]:
    return tuple(sorted(removed, key=lambda r: r.line))
