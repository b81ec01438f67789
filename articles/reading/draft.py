"""What reading makes of a file: plain frozen values, which know nothing of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the decoded file; `number` counts from 1, as an editor shows it."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Removed:
    """Text that was taken out, and why (`reason` is a short code, see reasons.py)."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an editor should look at; `line` is None where the whole file is meant."""

    line: int | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the file; it stands before the line `line`, which may be one past the last."""

    data: bytes
    suffix: str
    line: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """A by-line as printed: 供稿, 记者, 摄影 …; an unlabelled one is 作者."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body and the source lines it came from.

    `restored`: places of the marks that were printed half-width; punctuation.undo() takes them back.
    """

    text: str
    lines: tuple[int, ...]
    restored: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption whose picture was lost: it stood before paragraph number `before` (from 0)."""

    text: str
    before: int
    line: int
    restored: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A fully named person, with titles and organisation as printed, in the fullest form printed."""

    name: str
    titles: tuple[str, ...] = ()
    organisation: str | None = None
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to a speaker: verbatim from the body; paragraphs are joined by a newline."""

    speaker: str
    text: str
    points: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as read.

    `published_at` is "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"; `event_dates` is () or (start, end), each
    "YYYY-MM-DD", or "--MM-DD" where no year can be had (ISO 8601's and vCard's truncated form).
    `occasion` is the kind of event, one of occasions.kinds().
    """

    title: str
    section: str | None = None
    published_at: str | None = None
    event_dates: tuple[str, ...] = ()
    source: str | None = None
    credits: tuple[Credit, ...] = ()
    body: tuple[Paragraph, ...] = ()
    captions: tuple[Caption, ...] = ()
    people: tuple[Person, ...] = ()
    statements: tuple[Statement, ...] = ()
    tags: tuple[str, ...] = ()
    occasion: str | None = None
    title_restored: tuple[int, ...] = ()  # as a paragraph's `restored`

    def as_json(self) -> dict[str, Any]:
        """The report in the shape that `import_seeds --json` prints; the occasion is no part of it."""
        return {
            "title": self.title,
            "section": self.section,
            "published_at": self.published_at,
            "event_dates": list(self.event_dates),
            "source": self.source,
            "credits": [{"role": c.role, "name": c.name} for c in self.credits],
            "body": [p.text for p in self.body],
            "people": [
                {"name": p.name, "titles": list(p.titles), "organisation": p.organisation, "speaks": p.speaks}
                for p in self.people
            ],
            "statements": [
                {"speaker": s.speaker, "text": s.text, "points": s.points} for s in self.statements
            ],
            "tags": list(self.tags),
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read: its reports, what was removed and why, and what an editor should look at."""

    encoding: str
    reports: tuple[Draft, ...] = ()
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = field(default_factory=tuple)
    pictures: tuple[Picture, ...] = ()

    def as_json(self, file: str) -> dict[str, Any]:
        """The object that `import_seeds --json` prints for a file, one a line."""
        reports = [report.as_json() for report in self.reports]
        return {"file": file, "encoding": self.encoding, "reports": reports} | self.notes()

    def notes(self) -> dict[str, Any]:
        """What was removed and the problems, in the shape that `import_seeds --json` prints."""
        return {
            "removed": [{"line": r.line, "text": r.text, "reason": r.reason} for r in self.removed],
            "problems": [{"line": p.line, "code": p.code, "message": p.message} for p in self.problems],
        }
