"""The tenures of a speaker in order of time: memberships of the register, and posts that reports print.

A printed post that agrees with a membership is counted with it. One that the register lacks or contradicts
is a tenure by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.models import Membership
from articles.models.fields import last_day

SEPARATOR = "、"  # between the titles of one person
OPEN = "9999"  # sorts as the end of a post that is still held


@dataclass(frozen=True, slots=True)
class Tenure:
    """One post of a speaker.

    `membership` is None for a post that is only printed. `number` reports print it, between `first`
    and `last`.
    """

    name: str
    organisation: str  # slug; "" where it has no page
    membership: Membership | None = None
    first: datetime | None = None
    last: datetime | None = None
    number: int = 0

    @property
    def when(self) -> tuple[str, str]:
        """The sort key: end and start as text; "" where unknown."""
        if self.membership is None:
            return _day(self.last), _day(self.first)
        return last_day(_known(self.membership.end)) if self.membership.end else OPEN, _known(
            self.membership.start
        )


def timeline(memberships: Iterable[Membership], printed: Iterable[dict[str, Any]]) -> list[Tenure]:
    """Tenures, the newest first, of memberships and `printed`, the rows of selectors.printed_titles()."""
    memberships, printed, alone = list(memberships), list(printed), []
    agreeing: dict[int, list[dict[str, Any]]] = {membership.pk: [] for membership in memberships}
    for row in printed:
        known = _known_as(row, memberships)
        for membership in known:
            agreeing[membership.pk].append(row)
        if not known:
            alone.append(_printed(row))
    public = {row["organisation__slug"] for row in printed}  # an organisation that is printed has a page
    held = [*(_registered(membership, agreeing[membership.pk], public) for membership in memberships), *alone]
    return sorted(held, key=lambda each: each.when, reverse=True)


def _known_as(row: dict[str, Any], memberships: list[Membership]) -> list[Membership]:
    """The memberships that hold all printed titles; none where one title is missing."""
    known = []
    for title in row["titles"].split(SEPARATOR):
        same = [
            membership for membership in memberships if membership.role == title and _agrees(membership, row)
        ]
        if not same:
            return []
        known += same[:1]
    return known


def _agrees(membership: Membership, row: dict[str, Any]) -> bool:
    """Whether a printed post has the organisation of the membership, and all its reports lie in its time."""
    if row["organisation__slug"] != membership.organisation.slug:
        return False
    return all(membership.covers(day, day) for day in (_day(row["first"]), _day(row["last"])) if day)


def _registered(membership: Membership, rows: list[dict[str, Any]], public: set[str]) -> Tenure:
    slug = membership.organisation.slug
    dates = [row[name] for row in rows for name in ("first", "last") if row[name]]
    return Tenure(
        f"{membership.organisation}{membership.role}",
        slug if slug in public else "",
        membership,
        min(dates, default=None),
        max(dates, default=None),
        sum(row["number"] for row in rows),
    )


def _printed(row: dict[str, Any]) -> Tenure:
    name = f"{row['printed_organisation']}{row['titles']}"
    return Tenure(name, row["organisation__slug"] or "", None, row["first"], row["last"], row["number"])


def _day(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment else ""


def _known(value: str) -> str:
    """The partial date, if it begins with a year; "" otherwise."""
    return value if value[:1].isdigit() else ""
