"""One report of a page while the steps read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, TypedDict, Unpack

from articles.reading.draft import (
    Caption,
    Credit,
    Draft,
    Paragraph,
    Person,
    Problem,
    Removed,
    Statement,
)
from articles.reading.known import NOTHING, Known
from articles.reading.page.lines import PageLine
from articles.reading.reasons import PROBLEMS

UNTITLED: Final = Draft(title="")


class DraftValues(TypedDict, total=False):
    """The fields of a Draft, for `with_draft`."""

    title: str
    section: str | None
    published_at: str | None
    event_dates: tuple[str, ...]
    source: str | None
    credits: tuple[Credit, ...]
    body: tuple[Paragraph, ...]
    captions: tuple[Caption, ...]
    people: tuple[Person, ...]
    statements: tuple[Statement, ...]
    tags: tuple[str, ...]
    occasion: str | None
    title_restored: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartialReport:
    """The lines of one report that no step has used yet, and its draft so far."""

    lines: tuple[PageLine, ...]
    draft: Draft = UNTITLED
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: Known = NOTHING

    def without(self, lines: Iterable[PageLine], reason: str | None = None) -> PartialReport:
        """Remove lines, for `reason` or else for the kind of each line."""
        return self.without_each((line, reason or line.kind) for line in lines)

    def without_each(self, lines: Iterable[tuple[PageLine, str]]) -> PartialReport:
        """Remove lines, each for its own reason."""
        removed = {line.number: Removed(line.number, line.text, reason) for line, reason in lines}
        if not removed:
            return self
        left = tuple(line for line in self.lines if line.number not in removed)
        return replace(self, lines=left, removed=(*self.removed, *removed.values()))

    def with_draft(self, **values: Unpack[DraftValues]) -> PartialReport:
        """Set fields of the draft."""
        return replace(self, draft=replace(self.draft, **values))

    def with_problem(self, line: int | None, code: str, detail: str = "") -> PartialReport:
        """Add a problem for the editor."""
        message = f"{PROBLEMS[code]} {detail}".strip()
        return replace(self, problems=(*self.problems, Problem(line, code, message)))

    def with_body(
        self, body: Iterable[Paragraph], captions: Iterable[Caption], removed: Iterable[Removed]
    ) -> PartialReport:
        """Set body and captions, and add what was cut from them to the removed text."""
        report = self.with_draft(body=tuple(body), captions=tuple(captions))
        return replace(report, removed=(*self.removed, *removed))
