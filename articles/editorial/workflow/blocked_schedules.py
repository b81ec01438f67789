"""What the clock brings out although a check finds an error in it by now.

Checks stop a publication when it is decided. A report that was scheduled then goes live by its time alone,
and the word list or the register may say something else in between. It is not held back behind the back of
who decided, and not passed over in silence: who may publish is shown it before, and for a day after.
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

#: How long what the clock brought out is still looked through.
SHOWN_FOR = timedelta(days=1)
MOST = 50  # of those that were scheduled, the soonest
Status = Report.Status


@dataclass(frozen=True)
class Doubtful:
    """A report with the errors that nobody let through, and whether readers see them already."""

    report: Report
    errors: list[checks.Finding]
    is_live: bool


def doubtful(at: datetime | None = None) -> list[Doubtful]:
    """What goes live by the clock, or did within a day, with errors that would stop it now; by its time."""
    now = at or timezone.now()
    reports = list(_by_the_clock(now).select_related("copy_of").order_by("live_from", "pk")[:MOST])
    found = []
    for report, errors in zip(reports, checks.blocking_each(reports) if reports else (), strict=True):
        known = releases_of(report) if errors else {}
        if held := [error for error in errors if error.key not in known]:
            found.append(Doubtful(report, held, is_live=report.is_public(now)))
    return found


def _by_the_clock(now: datetime) -> QuerySet[Report]:
    """Reports and working copies that were scheduled: those that wait, and those that went out."""
    since = now - SHOWN_FOR
    waits_or_went = Q(live_from__gt=now) | Q(live_from__gt=F("status_since"))
    reports = Q(on_site=1, live_from__gt=since, status=Status.PUBLISHED) & waits_or_went
    copies = SCHEDULED_COPY & Q(copy_of__status=Status.PUBLISHED)
    put_in_place = Transition.objects.filter(
        report=OuterRef("pk"), action=Transition.Action.PUBLISH, by=None, of_copy=True, at__gt=since
    )
    replaced = Q(on_site=1, status=Status.PUBLISHED, updated_at__gt=since) & Exists(put_in_place)
    return Report.objects.filter(reports | copies | replaced)
