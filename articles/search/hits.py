"""Which reports hold every term, the newest of them and the best of them.

The database answers the first, through the grams alone: SearchEntry and its lookup are all that knows of
the database. The order of the best is made here, out of the texts, and so is the same on every database.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from django.db.models import Q, QuerySet

from articles.models import Report, SearchEntry

from .grams import TITLE_MARK
from .query import Query, Term
from .ranking import score

MOST_COUNTED = 1_000  # reports, and as far as pages go: who gets more has to ask more narrowly
MOST_RANKED = 300  # newest of all, and newest of those with the terms in the title; the others follow by date
#: The newest of a word that stands nearly everywhere are soon found among the newest reports of all.
WINDOWS = (0, 1_000, 4_000)


def holding(*terms: Term, in_title: bool = False) -> Q:
    """The condition on a report that every one of the terms stands in it, or in its title."""
    mark, field = (TITLE_MARK, "title") if in_title else ("", "text")
    if not terms:
        return Q()
    condition = Q(search__grams__matches=[mark + gram for term in terms for gram in term.grams])
    for term in terms:
        if len(term.grams) > 1:  # they could stand in different places
            condition &= Q(**{f"search__{field}__contains": term.text})
    return condition


class Hits:
    """The reports, among those given, that hold every term of a query and none of the excluded.

    A query without a term finds nothing, but where the reports are `narrowed` already, which asks enough.
    """

    def __init__(self, reports: QuerySet[Report], query: Query, *, narrowed: bool = False):
        self.reports, self.query = reports, query
        self.keys = _some(self._found()) if query.terms or narrowed else []

    @property
    def count(self) -> int:
        """How many they are, counted to one more than MOST_COUNTED."""
        return len(self.keys)

    @property
    def counted(self) -> list[int]:
        """The keys of those that are counted: all of them, or of a flood the newest MOST_COUNTED."""
        return self.keys if self.count <= MOST_COUNTED else self.newest(MOST_COUNTED)

    def newest(self, wanted: int) -> list[int]:
        """The keys of so many of them, the newest first."""
        if self.count <= MOST_COUNTED:
            return _by_date(Report.objects.filter(pk__in=self.keys), wanted)
        keys = self._in_windows(wanted) if self.query.terms else []
        return keys or _by_date(self._found(), wanted)

    def best(self, wanted: int) -> list[int]:
        """The keys of so many of them: the candidates by their score, then the others by date.

        Without a word none is better than another, and the newest come first.
        """
        if not self.query.terms:
            return self.newest(wanted)
        candidates = set(self.keys)
        if self.count > MOST_RANKED:
            candidates = {*self.newest(MOST_RANKED), *self._newest_titled()}
        ranked = self._ranked(candidates)
        if len(ranked) < min(wanted, self.count):
            ranked += [key for key in self.newest(wanted) if key not in candidates]
        return ranked[:wanted]

    def _found(self, *, in_title: bool = False) -> QuerySet[Report]:
        found = self.reports.filter(holding(*self.query.terms, in_title=in_title))
        for term in self.query.excluded:
            found = found.exclude(holding(term))
        return found

    def _newest_titled(self) -> list[int]:
        titled = self._found(in_title=True)
        keys = _some(titled)
        if len(keys) <= MOST_COUNTED:
            titled = Report.objects.filter(pk__in=keys)
        return _by_date(titled, MOST_RANKED)

    def _in_windows(self, wanted: int) -> list[int]:
        """The newest of a flood, read out of the newest reports; empty where those have too few."""
        keys: list[int] = []
        for start, stop in pairwise(WINDOWS):
            window = list(self.reports.newest_first().values_list("pk", flat=True)[start:stop])
            texts = dict(SearchEntry.objects.filter(pk__in=window).values_list("pk", "text"))
            keys += [key for key in window if self.query.fits(texts.get(key, ""))]
            if len(keys) >= wanted:
                return keys[:wanted]
        return []

    def _ranked(self, keys: Iterable[int]) -> list[int]:
        """The keys by the score of their reports, the best first; of equals the newest."""
        rows = SearchEntry.objects.filter(pk__in=keys).values_list("title", "text", "report__shown_at", "pk")
        terms = self.query.terms
        ordered = sorted(((score(title, text, terms), *rest) for title, text, *rest in rows), reverse=True)
        return [key for _score, _shown_at, key in ordered]


def _some(found: QuerySet[Report]) -> list[int]:
    """Keys, one more than MOST_COUNTED at most; all of them where they are fewer.

    From then on they stand for the query: PostgreSQL, asked for the newest of a few, would walk through all
    reports by date to meet them.
    """
    return list(found.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])


def _by_date(reports: QuerySet[Report], wanted: int) -> list[int]:
    return list(reports.newest_first().values_list("pk", flat=True)[:wanted])
