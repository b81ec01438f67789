"""The one function that moves a report from state to state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial.record import REASON_LENGTH, record
from articles.editorial.signing import (
    NO_MARKS,
    Marks,
    next_state,
    revalidate_signatures,
    sign,
    states_before_publication,
)
from articles.editorial.workflow import copies
from articles.editorial.workflow.conditions import NOT_YOURS
from articles.editorial.workflow.notices import announce
from articles.editorial.workflow.releases import errors_of, let_through, releases_of
from articles.editorial.workflow.rules import BACK, MACHINE, NEXT, Rule, rule_for
from articles.models import Report, Transition

Action, Status = Transition.Action, Report.Status
#: What a move may change of a report.
FIELDS = (
    *("status", "status_before", "status_since", "author", "wanted_at", "withdrawal_notice"),
    *("live_from", "first_published_at", "updated_at"),
)


class TransitionNotAllowed(Exception):
    """The move is not in the table for this report, this person or what was given; says why."""


@dataclass(frozen=True)
class TransitionInput:
    """What somebody gives with a move; which of it a move takes, the table and the action say.

    `reason` is the opinion of who signs. `seen` is the version that was looked at: the words signed are the
    words seen. `released` gives the reason for each error of a check that is let through, by its key; one
    that was let through before for the same words needs none.
    `then_publish`: a signature that makes the report ready publishes it in the same step.
    """

    reason: str = ""
    live_from: datetime | None = None
    wanted_at: datetime | None = None
    notice: str = ""
    marks: Marks = NO_MARKS
    seen: str = ""
    released: Mapping[str, str] = field(default_factory=dict)
    then_publish: bool = False


def legal_actions(report: Report, by: Any = None) -> list[str]:
    """The actions that may be taken on the report now; with `by`, only those this person may take."""
    rules = (rule for action in Action.values if (rule := rule_for(action, report, by)))
    return [rule.action for rule in rules if not why_not(rule, report, by)]


def why_not(rule: Rule, report: Report, by: Any) -> str:
    """Why the move isn't this person's to make; empty where it is. The machine may make all but sign."""
    if by is not None and (rule.permission == MACHINE or not by.has_perm(rule.permission)):
        return str(NOT_YOURS)
    who = rule.who if by is not None or rule.action == Action.SIGN else ()
    return next((reason for condition in (*who, *rule.when) if (reason := condition(report, by))), "")


def transition(report: Report, action: str, *, by: Any = None, **details: Any) -> Transition:
    """Take `action` on the report and write it into the editorial record.

    `by` is the user; None is the machine, for a command that somebody ran on it. `details` are those of
    TransitionInput. Raises TransitionNotAllowed. The report in hand is refreshed from the database. A working
    copy that was published is gone; its original is the report that changed.
    """
    if by is not None:
        revalidate_signatures(report, by)
    return _transition(report, action, by, TransitionInput(**details))


@transaction.atomic
def _transition(report: Report, action: str, by: Any, given: TransitionInput) -> Transition:
    stored = _locked(report)
    rule = rule_for(action, stored, by)
    if rule is None:
        raise TransitionNotAllowed(
            _("This can't be done while the report is: %s.") % stored.get_status_display()
        )
    released = _check(stored, rule, by, given)
    line = _make(stored, rule, by, given, released)
    if action == Action.SIGN and given.then_publish and stored.status == Status.READY:
        line = _transition(stored, Action.PUBLISH, by, TransitionInput(live_from=given.live_from))
    if Report.objects.filter(pk=report.pk).exists():
        report.refresh_from_db(fields=[*FIELDS, "shown_at", "on_site"])
    return line


def _make(
    stored: Report, rule: Rule, by: Any, given: TransitionInput, released: list[dict[str, str]]
) -> Transition:
    """Make a move that was found legal."""
    later = _later(rule, given)
    before, more = stored.status, {"reason": _reason(given, later), "findings": released}
    if rule.action == Action.SIGN:
        sign(stored, by, given.marks, given.reason.strip())
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
    stored.save(update_fields=FIELDS)
    line = record(stored, rule.action, from_status=before, by=by, **more)
    if not (rule.action == Action.SIGN and given.then_publish):
        announce(stored, line)
    return line


def _later(rule: Rule, given: TransitionInput) -> datetime | None:
    """The time at which it goes live, where that is not now."""
    is_later = rule.action == Action.PUBLISH and given.live_from and given.live_from > timezone.now()
    return given.live_from if is_later else None


def _reason(given: TransitionInput, later: datetime | None) -> str:
    """What the record says: of what is scheduled the time, too."""
    said = given.reason.strip()
    if later:
        time = _("To go live at %s") % f"{timezone.localtime(later):%Y-%m-%d %H:%M}"
        said = "；".join(filter(None, (time, said)))
    return said[:REASON_LENGTH]


def leads_to(rule: Rule, report: Report) -> str:
    """The state to which a move would lead now."""
    if rule.action != Action.SIGN:
        return _target(report, rule)
    states = states_before_publication(report)
    return next(iter(states[states.index(report.status) + 1 :]), Status.READY)


def transition_each(
    reports: Iterable[Report], action: str, **details: Any
) -> tuple[list[Report], list[tuple[Report, str]]]:
    """Take the same action on many: those moved, and those that could not be with the reason why."""
    moved, refused = [], []
    for report in reports:
        try:
            transition(report, action, **details)
        except TransitionNotAllowed as error:
            refused.append((report, str(error)))
        else:
            moved.append(report)
    return moved, refused


def _locked(report: Report) -> Report:
    stored = Report.objects.select_for_update().filter(pk=report.pk).first()
    if stored is None:
        raise TransitionNotAllowed(_("The report is not there any more."))
    return stored


def _check(report: Report, rule: Rule, by: Any, given: TransitionInput) -> list[dict[str, str]]:
    """Raise TransitionNotAllowed where something is missing; gives the findings that are let through."""
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
    if not given.marks.complete:
        raise TransitionNotAllowed(_("A signature needs both ticks and all five gates."))
    if given.seen and given.seen != report.version:
        raise TransitionNotAllowed(
            _("The report was changed after you opened it: read it again before you sign.")
        )


def _release(report: Report, reasons: Mapping[str, str]) -> list[dict[str, str]]:
    """The errors that are let through now; those that nobody let through for these words stop the move."""
    errors = errors_of(report)
    released = let_through(errors, reasons)
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
    """A report without an author has one when it is submitted."""
    if rule.action == Action.SUBMIT and report.author_id is None:
        report.author = by


def _set_times(report: Report, action: str, given: TransitionInput) -> None:
    """The machine's own times. The first publication never changes once it has happened."""
    now = timezone.now()
    report.status_since = now
    if report.first_published_at and report.first_published_at > now:
        report.first_published_at = None  # it was scheduled and taken back before anyone saw it
    if action == Action.SUBMIT:
        report.wanted_at = given.wanted_at
    if action == Action.PUBLISH:
        report.live_from = max(given.live_from or now, now)
        report.first_published_at = report.first_published_at or report.live_from
    if action in {Action.HOLD, Action.WITHDRAW} or report.copy_of_id:
        report.live_from = None
    if action in {Action.WITHDRAW, Action.PUBLISH}:
        report.withdrawal_notice = given.notice.strip() if action == Action.WITHDRAW else ""
