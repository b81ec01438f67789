"""Counts for the public pages: by year, by tag, by common reports. They never write.

As in selectors.py, each starts from the rows of published reports that the caller passes in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet

from articles.models import Speaker, Statement, Tag, TaggedReport
from articles.models.fields import LEAP_YEAR, of_known_year
from articles.models.reports import ReportQuerySet
from articles.public.charts import Value

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


def reports_by_year(reports: ReportQuerySet) -> list[Value]:
    """by_year() of the dates that the reports show."""
    return by_year(_count_years(reports, ""))


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


def companions(speaker: Speaker, reports: ReportQuerySet, number: int) -> QuerySet[Speaker]:
    """The speakers who share the most reports with this one; `shared` is their number."""
    theirs = reports.filter(pk__in=speaker.appearances.order_by().values("report"))
    others = Speaker.objects.exclude(pk=speaker.pk).filter(appearances__report__in=theirs.values("pk"))
    counted = others.annotate(shared=Count("appearances__report", distinct=True))
    return counted.order_by("-shared", "pinyin", "pk")[:number]


def on_tag(statements: QuerySet[Statement], tag: Tag) -> QuerySet[Statement]:
    """The statements of reports with the tag."""
    tagged = TaggedReport.objects.filter(tag=tag).values("content_object")
    return statements.filter(appearance__report__in=tagged)


def speakers_on(tag: Tag, reports: ReportQuerySet, number: int) -> QuerySet[Speaker]:
    """The speakers with the most statements in reports with the tag: `statement_count`, and the dates of the
    `first` and `last` report."""
    tagged = reports.filter(pk__in=TaggedReport.objects.filter(tag=tag).values("content_object"))
    theirs = Q(appearances__report__in=tagged.order_by().values("pk"))
    dated_ones = theirs & of_known_year("appearances__report__")
    counted = Speaker.objects.filter(theirs).annotate(
        statement_count=Count("appearances__statements", filter=theirs),
        first=Min("appearances__report__shown_at", filter=dated_ones),
        last=Max("appearances__report__shown_at", filter=dated_ones),
    )
    return counted.filter(statement_count__gt=0).order_by("-statement_count", "pinyin", "pk")[:number]


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
