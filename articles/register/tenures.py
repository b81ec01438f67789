"""The posts of a person as one line of time: those of the register, and those that reports print.

A printed post that the register knows is told by the register's row, with the number of reports that print
it; one that contradicts it, or that it lacks, stands by itself.
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
class Held:
    """One post. `post` is its row of the register, None for one that is only printed; `first` and `last` are
    the dates of the first and last report that print it, `number` how many do."""

    name: str
    organisation: str  # slug; "" where it has no page
    post: Membership | None = None
    first: datetime | None = None
    last: datetime | None = None
    number: int = 0

    @property
    def when(self) -> tuple[str, str]:
        """(end, beginning) as texts that sort by time; "" where they are not known."""
        if self.post is None:
            return _day(self.last), _day(self.first)
        return last_day(_known(self.post.end)) if self.post.end else OPEN, _known(self.post.start)


def timeline(posts: Iterable[Membership], printed: Iterable[dict[str, Any]]) -> list[Held]:
    """The posts of the register with `printed`, the rows of selectors.printed_titles(), the newest first."""
    posts, printed, alone = list(posts), list(printed), []
    told: dict[int, list[dict[str, Any]]] = {post.pk: [] for post in posts}
    for row in printed:
        known = _known_as(row, posts)
        for post in known:
            told[post.pk].append(row)
        if not known:
            alone.append(_printed(row))
    public = {row["organisation__slug"] for row in printed}  # an organisation that is printed has a page
    held = [*(_registered(post, told[post.pk], public) for post in posts), *alone]
    return sorted(held, key=lambda each: each.when, reverse=True)


def _known_as(row: dict[str, Any], posts: list[Membership]) -> list[Membership]:
    """The posts of the register that say all that is printed; none where they leave a title out."""
    known = []
    for title in row["titles"].split(SEPARATOR):
        same = [post for post in posts if post.role == title and _agrees(post, row)]
        if not same:
            return []
        known += same[:1]
    return known


def _agrees(post: Membership, row: dict[str, Any]) -> bool:
    """Whether a printed post is of the same organisation, and all reports that print it are of its time."""
    if row["organisation__slug"] != post.organisation.slug:
        return False
    return all(post.covers(day, day) for day in (_day(row["first"]), _day(row["last"])) if day)


def _registered(post: Membership, rows: list[dict[str, Any]], public: set[str]) -> Held:
    slug = post.organisation.slug
    dates = [row[name] for row in rows for name in ("first", "last") if row[name]]
    return Held(
        f"{post.organisation}{post.role}",
        slug if slug in public else "",
        post,
        min(dates, default=None),
        max(dates, default=None),
        sum(row["number"] for row in rows),
    )


def _printed(row: dict[str, Any]) -> Held:
    name = f"{row['printed_organisation']}{row['titles']}"
    return Held(name, row["organisation__slug"] or "", None, row["first"], row["last"], row["number"])


def _day(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment else ""


def _known(value: str) -> str:
    """A partial date that begins with its year; "" for one without."""
    return value if value[:1].isdigit() else ""
