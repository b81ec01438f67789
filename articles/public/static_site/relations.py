"""Which live reports are related to which, by the rule of relatedness.py, from the facts of the site.

So a change is known to touch the pages whose list of related reports it changes, and no others: a common tag
is in thousands of reports, and hardly one of them prints a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from heapq import nsmallest
from itertools import islice

from articles.models import Listing
from articles.public.relatedness import Key, chosen
from articles.public.views.reports import RELATED

from .pages import Site

KINDS = {"tag": Listing.Kind.TAG, "speaker": Listing.Kind.SPEAKER}  # of lists by which reports are related


class Relations:
    """The related reports of each report of a site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def _places(self) -> dict[int, int]:
        """The place of each live report, the newest first."""
        return {id: place for place, (_date, id) in enumerate(reversed(self.site.in_order))}

    @cached_property
    def _keys(self) -> dict[str, Key]:
        named = (name.partition(":") for name in self.site.lists)
        return {f"{kind}:{id}": (KINDS[kind], int(id)) for kind, _, id in named if kind in KINDS}

    @cached_property
    def _lists(self) -> dict[int, frozenset[str]]:
        keys = self._keys
        return {id: frozenset(facts["lists"].keys() & keys) for id, facts in self.site.live.items()}

    @cached_property
    def _members(self) -> dict[str, list[int]]:
        """The reports of each list, the newest first."""
        found: dict[str, list[int]] = {name: [] for name in self._keys}
        for id in self._places:
            for name in self._lists[id]:
                found[name].append(id)
        return found

    def chosen(self, id: int) -> list[tuple[str, int]]:
        """The lists that the related reports of one come from, and how many of the newest of each."""
        names = {self._keys[name]: name for name in self._lists[id]}
        numbers = {key: self.site.numbers.get(name, 0) for key, name in names.items()}
        return [(names[key], limit) for key, limit in chosen(numbers)]

    def of(self, id: int) -> list[int]:
        """The related reports of one, as its page prints them."""
        own, lists, places = self._lists[id], self._lists, self._places
        near = {each for name, limit in self.chosen(id) for each in self._newest(name, limit, id)}
        return nsmallest(RELATED, near, key=lambda each: (-len(own & lists[each]), places[each]))

    def _newest(self, name: str, limit: int, besides: int) -> Iterator[int]:
        return islice((each for each in self._members[name] if each != besides), limit)

    def _near(self, name: str, limit: int) -> set[int]:
        """The reports of a list that may be looked at, whichever report's list is asked for."""
        return set(self._members.get(name, ())[: limit + 1])

    def sharing(self, reports: set[int]) -> set[int]:
        """The reports that share a list with one of these."""
        names = {name for id in reports & self._lists.keys() for name in self._lists[id]}
        return {id for name in names for id in self._members[name]}

    def among(self, names: set[str]) -> set[int]:
        """The reports in these lists."""
        return {id for name in names for id in self._members.get(name, ())}


def changed_relations(old: Site, new: Site, reports: set[int], names: set[str]) -> Iterator[int]:
    """The reports whose related ones are others now, or among whose related ones is one of `reports`.

    `names` are the lists whose numbers changed: which lists are rare may depend on them.
    """
    before, after = Relations(old), Relations(new)
    touched = before.sharing(reports) | after.sharing(reports) | before.among(names) | after.among(names)
    near: dict[tuple[str, int], bool] = {}

    def reaches(key: tuple[str, int]) -> bool:
        """Whether a changed report is among those of a list that may be looked at."""
        if key not in near:
            near[key] = not reports.isdisjoint(before._near(*key) | after._near(*key))
        return near[key]

    for id in (touched & new.live.keys()) - reports:
        lists = after.chosen(id)
        if id in old.live and before.chosen(id) == lists and not any(map(reaches, lists)):
            continue
        related = after.of(id)
        if id not in old.live or not reports.isdisjoint(related) or before.of(id) != related:
            yield id
