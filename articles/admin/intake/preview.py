"""Preview of a pending file: the same view as of a stored one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles.admin.intake.source_view import Note, Paragraph, Row, laid_out, notes_of, rows_of
from articles.intake.near_duplicates import most_similar, sample
from articles.intake.steps import input_file_of
from articles.models import PendingFile, Report, SourceText
from articles.reading.draft import Reading
from articles.reading.parallel import read_file
from articles.reading.unreadable import Unreadable
from articles.register.known import known


@dataclass(frozen=True, slots=True)
class Result:
    """One report as it was read, and the near-duplicate that is there already."""

    draft: dict[str, Any]
    paragraphs: tuple[Paragraph, ...]
    twin: Report | None


@dataclass(frozen=True, slots=True)
class Preview:
    """The lines of the file beside the reports read from them."""

    encoding: str
    rows: tuple[Row, ...]
    results: tuple[Result, ...]
    notes: tuple[Note, ...]
    pictures: int


def preview_of(pending: PendingFile) -> Preview | None:
    """Read the file once more; None where that is not possible.

    A file that was not read before, or whose reading was cut short, is not read for a page.
    """
    if not (pending.raw and pending.outcome) or pending.claimed_at:
        return None
    reading = read_file(input_file_of(pending), known(), pending.encoding or None)
    if isinstance(reading, Unreadable):
        return None
    notes = reading.as_json(pending.file_name)
    values = {key: notes[key] for key in ("encoding", "removed", "problems")}
    source = SourceText(file_name=pending.file_name, raw=pending.raw, **values)
    results = _results(reading)
    rows = tuple(rows_of(source, results))
    return Preview(reading.encoding, rows, results, tuple(notes_of(source)), len(reading.pictures))


def _results(reading: Reading) -> tuple[Result, ...]:
    return tuple(
        Result(
            draft.as_json(),
            laid_out(position, ((p.text, p.lines, p.restored) for p in draft.body), draft.captions),
            most_similar(sample(paragraph.text for paragraph in draft.body)),
        )
        for position, draft in enumerate(reading.reports)
    )
