"""What reading returns for a file: frozen values without database rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the decoded file; `number` counts from 1 as in an editor."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Removed:
    """Text that was removed; `reason` is a code of reasons.REASONS."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that an editor should check; `line` is None for the whole file."""

    line: int | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the file; it stands before line `line`, which may be one past the last."""

    data: bytes
    suffix: str
    line: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """A by-line as printed: 供稿, 记者, 摄影 …; without a label the role is 作者."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body with the source lines it came from.

    `restored`: offsets of punctuation that was printed half-width; punctuation.undo() reverts it.
    """

    text: str
    lines: tuple[int, ...]
    restored: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption whose picture was lost; it stood before paragraph number `before` (from 0)."""

    text: str
    before: int
    line: int
    restored: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person with full name, titles and organisation, each in the longest form printed."""

    name: str
    titles: tuple[str, ...] = ()
    organisation: str | None = None
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to a speaker, verbatim from the body; paragraphs are joined by a newline."""

    speaker: str
    text: str
    points: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as read.

    `published_at` is "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM". `event_dates` is () or (start, end), each
    "YYYY-MM-DD", or "--MM-DD" if the year is unknown (truncated form of ISO 8601 and vCard).
    `occasion` is one of occasions.kinds(). `title_restored` is the title's `restored`, as in Paragraph.
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
    title_restored: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The report in the shape of `import_seeds --json`, which has no occasion."""
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
    """One file as read: reports, removed text, problems and pictures."""

    encoding: str
    reports: tuple[Draft, ...] = ()
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = field(default_factory=tuple)
    pictures: tuple[Picture, ...] = ()

    def as_json(self, file: str) -> dict[str, Any]:
        """The JSON object of one file in `import_seeds --json`."""
        reports = [report.as_json() for report in self.reports]
        return {"file": file, "encoding": self.encoding, "reports": reports} | self.notes()

    def notes(self) -> dict[str, Any]:
        """Removed text and problems in the shape of `import_seeds --json`."""
        return {
            "removed": [{"line": r.line, "text": r.text, "reason": r.reason} for r in self.removed],
            "problems": [{"line": p.line, "code": p.code, "message": p.message} for p in self.problems],
        }
