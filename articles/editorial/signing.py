"""Signatures: which are still missing, and what becomes of a report whose words changed after one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.editorial import history
from articles.editorial.locking import lock_reports
from articles.editorial.permissions import STAGES, UNDER_REVIEW
from articles.editorial.record import record
from articles.editorial.users import name_of
from articles.models import Report, SignOff, Transition
from articles.models.snapshots import Snapshot

Status = Report.Status


@dataclass(frozen=True)
class Marks:
    """What somebody ticked before signing: 审 and 校, and the gates."""

    reviewed: bool = False
    proofread: bool = False
    politics: bool = False
    law: bool = False
    policy: bool = False
    secrecy: bool = False
    wording: bool = False

    @property
    def complete(self) -> bool:
        return all(getattr(self, name) for name in (*SignOff.TICKS, *SignOff.GATES))


NO_MARKS = Marks()
#: Everything ticked.
ALL_MARKS = Marks(**dict.fromkeys((*SignOff.TICKS, *SignOff.GATES), True))


def states_before_publication(report: Report) -> list[str]:
    """The states in which this report is signed, in their order."""
    return [state for state in STAGES if state != Status.CHIEF_REVIEW or report.is_major_case]


def next_state(report: Report) -> str:
    """The first state whose signature these words don't have yet, or that they are ready."""
    given = list(SignOff.objects.filter(report=report.original).values_list("version", "stage"))
    version = report.version if given else ""  # nobody asks for the version of what nobody has signed
    signed = {stage for of, stage in given if of == version}
    waiting = (state for state in states_before_publication(report) if STAGES[state] not in signed)
    return next(waiting, Status.READY)


def sign(report: Report, by: Any, marks: Marks, opinion: str) -> SignOff:
    """Put a signature under the report as it is stored, for the stage that it waits at."""
    history.ensure_recorded(report)  # what was signed can be looked up, and compared with what comes after
    return SignOff.objects.create(
        report=report.original,
        stage=STAGES[report.status],
        version=report.version,
        by=by,
        by_name=name_of(by),
        author=report.author,
        at=timezone.now(),
        opinion=opinion,
        **vars(marks),
    )


def content_before(report: Report) -> Snapshot | None:
    """What was signed last where that differs from the words now; else what a working copy is to replace."""
    signed = SignOff.objects.filter(report=report.original).order_by("-at", "-pk")
    versions = list(signed.values_list("version", flat=True))
    if versions and versions[0] != report.version:
        revision = report.revisions.filter(version=versions[0]).first()
        if revision:
            return revision.snapshot
    return history.snapshot_of(report.copy_of) if report.copy_of else None


@transaction.atomic
def revalidate_signatures(report: Report, by: Any = None) -> Transition | None:
    """Move a report under review to the stage that must see its words, after any change of them.

    A signature is given to a version. Where the words differ from what was signed, the report goes back to
    the first stage without a signature for them; where they are again what was signed, it goes on. Returns
    the new line of the record, None where nothing moved. The report in hand is brought up to date.
    """
    stored = lock_reports([report.pk]).get(report.pk)
    if stored is None or stored.status not in UNDER_REVIEW:
        return None
    state = next_state(stored)
    if state == stored.status:
        return None
    before = stored.status
    stored.status, stored.status_since = state, timezone.now()
    stored.live_from = None  # a working copy that was scheduled is scheduled no more
    stored.save(update_fields=["status", "status_since", "live_from"])
    report.status, report.status_since, report.live_from = stored.status, stored.status_since, None
    return record(stored, Transition.Action.CHANGE, from_status=before, by=by, code="words_not_signed")
