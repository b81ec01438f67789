"""One report of a page while it is being read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from articles.reading.draft import Caption, Draft, Paragraph, Problem, Removed
from articles.reading.known import NOTHING, Known
from articles.reading.page.lines import PageLine
from articles.reading.reasons import PROBLEMS

UNTITLED: Final = Draft(title="")


@dataclass(frozen=True, slots=True)
class PartialReport:
    """The lines of one report that are not settled yet, and the draft so far."""

    lines: tuple[PageLine, ...]
    draft: Draft = UNTITLED
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: Known = NOTHING

    def without(self, lines: Iterable[PageLine], reason: str | None = None) -> PartialReport:
        """Move lines to the removed, for `reason` or for the kind that they were judged to be."""
        return self.without_each((line, reason or line.kind) for line in lines)

    def without_each(self, lines: Iterable[tuple[PageLine, str]]) -> PartialReport:
        """Move lines to the removed, each for its own reason."""
        gone = {line.number: Removed(line.number, line.text, reason) for line, reason in lines}
        if not gone:
            return self
        left = tuple(line for line in self.lines if line.number not in gone)
        return replace(self, lines=left, removed=(*self.removed, *gone.values()))

    def with_draft(self, **values: str | tuple[object, ...] | None) -> PartialReport:
        """Set values of the draft."""
        return replace(self, draft=replace(self.draft, **values))

    def with_problem(self, line: int | None, code: str, detail: str = "") -> PartialReport:
        """Tell an editor."""
        message = f"{PROBLEMS[code]} {detail}".strip()
        return replace(self, problems=(*self.problems, Problem(line, code, message)))

    def with_body(
        self, body: Iterable[Paragraph], captions: Iterable[Caption], removed: Iterable[Removed]
    ) -> PartialReport:
        """Set the body and its captions, with what was removed on the way."""
        draft = replace(self.draft, body=tuple(body), captions=tuple(captions))
        return replace(self, draft=draft, removed=(*self.removed, *removed))
