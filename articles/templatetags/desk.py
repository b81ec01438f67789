"""What the first page of the desk shows of the work: what waits, what went quiet, what the numbers say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.db.models.functions import Coalesce
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import ngettext_lazy

from articles.admin import statistics
from articles.editorial import messages, workflow
from articles.editorial.users import name_of
from articles.editorial.workflow import BlockedSchedule, Waiting
from articles.models import AuditEntry, Report, Section
from articles.public import charts, selectors
from articles.public.charts import Chart, Value
from articles.register import identifying

register = template.Library()
register.filter("in_words", messages.in_words)
register.filter("remark", messages.remark)

#: Units of time as they are written here: without a blank in Chinese.
UNITS = {
    "year": ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    "month": ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    "week": ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    "day": ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    "hour": ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    "minute": ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
}
MOST_ACTS = 10  # acts of the person who looks
OWN_ACCOUNT = (AuditEntry.Kind.LOGIN, AuditEntry.Kind.LOGOUT, AuditEntry.Kind.PASSWORD)
MOST = 10  # speakers and tags in a chart
MOST_WAITING = 8  # reports named; the rest is a list of its own


@dataclass(frozen=True, slots=True)
class Todo:
    """What waits for one person: those that wait longest, and how many more there are."""

    reports: list[Report]
    more: int


@register.filter
def age(moment: datetime) -> str:
    """How long ago that was, in its largest unit; "" where it is less than a minute."""
    if timezone.now() - moment < timedelta(minutes=1):
        return ""
    return timesince(moment, depth=1, time_strings=UNITS)


@register.filter
def person(user: Any) -> str:
    """Who it is, as names are written here."""
    return name_of(user)


@register.filter
def as_read(values: str | Sequence[str]) -> str:
    """Times and days that were read from a text: 2019-08-06 17:19; one day that begins and ends it once."""
    texts = [values] if isinstance(values, str) else values
    return " – ".join(dict.fromkeys(text.replace("T", " ") for text in texts))


@register.simple_tag(takes_context=True)
def reports_waiting(context: Context) -> Todo:
    """What the person who looks can sign, publish or mend now, each with `waiting_since`."""
    waiting = workflow.waiting_for(context["request"].user).defer("body")
    dated = waiting.annotate(waiting_since=Coalesce("status_since", "created_at"))
    named = list(dated[:MOST_WAITING])
    return Todo(named, waiting.count() - len(named) if len(named) == MOST_WAITING else 0)


@register.simple_tag
def stages() -> list[Waiting]:
    """How many wait at each stage of the reviews, and how long."""
    return workflow.counts()


@register.simple_tag
def reports_missed() -> list[Report]:
    """Those that were wanted by a time that is over."""
    return list(workflow.missed().defer("body")[:MOST_WAITING])


@register.simple_tag
def blocked_schedules() -> list[BlockedSchedule]:
    """What goes live by schedule although a check finds an error by now."""
    return workflow.blocked_schedules()


@register.simple_tag(takes_context=True)
def own_acts(context: Context) -> list[tuple[AuditEntry, str]]:
    """The last acts of this person on a row, each with the address of the row; "" where it was deleted."""
    entries = AuditEntry.objects.filter(by=context["request"].user).exclude(object_type="")
    entries = entries.exclude(kind__in=OWN_ACCOUNT)
    return [(entry, _address_of(entry)) for entry in entries[:MOST_ACTS]]


def _address_of(entry: AuditEntry) -> str:
    if entry.kind == AuditEntry.Kind.DELETE:
        return ""
    try:
        return reverse(f"admin:{entry.object_type.replace('.', '_')}_change", args=[entry.object_id])
    except NoReverseMatch:
        return ""


@register.simple_tag
def number_to_identify() -> int:
    """How many wait for somebody to say who is meant."""
    return identifying.undecided().count()


@register.simple_tag
def quiet_sections() -> list[Section]:
    """Sections without a report for two weeks."""
    return list(statistics.quiet_sections(Report.objects.published()))


@register.simple_tag
def chart_of_weeks() -> Chart:
    """How many reports of each week are published."""
    weeks = statistics.reports_a_week(Report.objects.published())
    return charts.columns(
        [Value(date_format(week.monday, "MONTH_DAY_FORMAT"), week.number) for week in weeks]
    )


@register.simple_tag
def chart_of_speakers() -> Chart:
    """Who has the most statements in the latest published reports."""
    speakers = selectors.most_active(Report.objects.published(), MOST)
    return charts.rows(
        [
            Value(speaker.name, speaker.said, reverse("admin:articles_speaker_change", args=[speaker.pk]))
            for speaker in speakers
        ]
    )


@register.simple_tag
def chart_of_tags() -> Chart:
    """Tags that more reports have than usual."""
    listed = reverse("admin:articles_report_changelist")
    tags = statistics.rising_tags(Report.objects.published(), MOST)
    return charts.rows([Value(tag.name, tag.recent, f"{listed}?tag={tag.slug}", tag.usual) for tag in tags])
