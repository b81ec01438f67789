"""The reports that hold every term: their keys, by date or by score.

The database finds them in one of two ways, and what is found is the same. The index knows all that a few
hold; of a word that stands in every third report it would give a third of the archive. Such a word is looked
for in the texts of the newest reports, one after the other, until there are enough. Which way it is tells
the share of the newest PROBE that hold the terms. The score is computed here from the texts, and so is the
same on both databases.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Count, Max, Q, QuerySet

from articles.models import Report, SearchEntry
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
#: What it costs to read one text in the order of dates; to fetch one report that the index gave; to have it
#: in the list that the index gives, before any is fetched.
READ, FETCHED, LISTED = 7.0, 4.0, 0.25
#: From this share on PostgreSQL reads all grams of one report after the other, whatever the index could tell.
TOO_COMMON = 0.4
#: A subquery that ends somewhere is planned by itself: PostgreSQL asks the index first, and once.
NO_END = 1_000_000_000


def in_text(*terms: Term, field: str = "search__text") -> Q:
    """The condition that all terms stand in the folded text."""
    return Q(*(Q(**{f"{field}__holds": term.text}) for term in terms))


def entries(terms: Iterable[Term], excluded: Iterable[Term] = (), *, in_title: bool = False) -> Entries:
    """The search entries of all reports that hold the terms, or hold them in the title."""
    mark, field, terms = TITLE_MARK if in_title else "", _field(in_title), tuple(terms)
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
    if reports.filter(pk__among=array("q", found)).exists():
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
        self.is_ordered = False  # whether `keys` are the newest, in order
        self.are_few = False  # the reports, fewer than PROBE
        self.share = self.titled = 0.0  # of the newest reports that hold the terms, and in their titles
        self.archive = 0
        self._newest: list[int] = []
        self.keys: list[int] = []
        if query.terms:
            self._probe()
            self.keys = self._counted(MOST_COUNTED + 1)
        elif narrowed:
            self.keys = _keys(
                _without(reports, query.excluded, "search__text").newest_first(), MOST_COUNTED + 1
            )
            self.is_ordered = True

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
        if self.is_ordered or not self.keys:
            return self.keys[:wanted]
        if len(self._newest) < min(wanted, self.count):
            self._newest = self._by_date(max(wanted, min(MOST_RANKED, self.count)))
        return self._newest[:wanted]

    def best(self, wanted: int) -> list[int]:
        """The keys of the best of them: candidates by their score, then the others by date.

        Without a term the newest come first.
        """
        if not self.query.terms or not self.keys:
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
        seen = newest.aggregate(
            all=Count("pk"),
            holding=Count("pk", filter=in_text(*self.query.terms, field="text")),
            titled=Count("pk", filter=in_text(*self.query.terms, field="title")),
            last=Max("pk"),
        )
        self.are_few = seen["all"] < PROBE
        self.share = seen["holding"] / (seen["all"] or 1)
        self.titled = seen["titled"] / (seen["all"] or 1)
        self.archive = seen["last"] or 0

    def _counted(self, wanted: int) -> list[int]:
        """The keys of so many of them at most."""
        if self._is_read_sooner(wanted) and (keys := self._read(wanted, self.share)) is not None:
            self.is_ordered = True
            return keys
        found = _keys(self._entries(), wanted + UNSEEN)
        if not found:
            return []
        seen = _keys(self.reports.filter(pk__among=array("q", found)).order_by(), wanted)
        if len(found) < wanted + UNSEEN or len(seen) == wanted:
            return seen
        return _keys(self._matching(self._entries()).order_by(), wanted)

    def _is_read_sooner(self, wanted: int) -> bool:
        """Whether so many are counted sooner by reading the newest texts than by asking the index."""
        if self.are_few or self.share >= TOO_COMMON:
            return True
        indexed = self.share * self.archive
        asking = indexed * (LISTED + READ) if self.narrowed else indexed * LISTED + wanted * FETCHED
        return wanted * READ < self.share * asking

    def _by_date(self, wanted: int) -> list[int]:
        if self.count <= MOST_COUNTED:
            return _keys(Report.objects.filter(pk__among=array("q", self.keys)).newest_first(), wanted)
        return self._sorted(wanted, self.share)

    def _newest_titled(self) -> list[int]:
        return self._sorted(MOST_TITLED, self.titled, in_title=True)

    def _sorted(self, wanted: int, share: float, *, in_title: bool = False) -> list[int]:
        """The newest: read until there are enough, or else all that the index has, by date."""
        if wanted * READ < share * share * self.archive * FETCHED:
            keys = self._read(wanted, share, in_title=in_title)
            if keys is not None:
                return keys
        return _keys(self._matching(self._entries(in_title=in_title)).newest_first(), wanted)

    def _read(self, wanted: int, share: float, *, in_title: bool = False) -> list[int] | None:
        """The newest, found by reading; None where they turn out rarer than that share."""
        expected = int(2 * wanted / share) if share else PROBE
        ends = self.reports.newest_first().values_list("shown_at", flat=True)[expected : expected + 1]
        read = self.reports.filter(in_text(*self.query.terms, field=f"search__{_field(in_title)}"))
        if moments := list(ends):
            read = read.filter(shown_at__gt=moments[0])
        keys = _keys(_without(read, self.query.excluded, "search__text").newest_first(), wanted)
        return keys if len(keys) == wanted or not moments else None

    def _entries(self, *, in_title: bool = False) -> Entries:
        return entries(self.query.terms, self.query.excluded, in_title=in_title)

    def _matching(self, found: Entries) -> ReportQuerySet:
        return self.reports.filter(pk__in=found.values("pk")[:NO_END])

    def _ranked(self, keys: Iterable[int]) -> list[int]:
        """The keys by the score of their reports, then the newest first."""
        rows = SearchEntry.objects.filter(report__pk__among=array("q", keys)).values_list(
            "title", "text", "report__shown_at", "pk"
        )
        terms = self.query.terms
        ordered = sorted(((score(title, text, terms), *rest) for title, text, *rest in rows), reverse=True)
        return [key for _score, _shown_at, key in ordered]


def _field(in_title: bool) -> str:
    return "title" if in_title else "text"


def _keys(rows: QuerySet[Any], wanted: int) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:wanted])
