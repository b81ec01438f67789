"""Scheduled reports and working copies in which a check finds an error that nobody released.

Checks stop a publication when it is decided. A scheduled report goes live by its time alone, and the word
list or the register may have changed since. Nobody holds it back: those who may publish are shown it before,
and for a day after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.editorial import checks
from articles.editorial.workflow.releases import releases_of
from articles.editorial.workflow.waiting import SCHEDULED_COPY
from articles.models import Report, Transition

#: How long a report is shown after it went live.
SHOWN_FOR = timedelta(days=1)
MOST = 50  # reports that are checked, the soonest first
Status = Report.Status


@dataclass(frozen=True)
class BlockedSchedule:
    """A report with its unreleased errors, and whether readers see them already."""

    report: Report
    errors: list[checks.Finding]
    is_live: bool


def blocked_schedules(at: datetime | None = None) -> list[BlockedSchedule]:
    """What goes live by schedule, or did so within a day, with errors that would stop it now; by its time."""
    now = at or timezone.now()
    reports = list(_scheduled(now).select_related("copy_of").order_by("live_from", "pk")[:MOST])
    blocked = []
    for report, errors in zip(reports, checks.blocking_each(reports) if reports else (), strict=True):
        released = releases_of(report) if errors else {}
        if held := [error for error in errors if error.key not in released]:
            blocked.append(BlockedSchedule(report, held, is_live=report.is_public(now)))
    return blocked


def _scheduled(now: datetime) -> QuerySet[Report]:
    """Scheduled reports and working copies that wait, and those that went live lately."""
    since = now - SHOWN_FOR
    waits_or_went = Q(live_from__gt=now) | Q(live_from__gt=F("status_since"))
    reports = Q(on_site=1, live_from__gt=since, status=Status.PUBLISHED) & waits_or_went
    copies = SCHEDULED_COPY & Q(copy_of__status=Status.PUBLISHED)
    put_in_place = Transition.objects.filter(
        report=OuterRef("pk"), action=Transition.Action.PUBLISH, by=None, of_copy=True, at__gt=since
    )
    replaced = Q(on_site=1, status=Status.PUBLISHED, modified_at__gt=since) & Exists(put_in_place)
    return Report.objects.filter(reports | copies | replaced)
