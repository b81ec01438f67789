"""One report of a page while it is being read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from articles.reading.draft import Caption, Draft, Paragraph, Problem, Removed
from articles.reading.known import NOTHING, Known
from articles.reading.page.lines import Judged
from articles.reading.reasons import PROBLEMS

UNTITLED: Final = Draft(title="")


@dataclass(frozen=True, slots=True)
class Piece:
    """The lines of one report that are not settled yet, and the draft so far."""

    lines: tuple[Judged, ...]
    draft: Draft = UNTITLED
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: Known = NOTHING

    def without(self, lines: Iterable[Judged], reason: str | None = None) -> Piece:
        """Move lines to the removed, for `reason` or for the kind that they were judged to be."""
        return self.without_each((line, reason or line.kind) for line in lines)

    def without_each(self, lines: Iterable[tuple[Judged, str]]) -> Piece:
        """Move lines to the removed, each for its own reason."""
        gone = {line.number: Removed(line.number, line.text, reason) for line, reason in lines}
        if not gone:
            return self
        left = tuple(line for line in self.lines if line.number not in gone)
        return replace(self, lines=left, removed=(*self.removed, *gone.values()))

    def with_draft(self, **values: str | tuple[object, ...] | None) -> Piece:
        """Set values of the draft."""
        return replace(self, draft=replace(self.draft, **values))

    def with_problem(self, line: int | None, code: str, detail: str = "") -> Piece:
        """Tell an editor."""
        message = f"{PROBLEMS[code]} {detail}".strip()
        return replace(self, problems=(*self.problems, Problem(line, code, message)))

    def with_body(
        self, body: Iterable[Paragraph], captions: Iterable[Caption], removed: Iterable[Removed]
    ) -> Piece:
        """Set the body and its captions, with what was removed on the way."""
        draft = replace(self.draft, body=tuple(body), captions=tuple(captions))
        return replace(self, draft=draft, removed=(*self.removed, *removed))
