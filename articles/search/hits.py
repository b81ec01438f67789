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
from typing import Any

from django.db.models import Q

from articles.models import SearchEntry
from articles.models.reports import ReportQuerySet

from . import questions
from .query import Query, Term
from .questions import Words, asked
from .ranking import score

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
READ, FETCHED, LISTED = 7.0, 12.0, 0.25
#: From this share on PostgreSQL reads all grams of one report after the other, whatever the index could tell.
TOO_COMMON = 0.4
#: So many times MOST_COUNTED are expected to be found before only what a page asks for is counted.
MANY = 2


def in_text(*terms: Term, field: str = "search__text") -> Q:
    """The condition that all terms stand in the folded text."""
    return questions.stands((term.text for term in terms), field)


def entries(
    terms: Iterable[Term], excluded: Iterable[Term] = (), *, in_title: bool = False
) -> questions.Entries:
    """The search entries of all reports that hold the terms, or hold them in the title."""
    return questions.indexed(Words.of(terms, excluded, in_title=in_title), _field(in_title))


def newest_texts(reports: ReportQuerySet) -> list[str]:
    """The folded texts of the newest PROBE reports."""
    newest = list(reports.newest_first().values_list("pk", flat=True)[:PROBE])
    return list(SearchEntry.objects.filter(pk__in=newest).values_list("text", flat=True))


def is_held(reports: ReportQuerySet, terms: tuple[Term, ...]) -> bool:
    """Whether one of the reports holds all terms."""
    words = Words.of(terms)
    found = _keys(asked(questions.candidates, reports, words, UNSEEN))
    if questions.seen(reports, found, 1):
        return True
    return len(found) == UNSEEN and bool(asked(questions.any_found, reports, words, 1))


class Hits:
    """Those of some reports that hold every term of a query and none of the excluded ones.

    A query without a term finds nothing, unless the reports are `narrowed` by a facet. `wanted` are as many
    as are needed, if that is all that should be counted where there are very many. `by_score` says that the
    best will be asked for.
    """

    def __init__(
        self,
        reports: ReportQuerySet,
        query: Query,
        *,
        narrowed: bool = False,
        wanted: int | None = None,
        by_score: bool = False,
    ) -> None:
        self.reports, self.query, self.narrowed, self.by_score = reports, query, narrowed, by_score
        self.words = Words.of(query.terms, query.excluded)
        self.is_ordered = False  # whether `keys` are the newest, in order
        self.are_few = False  # the reports, fewer than PROBE
        self.share = self.titled = 0.0  # of the newest reports that hold the terms, and in their titles
        self.archive = self.public = 0  # about how many reports there are, and are public
        self.most = MOST_COUNTED  # that are counted
        self._newest: list[int] = []
        self._texts: list[questions.Row] = []  # that have been read for a score
        self.keys: list[int] = []
        if query.terms:
            self._probe()
            if wanted and not narrowed and self.share * self.public > MANY * MOST_COUNTED:
                self.most = min(wanted, MOST_COUNTED)
                self.keys = self._sorted(self.most + 1, self.share)
                self.is_ordered = True
            else:
                self.keys = self._counted(MOST_COUNTED + 1)
        elif narrowed:
            found = questions.without(reports, self.words, "search__text").newest_first()
            self.keys = list(found.values_list("pk", flat=True)[: MOST_COUNTED + 1])
            self.is_ordered = True

    @property
    def count(self) -> int:
        """How many they are; one more than `most` stands for more."""
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
        newest = asked(questions.newest, self.reports, self.words, PROBE)
        self.are_few = len(newest) < PROBE
        if newest:
            keys, in_text, in_title, public = zip(*newest, strict=True)
            self.share, self.titled = sum(in_text) / len(newest), sum(in_title) / len(newest)
            self.archive, self.public = max(keys), public[0] or 0

    def _counted(self, wanted: int) -> list[int]:
        """The keys of so many of them at most."""
        if self._is_read_sooner(wanted) and (keys := self._read(wanted, self.share)) is not None:
            self.is_ordered = True
            return keys
        found = _keys(asked(questions.candidates, self.reports, self.words, wanted + UNSEEN))
        if not found:
            return []
        seen = questions.seen(self.reports, found, wanted)
        if len(found) < wanted + UNSEEN or len(seen) == wanted:
            return seen
        return _keys(asked(questions.any_found, self.reports, self.words, wanted))

    def _is_read_sooner(self, wanted: int) -> bool:
        """Whether so many are counted sooner by reading the newest texts than by asking the index."""
        if self.are_few or self.share >= TOO_COMMON:
            return True
        indexed = self.share * self.archive
        asking = indexed * (LISTED + READ) if self.narrowed else indexed * LISTED + wanted * FETCHED
        return wanted * READ < self.share * asking

    def _by_date(self, wanted: int) -> list[int]:
        if self.count <= self.most:
            return _keys(questions.BY_DATE.rows(self.keys))[:wanted]
        return self._sorted(wanted, self.share)

    def _newest_titled(self) -> list[int]:
        return self._sorted(MOST_TITLED, self.titled, in_title=True)

    def _sorted(self, wanted: int, share: float, *, in_title: bool = False) -> list[int]:
        """The newest: read until there are enough, or else all that the index has, by date."""
        if wanted * READ < share * share * self.archive * FETCHED:
            keys = self._read(wanted, share, in_title=in_title)
            if keys is not None:
                return keys
        words = Words.of(self.query.terms, self.query.excluded, in_title=in_title)
        return _keys(asked(questions.newest_found, self.reports, words, wanted, _field(in_title)))

    def _read(self, wanted: int, share: float, *, in_title: bool = False) -> list[int] | None:
        """The newest, found by reading; None where they turn out rarer than that share."""
        expected = 2 * wanted / share if share else PROBE
        among = 1 << int(expected).bit_length()  # few different questions
        columns = questions.SCORED if self.by_score and not in_title and wanted <= 2 * MOST_RANKED else ()
        rows = asked(questions.read, self.reports, self.words, (wanted, among), _field(in_title), columns)
        if len(rows) < wanted and asked(questions.after, self.reports, self.words, among):
            return None
        if columns:
            self._texts = rows[:MOST_RANKED]
        return _keys(rows)

    def _ranked(self, keys: Iterable[int]) -> list[int]:
        """The keys by the score of their reports, then the newest first."""
        read = {row[0]: row for row in self._texts}
        rows = [*map(read.get, keys), *questions.TEXTS.rows([key for key in keys if key not in read])]
        terms = self.query.terms
        scored = ((score(row[2], row[3], terms), row[1], row[0]) for row in rows if row)
        return [key for _score, _shown_at, key in sorted(scored, reverse=True)]


def _field(in_title: bool) -> str:
    return "title" if in_title else "text"


def _keys(rows: Iterable[tuple[Any, ...]]) -> list[int]:
    return [row[0] for row in rows]
