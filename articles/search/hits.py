"""The reports that hold every term: their keys, by date or by score.

The database finds them in one of two ways, and what is found is the same. The index knows all that a few
hold; of a word that stands in every third report it would give a third of the archive. Such a word is looked
for in the texts of the newest reports, one after the other, until there are enough. Which way it is tells
the share of the newest PROBE that hold the terms. The score is computed here from the texts, and so is the
same on both databases.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Count, DateTimeField, Max, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from articles.models import Report, SearchEntry
from articles.models.fields import EARLIEST
from articles.models.reports import ReportQuerySet

from .grams import TITLE_MARK
from .query import Query, Term
from .ranking import score

Entries = QuerySet[SearchEntry]
Rows = TypeVar("Rows", bound=QuerySet[Any])

MOST_COUNTED = 1_000  # reports counted and paged through: whoever gets more has to ask more narrowly
#: Reports whose texts are read for a score, and whose facets are counted: the newest. The others follow by
#: date.
MOST_RANKED = 200
MOST_TITLED = 100  # the newest with the terms in the title, ranked too
PROBE = 60  # the newest reports, whose texts tell how common the terms are
#: Beside them in the index may be reports that nobody may see: drafts, working copies.
UNSEEN = 200
#: What reading one text in the order of dates costs, beside one key of the index with its date.
WALKED, SORTED, LISTED = 7.0, 4.0, 0.25
#: A subquery that ends somewhere is planned by itself: PostgreSQL asks the index first, and once.
NO_END = 1_000_000_000


def in_text(*terms: Term, field: str = "search__text") -> Q:
    """The condition that all terms stand in the folded text."""
    return Q(*(Q(**{f"{field}__holds": term.text}) for term in terms))


def entries(terms: Iterable[Term], excluded: Iterable[Term] = (), *, in_title: bool = False) -> Entries:
    """The search entries of all reports that hold the terms, or hold them in the title."""
    mark, field = (TITLE_MARK, "title") if in_title else ("", "text")
    terms = tuple(terms)
    found = SearchEntry.objects.filter(grams__matches=[mark + gram for term in terms for gram in term.grams])
    # Of several grams each could stand in another place.
    found = found.filter(in_text(*(term for term in terms if len(term.grams) > 1), field=field))
    return _without(found, excluded, "text")


def newest_texts(reports: ReportQuerySet) -> list[str]:
    """The folded texts of the newest PROBE reports."""
    newest = _keys(reports.newest_first(), PROBE)
    return list(SearchEntry.objects.filter(pk__in=newest).values_list("text", flat=True))


def is_held(reports: ReportQuerySet, terms: tuple[Term, ...]) -> bool:
    """Whether one of the reports holds all terms."""
    found = _keys(entries(terms), UNSEEN)
    if reports.filter(pk__among=found).exists():
        return True
    return len(found) == UNSEEN and reports.filter(pk__in=entries(terms).values("pk")[:NO_END]).exists()


def _without(found: Rows, excluded: Iterable[Term], field: str) -> Rows:
    for term in excluded:
        found = found.exclude(in_text(term, field=field))
    return found


class Hits:
    """Those of some reports that hold every term of a query and none of the excluded ones.

    A query without a term finds nothing, unless the reports are `narrowed` by a facet.
    """

    def __init__(self, reports: ReportQuerySet, query: Query, *, narrowed: bool = False):
        self.reports, self.query, self.narrowed = reports, query, narrowed
        self.is_walk = False  # whether `keys` are the newest, in order
        self.share, self.archive = 1.0, 0
        self._newest: list[int] = []
        if query.terms:
            self._probe()
            self.keys = self._counted()
        elif narrowed:
            self.keys = self._walked(MOST_COUNTED + 1)
            self.is_walk = True
        else:
            self.keys = []

    @property
    def count(self) -> int:
        """How many they are; MOST_COUNTED + 1 stands for more."""
        return len(self.keys)

    @cached_property
    def counted(self) -> list[int]:
        """The keys that facets count: all of them, or the newest MOST_RANKED."""
        return self.newest(MOST_RANKED) if self.is_bounded else self.keys

    @property
    def is_bounded(self) -> bool:
        """Whether facets count the newest of them alone."""
        return self.count > MOST_RANKED

    def newest(self, wanted: int) -> list[int]:
        """The keys of the newest of them."""
        if self.is_walk:
            return self.keys[:wanted]
        if len(self._newest) < min(wanted, self.count):
            self._newest = self._by_date(max(wanted, min(MOST_RANKED, self.count)))
        return self._newest[:wanted]

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

    def _probe(self) -> None:
        """See how many of the newest hold the terms, and about how many reports there are."""
        newest = SearchEntry.objects.filter(pk__in=self.reports.newest_first().values("pk")[:PROBE])
        holding = Count("pk", filter=in_text(*self.query.terms, field="text"))
        seen = newest.aggregate(holding=holding, all=Count("pk"), last=Max("pk"))
        self.share = seen["holding"] / (seen["all"] or 1)
        self.archive = seen["last"] or 0

    def _counted(self) -> list[int]:
        """The keys of all, MOST_COUNTED + 1 at most."""
        wanted = MOST_COUNTED + 1
        if self._is_cheaper_to_walk(wanted, LISTED) and len(keys := self._walked(wanted)) == wanted:
            self.is_walk = True
            return keys
        found = _keys(self._entries(), wanted + UNSEEN)
        seen = _keys(self.reports.filter(pk__among=found).order_by(), wanted)
        if len(found) < wanted + UNSEEN or len(seen) == wanted:
            return seen
        return _keys(self._matching(self._entries()).order_by(), wanted)

    def _by_date(self, wanted: int) -> list[int]:
        if self.count <= MOST_COUNTED:
            return _keys(Report.objects.filter(pk__among=self.keys).newest_first(), wanted)
        if self._is_cheaper_to_walk(wanted, SORTED) and len(keys := self._walked(wanted)) == wanted:
            return keys
        return _keys(self._matching(self._entries()).newest_first(), wanted)

    def _newest_titled(self) -> list[int]:
        titled = entries(self.query.terms, self.query.excluded, in_title=True)
        return _keys(self._matching(titled).newest_first(), MOST_TITLED)

    def _entries(self) -> Entries:
        return entries(self.query.terms, self.query.excluded)

    def _matching(self, found: Entries) -> ReportQuerySet:
        return self.reports.filter(pk__in=found.values("pk")[:NO_END])

    def _is_cheaper_to_walk(self, wanted: int, cost: float) -> bool:
        """Whether so many are found sooner by reading texts than by what the index has of the terms."""
        return self.share > 0 and wanted / self.share * WALKED < self.share * self.archive * cost

    def _walked(self, wanted: int) -> list[int]:
        """The newest, found by reading; fewer than `wanted` where the terms turn out rarer than expected."""
        walked = self.reports
        if self.query.terms:
            expected = int(2 * wanted / self.share)
            end = self.reports.newest_first().values("shown_at")[expected : expected + 1]
            since = Coalesce(Subquery(end), Value(EARLIEST, DateTimeField()))
            walked = walked.filter(in_text(*self.query.terms), shown_at__gt=since)
        return _keys(_without(walked, self.query.excluded, "search__text").newest_first(), wanted)

    def _ranked(self, keys: Iterable[int]) -> list[int]:
        """The keys by the score of their reports, then the newest first."""
        rows = SearchEntry.objects.filter(report__pk__among=list(keys)).values_list(
            "title", "text", "report__shown_at", "pk"
        )
        terms = self.query.terms
        ordered = sorted(((score(title, text, terms), *rest) for title, text, *rest in rows), reverse=True)
        return [key for _score, _shown_at, key in ordered]


def _keys(rows: QuerySet[Any], wanted: int) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:wanted])
