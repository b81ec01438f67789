"""The queue of undecided appearances, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Coalesce

from articles.models import Appearance, Membership, Report, Speaker, Statement
from articles.register.matching import candidates_for, membership_fits, spellings

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

AROUND = 40  # characters shown on each side of a name
LAST = 3  # appearances shown of each candidate


class LastAppearances(TypedDict):
    """What _with_evidence() adds to a speaker."""

    last: list[Appearance]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a name stands in a body."""

    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker who has the printed name.

    `memberships` come each with whether it fits the days of the report; `last` their latest
    appearances.
    """

    speaker: Speaker
    memberships: tuple[tuple[Membership, bool], ...]
    last: tuple[Appearance, ...]
    dated: bool

    @property
    def fits(self) -> bool:
        """Whether the days of the report are known, and a membership fits them."""
        return self.dated and any(fits for _membership, fits in self.memberships)


@dataclass(frozen=True, slots=True)
class Card:
    """An undecided appearance and its evidence."""

    appearance: Appearance
    excerpt: Excerpt | None
    candidates: tuple[Candidate, ...]


def undecided() -> QuerySet[Appearance]:
    """The appearances without a speaker, the oldest report first."""
    rows = Appearance.objects.filter(speaker=None).select_related("report", "organisation")
    rows = rows.annotate(
        speaks=Exists(Statement.objects.filter(appearance=OuterRef("pk"))),
        reported_at=Coalesce("report__shown_at", "report__created_at"),
    )
    return rows.order_by("reported_at", "report_id", "order", "pk")


def cards(appearances: Iterable[Appearance]) -> list[Card]:
    """The card of each appearance; a fixed number of queries for all."""
    rows = list(appearances)
    speakers = list(_with_evidence(candidates_for(*(row.name for row in rows)))) if rows else []
    bearers = [
        (speaker, {speaker.name, *(other.name for other in speaker.other_names.all())})
        for speaker in speakers
    ]
    return [
        Card(
            row,
            excerpt(row.name, row.report.paragraphs),
            _candidates([speaker for speaker, names in bearers if names & spellings(row.name)], row.report),
        )
        for row in rows
    ]


def excerpt(name: str, paragraphs: Sequence[str]) -> Excerpt | None:
    """The first place of a name in the body, whatever its spaces."""
    spaced = re.compile(r"\s*".join(map(re.escape, "".join(name.split()))))
    for text in paragraphs:
        if match := spaced.search(text):
            begin, end = match.span()
            before = ("…" if begin > AROUND else "") + text[max(begin - AROUND, 0) : begin]
            after = text[end : end + AROUND] + ("…" if len(text) > end + AROUND else "")
            return Excerpt(before, match[0], after)
    return None


def _with_evidence(speakers: QuerySet[Speaker]) -> QuerySet[WithAnnotations[Speaker, LastAppearances]]:
    last = Appearance.objects.select_related("report", "organisation").defer("report__body")
    last = last.order_by("-report__shown_at", "-report_id", "pk")[:LAST]
    return speakers.order_by("pk").prefetch_related(
        "other_names",
        Prefetch("memberships", Membership.objects.select_related("organisation").order_by("-start", "pk")),
        Prefetch("appearances", last, to_attr="last"),
    )


def _candidates(
    speakers: Iterable[WithAnnotations[Speaker, LastAppearances]], report: Report
) -> tuple[Candidate, ...]:
    """The candidates; those whose memberships fit the report come first."""
    candidates = (
        Candidate(
            speaker,
            tuple((each, membership_fits(each, report.days)) for each in speaker.memberships.all()),
            tuple(speaker.last),
            report.days is not None,
        )
        for speaker in speakers
    )
    return tuple(sorted(candidates, key=lambda candidate: not candidate.fits))
