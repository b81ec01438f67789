"""What a search asks the database: each question compiled once where all that is public is searched.

A question is a function of the reports that may be found and of the words; it gives columns.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import BooleanField, DateTimeField, ExpressionWrapper, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from articles.models import Listing, Report, SearchEntry, Tally
from articles.models.listings import SITE, TOTAL
from articles.models.prepared import Prepared
from articles.models.reports import ReportQuerySet

from .grams import TITLE_MARK
from .query import Term

#: A subquery that ends somewhere is planned by itself: PostgreSQL asks the index first, and once.
NO_END = 1_000_000_000
PREPARED = 256  # questions that a process keeps compiled
BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)

Entries = QuerySet[SearchEntry]
Rows = TypeVar("Rows", bound=QuerySet[Any])
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for, as texts: `checked` are those of `all` that the index of grams can't vouch for."""

    all: tuple[str, ...]
    checked: tuple[str, ...]
    excluded: tuple[str, ...]
    grams: tuple[str, ...]

    @classmethod
    def of(cls, terms: Iterable[Term], excluded: Iterable[Term] = (), *, in_title: bool = False) -> Words:
        mark, terms = TITLE_MARK if in_title else "", tuple(terms)
        return cls(
            tuple(term.text for term in terms),
            # Of several grams each could stand in another place.
            tuple(term.text for term in terms if len(term.grams) > 1),
            tuple(term.text for term in excluded),
            tuple(mark + gram for term in terms for gram in term.grams),
        )


Question = Callable[..., QuerySet[Any, Any]]


def asked(question: Question, reports: ReportQuerySet, words: Words, *values: Any) -> list[Row]:
    """The rows that answer a question; its other values stand in the SQL."""
    if not is_all_public(reports):
        return list(question(reports, words, *values))
    shape = (len(words.all), len(words.checked), len(words.excluded))
    texts = (*words.all, *words.checked, *words.excluded)
    return _prepared(question, shape, values).rows(reports.public_at, words.grams, *texts)


@lru_cache(maxsize=PREPARED)
def _prepared(question: Question, shape: tuple[int, int, int], values: tuple[Any, ...]) -> Prepared[Any]:
    terms, checked, excluded = shape

    def build(now: datetime, grams: tuple[str, ...], *texts: str) -> QuerySet[Any, Any]:
        words = Words(texts[:terms], texts[terms : terms + checked], texts[terms + checked :], grams)
        return question(Report.objects.published(now), words, *values)

    return Prepared(build, datetime, tuple, *[str] * (terms + checked + excluded))


def is_all_public(reports: ReportQuerySet) -> bool:
    """Whether the reports are all that is public, narrowed by nothing."""
    query, whole = reports.query, Report.objects.published(reports.public_at).query
    return bool(query.where == whole.where) and not (query.is_sliced or query.distinct or query.combinator)


# --- Conditions


def stands(words: Iterable[str], field: str) -> Q:
    """The condition that all words stand in a folded text."""
    return Q(*(Q(**{f"{field}__holds": word}) for word in words))


def without(found: Rows, words: Words, field: str) -> Rows:
    for word in words.excluded:
        found = found.exclude(stands([word], field))
    return found


def indexed(words: Words, field: str = "text") -> Entries:
    """The entries of all reports that hold the words there; `words` have the grams of the title for it."""
    found = SearchEntry.objects.filter(grams__matches=words.grams).filter(stands(words.checked, field))
    return without(found, words, "text")


def matching(reports: ReportQuerySet, words: Words, field: str) -> ReportQuerySet:
    """Those of the reports that the index has."""
    return reports.filter(pk__in=indexed(words, field).values("pk")[:NO_END])


# --- Questions


def newest(reports: ReportQuerySet, words: Words, number: int) -> QuerySet[Any, Any]:
    """Of the newest: key, whether text and title hold the words, and how many reports are public at all."""
    held = {
        f"in_{field}": ExpressionWrapper(stands(words.all, field), output_field=BooleanField())
        for field in ("text", "title")
    }
    public = Tally.objects.filter(kind=Listing.Kind.SITE, subject=SITE, month=TOTAL).order_by().values("kind")
    number_of_all = Subquery(public.annotate(number=Sum("reports")).values("number"))
    entries = SearchEntry.objects.filter(pk__in=reports.newest_first().values("pk")[:number])
    return entries.annotate(**held, public=number_of_all).values_list("pk", *held, "public")


def candidates(_reports: ReportQuerySet, words: Words, number: int) -> QuerySet[Any, Any]:
    """Keys that the index has, whether they may be seen or not."""
    return indexed(words).values_list("pk")[:number]


def any_found(reports: ReportQuerySet, words: Words, number: int) -> QuerySet[Any, Any]:
    """Keys that the index has, of what may be seen."""
    return matching(reports, words, "text").order_by().values_list("pk")[:number]


def newest_found(reports: ReportQuerySet, words: Words, number: int, field: str) -> QuerySet[Any, Any]:
    """All that the index has, by date."""
    return matching(reports, words, field).newest_first().values_list("pk")[:number]


def read(
    reports: ReportQuerySet, words: Words, limits: tuple[int, int], field: str, columns: tuple[str, ...]
) -> QuerySet[Any, Any]:
    """The newest whose texts hold the words, and other columns of them; `limits` are how many, and among how
    many of the newest."""
    number, among = limits
    end = Subquery(reports.newest_first().values("shown_at")[among : among + 1])
    first = Coalesce(end, Value(BEFORE_ALL, output_field=DateTimeField()))
    found = reports.filter(stands(words.all, f"search__{field}"), shown_at__gt=first)
    return without(found, words, "search__text").newest_first().values_list("pk", *columns)[:number]


def after(reports: ReportQuerySet, _words: Words, among: int) -> QuerySet[Any, Any]:
    """The key of a report older than the newest `among`."""
    return reports.newest_first().values_list("pk")[among : among + 1]


def seen(reports: ReportQuerySet, keys: list[int], number: int) -> list[int]:
    """Those of the keys that may be seen."""
    if is_all_public(reports):
        return [key for (key,) in _seen(number).rows(reports.public_at, keys)]
    found = reports.filter(pk__among=array("q", keys)).order_by()
    return list(found.values_list("pk", flat=True)[:number])


@lru_cache(maxsize=PREPARED)
def _seen(number: int) -> Prepared[Any]:
    return Prepared(
        lambda now, keys: (
            Report.objects.published(now).filter(pk__among=keys).order_by().values_list("pk")[:number]
        ),
        *(datetime, list),
    )


BY_DATE = Prepared(lambda keys: Report.objects.filter(pk__among=keys).newest_first().values_list("pk"), list)
#: What a score is computed from, as `read` gives it.
SCORED = ("shown_at", "search__title", "search__text")
TEXTS = Prepared(
    lambda keys: SearchEntry.objects.filter(report__id__among=keys).values_list(
        *("pk", "report__shown_at", "title", "text")
    ),
    list,
)
