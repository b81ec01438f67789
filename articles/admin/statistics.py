"""Statistics for the first page of the desk: quiet sections, reports a week, rising tags.

Every function starts from the reports that the caller chose, and asks the database once.
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
MIN_RECENT = 2  # reports of the last days that make a rise


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday, and the number of its reports."""

    monday: date
    number: int


@dataclass(frozen=True, slots=True)
class Rise:
    """A tag, with the number of reports of the last RECENT days, and of the BEFORE days before those."""

    name: str
    slug: str
    recent: int
    before: int

    @property
    def usual(self) -> float:
        """The number to expect in RECENT days, from the days before."""
        return self.before * (RECENT / BEFORE)


def quiet_sections(reports: ReportQuerySet, at: datetime | None = None) -> QuerySet[Section]:
    """Sections whose last report is older than QUIET, the oldest first, each with `last`.

    A section without any report is left out.
    """
    newest = reports.filter(section=OuterRef("pk")).newest_first().values("shown_at")[:1]
    dated = Section.objects.annotate(last=Subquery(newest))
    return dated.filter(last__lt=(at or timezone.now()) - QUIET).order_by("last", "order", "name")


def reports_a_week(reports: ReportQuerySet, at: datetime | None = None) -> list[Week]:
    """Count the reports of the last WEEKS weeks, oldest first, with the current one; in local time.

    Counted in Python: SQLite would call back into Python for the week of every row.
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
    """Tags that are more frequent in the last RECENT days than usual, the steepest rise first."""
    now = at or timezone.now()
    edge, begin = now - RECENT, now - RECENT - BEFORE
    recent = reports.order_by().filter(shown_at__gte=begin, shown_at__lte=now)
    # By keys: the reports of four months are few, the tags of all reports many.
    used = TaggedReport.objects.filter(content_object__in=recent.values("pk")).order_by()
    counted = used.values(name=F("tag__name"), slug=F("tag__slug")).annotate(
        recent=Count("pk", filter=Q(content_object__shown_at__gte=edge)),
        before=Count("pk", filter=Q(content_object__shown_at__lt=edge)),
    )
    rise = F("recent") * BEFORE.days - F("before") * RECENT.days
    rising = counted.annotate(rise=rise).filter(recent__gte=MIN_RECENT, rise__gt=0).order_by("-rise", "name")
    return [Rise(*row) for row in rising.values_list("name", "slug", "recent", "before")[:number]]
