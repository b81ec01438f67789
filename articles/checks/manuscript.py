"""A report as checks see it: plain values, so that every check is a pure function."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Report, Statement


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: its row, who is printed as its speaker, and the words."""

    id: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The words of one report."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    event_start: str = ""
    event_end: str = ""
    statements: tuple[Said, ...] = ()

    @property
    def text(self) -> str:
        """The body's plain text: what statements are pieces of."""
        return "\n".join(self.paragraphs)


def manuscript_of(report: Report) -> Manuscript:
    """The report as it is stored and in hand; one query, for its statements."""
    statements = Statement.objects.filter(appearance__report=report).order_by("order", "pk")
    return Manuscript(
        title=report.title,
        paragraphs=tuple(report.paragraphs),
        event_start=report.event_start,
        event_end=report.event_end,
        statements=tuple(
            Said(pk, name, text)
            for pk, name, text in statements.values_list("pk", "appearance__name", "text")
        ),
    )
