"""transition(): the one function that takes a report from state to state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import audit
from articles.editorial.editing import Edit, ReportGone, editing
from articles.editorial.locking import retried
from articles.editorial.record import NO_NOTE, REASON_LENGTH, Note, record_transition
from articles.editorial.signing import (
    EMPTY_CHECKLIST,
    ReviewChecklist,
    next_state,
    revalidate_signatures,
    sign,
    states_before_publication,
)
from articles.editorial.workflow import copies
from articles.editorial.workflow.notices import announce
from articles.editorial.workflow.releases import errors_of, releases_of, releases_with
from articles.editorial.workflow.rules import BACK, NEXT, Rule, rule_for, why_not
from articles.models import Report, Transition

Action, Status = Transition.Action, Report.Status
#: The columns of a report that a transition may change.
COLUMNS = (
    *("status", "status_before", "status_since", "author", "wanted_at", "withdrawal_notice"),
    *("live_from", "first_published_at", "updated_at"),
)


class TransitionNotAllowed(Exception):
    """The table does not allow the transition to this person now, or the input lacks something; says why."""


@dataclass(frozen=True)
class TransitionInput:
    """What a person gives with a transition; each action uses a part of it.

    `reason`: the opinion of who signs, the reason of a return or a withdrawal.
    `seen`: the version that was read before signing; a signature needs it.
    `released`: error key → why it is right. An error released earlier for the same version needs no reason.
    `then_publish`: publish in the same step where this signature is the last.
    """

    reason: str = ""
    live_from: datetime | None = None
    wanted_at: datetime | None = None
    notice: str = ""
    checklist: ReviewChecklist = EMPTY_CHECKLIST
    seen: str = ""
    released: Mapping[str, str] = field(default_factory=dict)
    then_publish: bool = False


@retried
def transition(report: Report, action: str, *, by: Any = None, **details: Any) -> Transition:
    """Take `action` on the report and add a line to its editorial record.

    `by` is the user, None the machine (a command). `details` are the fields of TransitionInput. Raises
    TransitionNotAllowed. The report in hand is refreshed. Publishing a working copy deletes it: the line is
    of its original.
    """
    given = TransitionInput(**details)
    if by is not None:
        revalidate_signatures(report)  # by the machine: it stays where the action is refused
    line = _transition(report, action, by, given)
    if Report.objects.filter(pk=report.pk).exists():
        report.refresh_from_db(fields=[*COLUMNS, "shown_at", "on_site"])
    return line


def transition_each(
    reports: Iterable[Report], action: str, **details: Any
) -> tuple[list[Report], list[tuple[Report, str]]]:
    """Take one action on many reports; return those that moved, and those that did not with the reason."""
    moved, refused = [], []
    for report in reports:
        try:
            transition(report, action, **details)
        except TransitionNotAllowed as error:
            refused.append((report, str(error)))
        else:
            moved.append(report)
    return moved, refused


def leads_to(rule: Rule, report: Report) -> str:
    """The state to which a transition would lead now."""
    if rule.action != Action.SIGN:
        return _target(report, rule)
    states = states_before_publication(report)
    return next(iter(states[states.index(report.status) + 1 :]), Status.READY)


def _transition(report: Report, action: str, by: Any, given: TransitionInput) -> Transition:
    try:
        with editing(
            report, by, code="transition", kind=audit.Kind.TRANSITION, may=None, keeps_words=True
        ) as edit:
            return _take(edit, action, given)
    except ReportGone as error:
        raise TransitionNotAllowed(str(error)) from None


def _take(edit: Edit, action: str, given: TransitionInput) -> Transition:
    stored = edit.report
    rule = rule_for(action, stored, edit.by)
    if rule is None:
        raise TransitionNotAllowed(
            _("This can't be done while the report is: %s.") % stored.get_status_display()
        )
    released = _check(stored, rule, edit.by, given)
    line = _make(stored, rule, edit.by, given, released)
    edit.subject, edit.values = line.report, audit_values(line)
    if action == Action.SIGN and given.then_publish and stored.status == Status.READY:
        return _transition(stored, Action.PUBLISH, edit.by, TransitionInput(live_from=given.live_from))
    return line


def audit_values(line: Transition) -> dict[str, Any]:
    """The values of the audit entry of a transition: its action, and the machine's note."""
    note = {"code": line.code, "values": line.values} if line.code else {}
    return {"action": str(line.action), **note}


def _make(
    stored: Report, rule: Rule, by: Any, given: TransitionInput, released: list[dict[str, str]]
) -> Transition:
    """Make a transition that was found legal."""
    later = _later(rule, given)
    before, reason = stored.status, given.reason.strip()[:REASON_LENGTH]
    note = Note("goes_live_at", {"at": later.isoformat()}) if later else NO_NOTE
    more: dict[str, Any] = {"reason": reason, "findings": released, "note": note}
    if rule.action == Action.SIGN:
        sign(stored, by, given.checklist, reason)
    if rule.action == Action.REVISE:
        copies.revise(stored, by)
    if rule.action == Action.PUBLISH and stored.copy_of_id:
        if later:
            return copies.schedule(stored, later, by, **more)
        return copies.publish(stored, by, **more)
    if rule.action == Action.WITHDRAW:
        copies.unschedule(stored)
    _set_author(stored, rule, by)
    stored.status, stored.status_before = _target(stored, rule), before
    _set_times(stored, rule.action, given)
    stored.save(update_fields=COLUMNS)
    line = record_transition(stored, rule.action, from_status=before, by=by, **more)
    if not (rule.action == Action.SIGN and given.then_publish):
        announce(stored, line)
    return line


def _later(rule: Rule, given: TransitionInput) -> datetime | None:
    """The time at which it goes live, where that is not now."""
    is_later = rule.action == Action.PUBLISH and given.live_from and given.live_from > timezone.now()
    return given.live_from if is_later else None


def _check(report: Report, rule: Rule, by: Any, given: TransitionInput) -> list[dict[str, str]]:
    """Raise TransitionNotAllowed where something is missing; return the findings that are released."""
    if reason := why_not(rule, report, by):
        raise TransitionNotAllowed(reason)
    if rule.needs_reason and not given.reason.strip():
        raise TransitionNotAllowed(_("A reason is needed."))
    for condition in rule.what:
        if reason := condition(report, by):
            raise TransitionNotAllowed(reason)
    if rule.action == Action.SIGN:
        _check_signature(report, given)
    return _release(report, given.released) if rule.checked and by else []


def _check_signature(report: Report, given: TransitionInput) -> None:
    if not given.checklist.is_complete:
        raise TransitionNotAllowed(_("A signature needs both ticks and all five gates."))
    if given.seen != report.version:
        raise TransitionNotAllowed(
            _("The report was changed after you opened it: read it again before you sign.")
        )


def _release(report: Report, reasons: Mapping[str, str]) -> list[dict[str, str]]:
    """The errors that are released now. Raise TransitionNotAllowed for those that nobody has released."""
    errors = errors_of(report)
    released = releases_with(errors, reasons)
    held = errors.keys() - {finding["key"] for finding in released}
    if held:
        held -= releases_of(report).keys()
    if held:
        words = "；".join(errors[key].words for key in errors if key in held)
        raise TransitionNotAllowed(_("Checks found errors. Mend them, or say why they are right: %s") % words)
    return released


def _target(report: Report, rule: Rule) -> str:
    if rule.target == NEXT:
        return next_state(report)
    return report.status_before or Status.DRAFT if rule.target == BACK else rule.target


def _set_author(report: Report, rule: Rule, by: Any) -> None:
    """A report without an author gets one when it is submitted."""
    if rule.action == Action.SUBMIT and report.author_id is None:
        report.author = by


def _set_times(report: Report, action: str, given: TransitionInput) -> None:
    """Set the machine's own times. The first publication never changes once it has happened."""
    now = timezone.now()
    report.status_since = now
    if report.first_published_at and report.first_published_at > now:
        report.first_published_at = None  # it was unscheduled before anyone saw it
    if action == Action.SUBMIT:
        report.wanted_at = given.wanted_at
    if action == Action.PUBLISH:
        report.live_from = max(given.live_from or now, now)
        report.first_published_at = report.first_published_at or report.live_from
    if action in {Action.HOLD, Action.WITHDRAW} or report.copy_of_id:
        report.live_from = None
    if action in {Action.WITHDRAW, Action.PUBLISH}:
        report.withdrawal_notice = given.notice.strip() if action == Action.WITHDRAW else ""
