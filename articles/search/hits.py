"""The reports that hold every term: their keys, by date or by score.

The database finds them through the grams of SearchEntry. The score is computed here from the texts, and so
is the same on both databases.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from django.db.models import Q

from articles.models import Report, SearchEntry
from articles.models.reports import ReportQuerySet

from .grams import TITLE_MARK
from .query import Query, Term
from .ranking import score

MOST_COUNTED = 1_000  # reports counted and paged through: whoever gets more has to ask more narrowly
#: Reports whose texts are read for a score: the newest, and the newest with the terms in the title. The
#: others follow by date.
MOST_RANKED = 300
#: A word that stands nearly everywhere is looked for in the newest reports before all are sorted by date.
WINDOWS = (0, 1_000, 4_000)


def holding(*terms: Term, in_title: bool = False) -> Q:
    """The condition that all terms stand in a report, or in its title."""
    mark, field = (TITLE_MARK, "title") if in_title else ("", "text")
    if not terms:
        return Q()
    condition = Q(search__grams__matches=[mark + gram for term in terms for gram in term.grams])
    for term in terms:
        if len(term.grams) > 1:  # the grams could stand in different places
            condition &= Q(**{f"search__{field}__contains": term.text})
    return condition


class Hits:
    """Those of some reports that hold every term of a query and none of the excluded ones.

    A query without a term finds nothing, unless the reports are `narrowed` by a facet.
    """

    def __init__(self, reports: ReportQuerySet, query: Query, *, narrowed: bool = False):
        self.reports, self.query = reports, query
        self.keys = _some(self._matching()) if query.terms or narrowed else []

    @property
    def count(self) -> int:
        """How many they are; MOST_COUNTED + 1 stands for more."""
        return len(self.keys)

    @property
    def counted(self) -> list[int]:
        """The keys that facets count: all of them, or the newest MOST_COUNTED."""
        return self.keys if self.count <= MOST_COUNTED else self.newest(MOST_COUNTED)

    def newest(self, wanted: int) -> list[int]:
        """The keys of the newest of them."""
        if self.count <= MOST_COUNTED:
            return _by_date(Report.objects.filter(pk__in=self.keys), wanted)
        keys = self._in_windows(wanted) if self.query.terms else []
        return keys or _by_date(self._matching(), wanted)

    def best(self, wanted: int) -> list[int]:
        """The keys of the best of them: candidates by their score, then the others by date.

        Without a term the newest come first.
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

    def _matching(self, *, in_title: bool = False) -> ReportQuerySet:
        matching = self.reports.filter(holding(*self.query.terms, in_title=in_title))
        for term in self.query.excluded:
            matching = matching.exclude(holding(term))
        return matching

    def _newest_titled(self) -> list[int]:
        titled = self._matching(in_title=True)
        keys = _some(titled)
        if len(keys) <= MOST_COUNTED:
            titled = Report.objects.filter(pk__in=keys)
        return _by_date(titled, MOST_RANKED)

    def _in_windows(self, wanted: int) -> list[int]:
        """The newest matching reports, looked for among the newest of all; empty where those have too few.

        The database matches them: no text is read.
        """
        keys: list[int] = []
        for start, stop in pairwise(WINDOWS):
            window = _by_date(self.reports, stop)[start:]
            matching = set(self._matching().filter(pk__in=window).order_by().values_list("pk", flat=True))
            keys += [key for key in window if key in matching]
            if len(keys) >= wanted:
                return keys[:wanted]
        return []

    def _ranked(self, keys: Iterable[int]) -> list[int]:
        """The keys by the score of their reports, then the newest first."""
        rows = SearchEntry.objects.filter(pk__in=keys).values_list("title", "text", "report__shown_at", "pk")
        terms = self.query.terms
        ordered = sorted(((score(title, text, terms), *rest) for title, text, *rest in rows), reverse=True)
        return [key for _score, _shown_at, key in ordered]


def _some(matching: ReportQuerySet) -> list[int]:
    """The keys of matching reports, MOST_COUNTED + 1 at most.

    What follows asks for these keys: PostgreSQL, asked for the newest of a few matches, would walk through
    all reports by date.
    """
    return list(matching.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])


def _by_date(reports: ReportQuerySet, wanted: int) -> list[int]:
    return list(reports.newest_first().values_list("pk", flat=True)[:wanted])
