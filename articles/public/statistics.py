"""Who speaks, over the years, about what and beside whom.

As in listings.py, every function starts from rows that the caller fetched of published reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from articles.models import Speaker, Statement, Tag, TaggedReport
from articles.models.fields import LEAP_YEAR, of_known_year
from articles.models.reports import ReportQuerySet
from articles.public.charts import Value

LEAST_YEARS, MOST_YEARS = 2, 20  # of a chart; of more, the last ones


def by_year(
    moments: Iterable[datetime | None],
    address: Callable[[int], str] = lambda year: "",
    beside: Iterable[datetime | None] = (),
) -> list[Value]:
    """How many of the moments fall in each year from the first to the last, by the days of the place; none
    where there is only one.

    `address` gives that of a year's own page; moments to be drawn `beside` these widen the years. Counted
    here: SQLite would call back into Python for every row to know the year.
    """
    numbers, others = (
        Counter(timezone.localtime(moment).year for moment in some if moment) for some in (moments, beside)
    )
    years = numbers.keys() | others.keys()
    last = max(years, default=0)
    first = max(min(years, default=0), last - MOST_YEARS + 1)
    if last - first + 1 < LEAST_YEARS:
        return []
    return [Value(str(year), numbers[year], address(year)) for year in range(first, last + 1)]


def reports_by_year(reports: ReportQuerySet) -> list[Value]:
    """by_year() of the dates that the reports show."""
    return by_year(dated(reports).values_list("shown_at", flat=True))


def said_at(statements: QuerySet[Statement]) -> QuerySet:
    """The moments of the statements: the dates that their reports show."""
    return dated(statements, "appearance__report__").values_list("appearance__report__shown_at", flat=True)


def dated(rows: QuerySet, path: str = "") -> QuerySet:
    """Those of the rows whose report, at `path`, is of a known year; the others would stand in the year in
    which they were entered here."""
    return rows.order_by().filter(of_known_year(path))


def companions(speaker: Speaker, reports: ReportQuerySet, number: int) -> QuerySet[Speaker]:
    """Who appears in the same reports most often, each with `shared`, in how many."""
    theirs = reports.filter(pk__in=speaker.appearances.order_by().values("report"))
    others = Speaker.objects.exclude(pk=speaker.pk).filter(appearances__report__in=theirs.values("pk"))
    counted = others.annotate(shared=Count("appearances__report", distinct=True))
    return counted.order_by("-shared", "pinyin", "pk")[:number]


def on_tag(statements: QuerySet[Statement], tag: Tag) -> QuerySet[Statement]:
    """Those of the statements whose report has the tag."""
    tagged = TaggedReport.objects.filter(tag=tag).values("content_object")
    return statements.filter(appearance__report__in=tagged)


def speakers_on(tag: Tag, reports: ReportQuerySet, number: int) -> QuerySet[Speaker]:
    """Who has the most statements in reports with the tag: `said`, how many, `first` and `last`, when."""
    tagged = reports.filter(pk__in=TaggedReport.objects.filter(tag=tag).values("content_object"))
    theirs = Q(appearances__report__in=tagged.order_by().values("pk"))
    dated_ones = theirs & of_known_year("appearances__report__")
    counted = Speaker.objects.filter(theirs).annotate(
        said=Count("appearances__statements", filter=theirs),
        first=Min("appearances__report__shown_at", filter=dated_ones),
        last=Max("appearances__report__shown_at", filter=dated_ones),
    )
    return counted.filter(said__gt=0).order_by("-said", "pinyin", "pk")[:number]


def on_day(reports: ReportQuerySet, month: int, day: int) -> ReportQuerySet:
    """The reports of this day of the year: whose date is, or that tell what began on it.

    The days of all years are asked for as stretches of time, which the index of dates answers.
    """
    dates = reports.aggregate(first=Min("shown_at"), last=Max("shown_at"))
    condition = Q(event_start__endswith=f"-{month:02}-{day:02}")
    if dates["first"]:
        for year in range(
            timezone.localtime(dates["first"]).year, timezone.localtime(dates["last"]).year + 1
        ):
            start = _midnight(year, month, day)
            if start:
                condition |= Q(shown_at__gte=start, shown_at__lt=start + timedelta(days=1))
    return reports.filter(condition)


def _midnight(year: int, month: int, day: int) -> datetime | None:
    try:
        return timezone.make_aware(datetime(year, month, day))
    except ValueError:
        return None  # 29 February


def is_day(month: int, day: int) -> bool:
    """Whether there is such a day in some year."""
    try:
        date(LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True
