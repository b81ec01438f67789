"""Which reports wait for whom and since when, and which missed their time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.editorial.permissions import EDIT_ANY, PUBLISH, SIGNERS, STAGES, UNDER_REVIEW
from articles.models import Report, SignOff

#: The login backend that knows permissions; the other one counts wrong passwords.
BY_GROUPS = "django.contrib.auth.backends.ModelBackend"

Status = Report.Status
#: A working copy that waits for its time, not for a person.
SCHEDULED_COPY = Q(status=Status.READY, live_from__isnull=False)
LATE, VERY_LATE = timedelta(days=1), timedelta(days=3)


@dataclass(frozen=True)
class Waiting:
    """The number of reports in a state, how many for over a day and over three days, and the oldest."""

    status: str
    number: int
    late: int
    very_late: int
    oldest: datetime | None

    @property
    def label(self) -> str:
        return str(Status(self.status).label)


def waiting_for(user: Any) -> QuerySet[Report]:
    """Reports that this person can sign or publish now, or got back; the longest waiting first."""
    mine = Q(status=Status.RETURNED, author=user)
    if user.has_perm(EDIT_ANY):
        mine |= Q(status=Status.RETURNED, author=None)
    if user.has_perm(PUBLISH):
        mine |= Q(status=Status.READY) & ~SCHEDULED_COPY
    stages = [state for state, stage in STAGES.items() if user.has_perm(SIGNERS[stage])]
    mine |= Q(status__in=stages) & _may_sign(user)
    return Report.objects.filter(mine).order_by(Coalesce("status_since", "created_at"), "pk")


def people_of(report: Report) -> list[User]:
    """The people who can take the next step of a report under review or ready; none if it is scheduled."""
    if report.status == Status.READY and report.live_from:
        return []
    return people_at(report.status, report)


def people_at(state: str, report: Report) -> list[User]:
    """The active members who could take the next step in this state; superusers are left out."""
    permission = PUBLISH if state == Status.READY else SIGNERS.get(STAGES.get(state, ""))
    if permission is None:
        return []
    people = User.objects.with_perm(permission, include_superusers=False, backend=BY_GROUPS)
    people = people.filter(is_staff=True)
    if state == Status.READY:
        return list(people.order_by("pk"))
    signed = SignOff.objects.filter(report=report.original, version=report.version).values("by")
    authors = {author for author in (report.author_id, report.original.author_id) if author}
    return list(people.exclude(pk__in=authors).exclude(pk__in=signed).order_by("pk"))


def counts(at: datetime | None = None) -> list[Waiting]:
    """The numbers of reports that wait in each review state, in the order of the reviews."""
    now = at or timezone.now()
    since = Coalesce("status_since", "created_at")
    rows = (
        Report.objects.filter(status__in=(*UNDER_REVIEW, Status.RETURNED))
        .exclude(SCHEDULED_COPY)
        .order_by()
        .values("status")
        .annotate(
            count=Count("pk"),
            late=Count("pk", filter=Q(status_since__lt=now - LATE)),
            very_late=Count("pk", filter=Q(status_since__lt=now - VERY_LATE)),
            oldest=Min(since),
        )
    )
    found = {
        row["status"]: Waiting(row["status"], row["count"], row["late"], row["very_late"], row["oldest"])
        for row in rows
    }
    return [found.get(state, Waiting(state, 0, 0, 0, None)) for state in (*UNDER_REVIEW, Status.RETURNED)]


def missed(at: datetime | None = None) -> QuerySet[Report]:
    """Unpublished reports whose wanted time is over; the longest overdue first."""
    waiting = Report.objects.filter(status__in=(*UNDER_REVIEW, Status.RETURNED))
    return waiting.filter(wanted_at__lt=at or timezone.now()).order_by("wanted_at", "pk")


def _may_sign(user: Any) -> Q:
    """The condition that this person neither wrote the report nor signed an earlier stage of this version.

    The current version is not stored: past the first review it is the one that was signed last.
    """
    last = SignOff.objects.filter(report=OuterRef("report")).order_by("-at", "-pk").values("version")[:1]
    theirs = SignOff.objects.filter(
        report=Coalesce(OuterRef("copy_of"), OuterRef("pk")), by=user, version=Subquery(last)
    )
    return ~Q(author=user) & ~Q(copy_of__author=user) & (Q(status=Status.FIRST_REVIEW) | Q(~Exists(theirs)))
