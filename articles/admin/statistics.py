"""What the desk counts about its own work: what went quiet, what is published, who is heard, what rises.

As in listings.py, every function starts from reports that the caller fetched, and asks the database once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import Section, TaggedReport
from articles.models.reports import ReportQuerySet

QUIET = timedelta(days=14)
WEEKS = 26
RECENT, BEFORE = timedelta(days=30), timedelta(days=90)
LEAST = 2  # reports of the last days that make a rise


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday, and how many of the reports are of it."""

    monday: date
    number: int


@dataclass(frozen=True, slots=True)
class Rise:
    """A tag, how many reports of the last RECENT days have it, and how many of the BEFORE days before."""

    name: str
    slug: str
    recent: int
    before: int

    @property
    def usual(self) -> float:
        """What as many of the days before had."""
        return self.before * (RECENT / BEFORE)


def quiet_sections(reports: ReportQuerySet, at: datetime | None = None) -> QuerySet[Section]:
    """Sections whose last report is older than QUIET, the longest first, each with `last`.

    One that never had a report is not begun yet, which is something else.
    """
    newest = reports.filter(section=OuterRef("pk")).newest_first().values("shown_at")[:1]
    dated = Section.objects.annotate(last=Subquery(newest))
    return dated.filter(last__lt=(at or timezone.now()) - QUIET).order_by("last", "order", "name")


def reports_a_week(reports: ReportQuerySet, at: datetime | None = None) -> list[Week]:
    """The last WEEKS weeks, oldest first, the one that isn't over among them; by the days of the place.

    Counted here: SQLite would call back into Python for every row to know the week.
    """
    today = timezone.localtime(at).date()
    mondays = [_monday(today) - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    begin = timezone.make_aware(datetime.combine(mondays[0], datetime.min.time()))
    moments = reports.order_by().filter(shown_at__gte=begin).values_list("shown_at", flat=True)
    numbers = Counter(_monday(timezone.localtime(moment).date()) for moment in moments.iterator())
    return [Week(monday, numbers[monday]) for monday in mondays]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def rising_tags(reports: ReportQuerySet, number: int, at: datetime | None = None) -> list[Rise]:
    """Tags that more reports of the last RECENT days have than usual, the steepest rise first."""
    now = at or timezone.now()
    edge, begin = now - RECENT, now - RECENT - BEFORE
    recent = reports.order_by().filter(shown_at__gte=begin, shown_at__lte=now)
    # By their keys: the reports of four months are few, the tags of all reports are many.
    used = TaggedReport.objects.filter(content_object__in=recent.values("pk")).order_by()
    counted = used.values(name=F("tag__name"), slug=F("tag__slug")).annotate(
        recent=Count("pk", filter=Q(content_object__shown_at__gte=edge)),
        before=Count("pk", filter=Q(content_object__shown_at__lt=edge)),
    )
    rise = F("recent") * BEFORE.days - F("before") * RECENT.days
    rising = counted.annotate(rise=rise).filter(recent__gte=LEAST, rise__gt=0).order_by("-rise", "name")
    return [Rise(*row) for row in rising.values_list("name", "slug", "recent", "before")[:number]]
