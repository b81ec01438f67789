"""Every page of the static site, by the lists that it belongs to, in the order in which readers miss them."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from math import ceil

from django.urls import NoReverseMatch, reverse

from articles.public.api.paging import PER_PAGE as PER_INTERFACE_PAGE
from articles.public.feeds import FORMATS
from articles.public.sitemaps import LIMIT
from articles.public.views.conventions import PER_PAGE
from articles.public.views.people import NAMES_PER_PAGE
from articles.public.views.tags import TAGS_PER_PAGE

from .digests import Key
from .facts import Facts

logger = logging.getLogger(__name__)

#: Ranks of pages that nothing made urgent; the smaller is drawn first.
HOME, FIRST, PHOTO, REPORT, ITEM, LATER, FEED, LIST, EXPORT = range(10, 19)
#: Parts of the site map, each with its rows: kind of row, or None for pages that are always there.
MAPS = {"reports": "report", "speakers": "speaker", "organisations": "organisation", "tags": "tag"}
KINDS = ("section", "speaker", "organisation", "tag")  # of entries that have a page
DAYS = (
    (1, 31),
    (2, 29),
    (3, 31),
    (4, 30),
    (5, 31),
    (6, 30),
    (7, 31),
    (8, 31),
    (9, 30),
    (10, 31),
    (11, 30),
    (12, 31),
)
Page = tuple[str, int]  # address and rank


class Site:
    """The pages of the site, as the facts of its rows say."""

    def __init__(self, rows: dict[Key, Facts]) -> None:
        self.rows = rows
        self.reports = {id: facts for (kind, id), facts in rows.items() if kind == "report"}
        self.live = {id: facts for id, facts in self.reports.items() if facts["live"]}

    @cached_property
    def lists(self) -> Counter[str]:
        """The rows of each list; a list without rows has a page all the same."""
        found: Counter[str] = Counter()
        for facts in self.live.values():
            for name, rows in facts["lists"].items():
                found[name] += rows
        return found

    @cached_property
    def in_order(self) -> list[tuple[str, int]]:
        """(date, id) of the live reports, oldest first."""
        return sorted((facts["date"], id) for id, facts in self.live.items())

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The reports that are counted in each list by which reports are related."""
        return {
            facts["name"]: facts["number"] for (kind, _id), facts in self.rows.items() if kind == "rarity"
        }

    @cached_property
    def members(self) -> dict[str, list[int]]:
        """The live reports of each list."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for id, facts in self.live.items():
            for name in facts["lists"]:
                found[name].append(id)
        return found

    @cached_property
    def report_ids(self) -> list[int]:
        return sorted(self.live)

    @cached_property
    def statement_ids(self) -> list[int]:
        return sorted(id for facts in self.live.values() for id in facts["statements"])

    @cached_property
    def statement_pages(self) -> dict[str, tuple[int, ...]]:
        """The statements on each page of their list of the API."""
        return cursor_pages("statements", self.statement_ids)

    @cached_property
    def first_sizes(self) -> dict[str, int]:
        """The rows on the first page of each list of the API, by its address."""
        return {reverse(f"api:{name}"): first_size(len(ids)) for name, ids in self.interface_lists().items()}

    def ids_of(self, kind: str) -> list[int]:
        """The entries of a kind that stand in a live report."""
        return sorted(
            id
            for name in self.lists
            if name.startswith(f"{kind}:") and (kind, id := int(name.split(":")[1])) in self.rows
        )

    def sections(self) -> list[tuple]:
        """What the head of every page says of the sections."""
        rows = [(self.rows["section", id], id) for id in self.ids_of("section")]
        return sorted((facts["order"], facts["name"], facts["slug"], id) for facts, id in rows)

    # --- All pages

    def pages(self) -> dict[str, int]:
        """The rank of every page by its address."""
        found: dict[str, int] = {}
        for address, rank in (
            *self.fixed(),
            *self.days(),
            *self.of_reports(),
            *self.of_lists(self.lists),
            *self.interface(),
        ):
            found.setdefault(address, rank)
        return found

    def fixed(self) -> Iterator[Page]:
        """Pages that are there without any report, and those that show a little of everything."""
        yield reverse("articles:home"), HOME
        yield from ((reverse(f"articles:feed{suffix}"), FIRST) for suffix in FORMATS.values())
        for name, number, rows in (
            ("reports", PER_PAGE, len(self.live)),
            ("speakers", NAMES_PER_PAGE, len(self.ids_of("speaker"))),
            ("tags", TAGS_PER_PAGE, len(self.ids_of("tag"))),
        ):
            yield from numbered(reverse(f"articles:{name}"), rows, number)
        yield reverse("articles:news_sitemap"), FIRST
        yield from self.maps()
        yield reverse("articles:robots"), EXPORT

    def days(self) -> Iterator[Page]:
        """The days of the year, with or without reports; each shows those of its list alone."""
        for month, days in DAYS:
            for day in range(1, days + 1):
                address = reverse("articles:anniversary", args=[month, day])
                yield from numbered(address, self.lists[f"day:{month * 100 + day}"], PER_PAGE, LATER)

    def maps(self) -> Iterator[Page]:
        """The site map and, where it is an index, its parts."""
        yield reverse("articles:sitemap"), LIST
        for part in ("pages", "sections"):
            yield reverse("articles:sitemap_part", args=[part]), LIST
        for part, kind in MAPS.items():
            rows = len(self.live) if kind == "report" else len(self.ids_of(kind))
            address = reverse("articles:sitemap_part", args=[part])
            yield from numbered(address, rows, LIMIT, LIST, name="p")

    def of_reports(self, ids: Iterable[int] | None = None) -> Iterator[Page]:
        """The report with its photos and its item of the API; newest first."""
        order = reversed(self.in_order) if ids is None else ((self.live[id]["date"], id) for id in ids)
        items = reverse("api:reports")
        for _date, id in order:
            facts = self.live[id]
            yield from ((photo, PHOTO) for photo in facts["photos"])
            yield facts["address"], REPORT
            yield f"{items}/{id}", ITEM
        if ids is None:
            yield from ((facts["address"], LATER) for facts in self.reports.values() if is_notice(facts))

    def of_lists(self, names: Iterable[str]) -> Iterator[Page]:
        """The pages of lists, and what else there is of the entries whose lists they are."""
        for name in names:
            kind, _, id = name.partition(":")
            try:
                yield from self._of_list(kind, int(id or 0), self.lists[name])
            except NoReverseMatch:
                logger.warning("%s has an address that no page can have; it is left out.", name)

    def _of_list(self, kind: str, id: int, rows: int) -> Iterator[Page]:
        if kind == "archive":
            yield from numbered(reverse("articles:reports"), rows, PER_PAGE)
        elif kind == "month":
            yield from numbered(reverse("articles:month", args=divmod(id, 100)), rows, PER_PAGE)
        elif kind == "day":
            yield from numbered(reverse("articles:anniversary", args=divmod(id, 100)), rows, PER_PAGE, LATER)
        elif facts := self.rows.get((kind, id)):
            slug = facts["slug"]
            yield from numbered(reverse(f"articles:{kind}", args=[slug]), rows, PER_PAGE)
            yield from (
                (reverse(f"articles:{kind}_feed{each}", args=[slug]), FEED) for each in FORMATS.values()
            )
            if kind in {"speaker", "organisation"}:
                yield reverse(f"articles:{kind}_statements", args=[slug]), EXPORT
            if kind == "speaker":
                yield reverse("api:speaker", args=[slug]), LIST

    def interface(self) -> Iterator[Page]:
        """The lists of the API, and what is made once."""
        for name, ids in self.interface_lists().items():
            yield from ((address, LIST) for address in cursor_pages(name, ids))
        for name in ("sections", "api-root", "openapi-json"):
            yield reverse(f"api:{name}"), LIST
        yield reverse("api:popolo"), EXPORT

    def interface_lists(self) -> dict[str, list[int]]:
        """The ids in each list of the API, the oldest first."""
        entries = {f"{kind}s": self.ids_of(kind) for kind in ("speaker", "organisation", "tag")}
        return {"reports": self.report_ids, "statements": self.statement_ids} | entries


def is_notice(facts: Facts) -> bool:
    """Whether a report is withdrawn with a notice at its address."""
    return not facts["live"] and bool(facts["address"])


def numbered(
    address: str, rows: int, per_page: int, rank: int = FIRST, *, name: str = "page"
) -> Iterator[Page]:
    """The pages of a list; there is always a first."""
    yield address, rank
    for number in range(2, ceil(rows / per_page) + 1):
        yield f"{address}?{name}={number}", max(rank, LATER)


def first_size(rows: int) -> int:
    """How many rows the first page of a list of the API has: from 20 up to 39.

    The other pages are filled from the oldest row on: a new row changes the first page and no other, and an
    address `next` that somebody follows stays.
    """
    return PER_INTERFACE_PAGE if rows < PER_INTERFACE_PAGE else PER_INTERFACE_PAGE + rows % PER_INTERFACE_PAGE


def cursor_pages(name: str, ids: list[int]) -> dict[str, tuple[int, ...]]:
    """The ids on each page of a list of the API by its address; the first, then those below a cursor."""
    address = reverse(f"api:{name}")
    first = max(len(ids) - first_size(len(ids)), 0)
    found = {address: tuple(ids[first:])}
    for place in range(first, 0, -PER_INTERFACE_PAGE):
        found[f"{address}?cursor={ids[place]}"] = tuple(ids[place - PER_INTERFACE_PAGE : place])
    return found
