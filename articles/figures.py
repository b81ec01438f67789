"""What the desk counts about its own work: what went quiet, what is published, who is heard, what rises.

As in listings.py, every function starts from reports that the caller fetched, and asks the database once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, FloatField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.listings import within
from articles.models import Section, Tag
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


def rising_tags(reports: ReportQuerySet, number: int, at: datetime | None = None) -> QuerySet[Tag]:
    """Tags that more reports of the last RECENT days have than usual, the steepest rise first.

    Each with `recent`, their number, and `usual`, what BEFORE, the days before those, had in as many days.
    """
    now = at or timezone.now()
    edge, begin = now - RECENT, now - RECENT - BEFORE
    used = within(reports.filter(shown_at__gte=begin, shown_at__lte=now), "taggings__content_object")
    moment = "taggings__content_object__shown_at"
    return (
        Tag.objects.filter(used)
        .annotate(
            recent=Count("taggings", filter=Q(**{f"{moment}__gte": edge})),
            usual=Count("taggings", filter=Q(**{f"{moment}__lt": edge}), output_field=FloatField())
            * (RECENT / BEFORE),
        )
        .filter(recent__gte=LEAST, recent__gt=F("usual"))
        .order_by(F("usual") - F("recent"), "name")[:number]
    )
