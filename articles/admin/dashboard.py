"""The first page of the desk: what waits, what went quiet, and charts. Values only; templates draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, cast

from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format

from articles.admin import statistics
from articles.editorial import workflow
from articles.models import AuditEntry, Report, Section, Speaker
from articles.public import charts, selectors
from articles.public.charts import Chart, Value
from articles.register import identifying

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import WithAnnotations

MAX_ACTS = 10  # acts of the person who looks
OWN_ACCOUNT = (AuditEntry.Kind.LOGIN, AuditEntry.Kind.LOGOUT, AuditEntry.Kind.PASSWORD)
MAX_IN_CHART = 10  # speakers or tags
MAX_WAITING = 8  # reports named; the rest is a list of its own


class Counted(TypedDict):
    """The annotation of selectors.most_active()."""

    statement_count: int


@dataclass(frozen=True, slots=True)
class Todo:
    """What waits for one person: the reports that wait longest, and how many more there are."""

    reports: Sequence[Report]
    more: int


def reports_waiting(user: Any) -> Todo:
    """What this person can sign, publish or correct now, each with `waiting_since`."""
    waiting = workflow.waiting_for(user).defer("body")
    dated = waiting.annotate(waiting_since=Coalesce("status_since", "created_at"))
    named = list(dated[:MAX_WAITING])
    return Todo(named, waiting.count() - len(named) if len(named) == MAX_WAITING else 0)


def reports_missed() -> list[Report]:
    """Reports that were wanted by a time that is over."""
    return list(workflow.missed().defer("body")[:MAX_WAITING])


def own_acts(user: Any) -> list[tuple[AuditEntry, str]]:
    """The last acts of this person on a row, each with the address of the row; "" where it was deleted."""
    entries = AuditEntry.objects.filter(by=user).exclude(object_type="").exclude(kind__in=OWN_ACCOUNT)
    return [(entry, _address_of(entry)) for entry in entries[:MAX_ACTS]]


def _address_of(entry: AuditEntry) -> str:
    if entry.kind == AuditEntry.Kind.DELETE:
        return ""
    try:
        return reverse(f"admin:{entry.object_type.replace('.', '_')}_change", args=[entry.object_id])
    except NoReverseMatch:
        return ""


def appearances_to_identify() -> int:
    """Count the appearances that wait for somebody to say who is meant."""
    return identifying.undecided().count()


def quiet_sections() -> list[Section]:
    """Sections without a report for two weeks."""
    return list(statistics.quiet_sections(Report.objects.published()))


def chart_of_weeks() -> Chart:
    """Published reports of each week."""
    weeks = statistics.reports_a_week(Report.objects.published())
    return charts.columns(
        [Value(date_format(week.monday, "MONTH_DAY_FORMAT"), week.number) for week in weeks]
    )


def chart_of_speakers() -> Chart:
    """The speakers with the most statements in the latest published reports."""
    speakers = selectors.most_active(Report.objects.published(), MAX_IN_CHART)
    counted = cast("QuerySet[WithAnnotations[Speaker, Counted]]", speakers)
    return charts.rows(
        [
            Value(
                speaker.name,
                speaker.statement_count,
                reverse("admin:articles_speaker_change", args=[speaker.pk]),
            )
            for speaker in counted
        ]
    )


def chart_of_tags() -> Chart:
    """Tags that more reports have than usual."""
    changelist = reverse("admin:articles_report_changelist")
    tags = statistics.rising_tags(Report.objects.published(), MAX_IN_CHART)
    return charts.rows(
        [Value(tag.name, tag.recent, f"{changelist}?tag={tag.slug}", tag.usual) for tag in tags]
    )
