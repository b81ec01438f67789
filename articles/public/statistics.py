"""Counts for the public pages: by year, by tag, by common reports. They never write.

As in selectors.py, each starts from the rows of published reports that the caller passes in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from articles.models import Listing, Speaker, Statement, Tag, TaggedReport
from articles.models.fields import LEAP_YEAR, of_known_year
from articles.models.prepared import Prepared
from articles.models.reports import ReportQuerySet
from articles.public import selectors
from articles.public.charts import Value
from articles.public.kept import Kind, annotated, public_rows

BESIDE = Prepared(
    lambda now, speaker: (
        Listing.objects.filter(
            kind=Kind.SPEAKER,
            report__from_keys=public_rows(now, Kind.SPEAKER, speaker).values("report")[: selectors.LATEST],
        )
        .order_by()
        .values_list("subject")
        .annotate(number=Count("report"))
    ),
    *(datetime, int),
)
SAID_ON = Prepared(
    lambda now, tag: selectors.said_in(public_rows(now, Kind.TAG, tag).values("report")[: selectors.LATEST]),
    *(datetime, int),
)
LEAST_YEARS, MOST_YEARS = 2, 20  # of a chart; the earliest are cut off


def by_year(
    numbers: Mapping[int, int],
    address: Callable[[int], str] = lambda year: "",
    shared_years: Iterable[int] = (),
) -> list[Value]:
    """A value for each year from the first to the last of `numbers` (year: number); [] for one year alone.

    `address` gives that of a year's own page; `shared_years` are those of other charts on the same axis.
    """
    years = {*numbers, *shared_years}
    last = max(years, default=0)
    first = max(min(years, default=0), last - MOST_YEARS + 1)
    if last - first + 1 < LEAST_YEARS:
        return []
    return [Value(str(year), numbers.get(year, 0), address(year)) for year in range(first, last + 1)]


def statement_years(statements: QuerySet[Statement]) -> dict[int, int]:
    """The number of statements in each year, by the dates that their reports show."""
    return _count_years(statements, "appearance__report__")


def _count_years(rows: QuerySet, path: str) -> dict[int, int]:
    """Count rows by the year of their report at `path`, in the database."""
    months = dated(rows, path).exclude(**{f"{path}shown_month": None}).values_list(f"{path}shown_month")
    years: Counter[int] = Counter()
    for month, number in months.annotate(number=Count("pk")):
        years[month // 100] += number
    return dict(years)


def dated(rows: QuerySet, path: str = "") -> QuerySet:
    """Rows whose report at `path` has a known year; the others show the date of their entry."""
    return rows.order_by().filter(of_known_year(path))


def companions(speaker: Speaker, reports: ReportQuerySet, number: int) -> list[Speaker]:
    """The speakers who share the most of the newest reports with this one; `shared` is their number."""
    shared = {key: common for key, common in BESIDE.rows(reports.public_at, speaker.pk) if key != speaker.pk}
    least = sorted(shared.values(), reverse=True)[:number][-1:]
    others = selectors.SPEAKERS.objects([key for key, common in shared.items() if [common] >= least])
    found = sorted(others, key=lambda other: -shared[other.pk])[:number]
    return [annotated(other, shared=shared[other.pk]) for other in found]


def on_tag(statements: QuerySet[Statement], tag: Tag) -> QuerySet[Statement]:
    """The statements of reports with the tag."""
    tagged = TaggedReport.objects.filter(tag=tag).values("content_object")
    return statements.filter(appearance__report__in=tagged)


def speakers_on(tag: Tag, reports: ReportQuerySet, number: int) -> list[Speaker]:
    """The speakers with the most statements in the newest reports with the tag: `statement_count`, and the
    dates of the `first` and `last` report."""
    return list(selectors.speakers_by_use(SAID_ON.rows(reports.public_at, tag.pk), number))


def anniversaries(reports: ReportQuerySet, month: int, day: int) -> ReportQuerySet:
    """The reports of this day of the year: whose date it is, or whose event began on it."""
    shown = Q(shown_month_day=month * 100 + day)
    return reports.filter(shown | Q(event_month_day=f"-{month:02}-{day:02}"))


def is_day(month: int, day: int) -> bool:
    """Whether the calendar has this day in some year."""
    try:
        date(LEAP_YEAR, month, day)
    except (ValueError, OverflowError):
        return False
    return True
