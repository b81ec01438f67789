"""Signatures: which ones a report lacks, and where it goes when its words change after one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.editorial import history
from articles.editorial.locking import lock_reports
from articles.editorial.permissions import STAGES, UNDER_REVIEW
from articles.editorial.record import Note, record_transition
from articles.editorial.users import name_of
from articles.models import Report, SignOff, Transition
from articles.models.snapshots import Snapshot

Status = Report.Status


@dataclass(frozen=True)
class ReviewChecklist:
    """What a reviewer ticks before signing: 审 and 校, and the five gates."""

    reviewed: bool = False
    proofread: bool = False
    politics: bool = False
    law: bool = False
    policy: bool = False
    secrecy: bool = False
    wording: bool = False

    @property
    def is_complete(self) -> bool:
        return all(vars(self).values())


EMPTY_CHECKLIST = ReviewChecklist()
FULL_CHECKLIST = ReviewChecklist(**dict.fromkeys((*SignOff.TICKS, *SignOff.GATES), True))


def states_before_publication(report: Report) -> list[str]:
    """The review states of this report, in their order."""
    return [state for state in STAGES if state != Status.CHIEF_REVIEW or report.is_major_case]


def next_state(report: Report) -> str:
    """Next review state without a signature for the current version; READY if all are given."""
    given = list(SignOff.objects.filter(report=report.original).values_list("version", "stage"))
    version = report.version if given else ""  # to compute a version takes five queries
    signed = {stage for of, stage in given if of == version}
    waiting = (state for state in states_before_publication(report) if STAGES[state] not in signed)
    return next(waiting, Status.READY)


def sign(report: Report, by: Any, checklist: ReviewChecklist, opinion: str) -> SignOff:
    """Sign the stored words of the report for the stage at which it waits."""
    history.ensure_recorded(report)  # what was signed can be shown, and compared with what comes after
    return SignOff.objects.create(
        report=report.original,
        stage=STAGES[report.status],
        version=report.version,
        by=by,
        by_name=name_of(by),
        author=report.author,
        at=timezone.now(),
        opinion=opinion,
        **vars(checklist),
    )


def content_before(report: Report) -> Snapshot | None:
    """The snapshot that a reviewer compares with the words now.

    That is what was signed last, where it differs from them; on a working copy else what is on the site.
    """
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
    note = Note("words_not_signed")
    return record_transition(stored, Transition.Action.CHANGE, from_status=before, by=by, note=note)


def in_signed_state(report: Report) -> Report:
    """Set the state that revalidate_signatures() would store, on the report in hand alone: for a page."""
    if report.status in UNDER_REVIEW:
        report.status = next_state(report)
    return report
