"""How a report moves from one state to another: the table of legal moves, and what makes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Move, Report

Action, Status = Move.Action, Report.Status


@dataclass(frozen=True)
class Rule:
    """One row of the table: from which states an action leads to which, and what it takes."""

    sources: frozenset[str]
    target: str
    permission: str
    needs_reason: bool = False


RULES: dict[str, Rule] = {
    Action.PUBLISH: Rule(
        frozenset({Status.DRAFT, Status.WITHDRAWN}), Status.PUBLISHED, "articles.publish_report"
    ),
    Action.WITHDRAW: Rule(
        frozenset({Status.PUBLISHED}), Status.WITHDRAWN, "articles.withdraw_report", needs_reason=True
    ),
    Action.REOPEN: Rule(frozenset({Status.WITHDRAWN}), Status.DRAFT, "articles.publish_report"),
}


class IllegalMove(Exception):
    """The move is not in the table for this report, this person or this reason; says why."""


def legal_actions(report: Report, by=None) -> list[str]:
    """The actions that may be taken on the report now; with `by`, only those this person may take."""
    return [
        action
        for action, rule in RULES.items()
        if report.status in rule.sources and (by is None or by.has_perm(rule.permission))
    ]


@transaction.atomic
def move(
    report: Report, action: str, *, by=None, reason: str = "", live_from: datetime | None = None
) -> Move:
    """Take `action` on the report and write it into the editorial record.

    `by` is the user; None is the system itself, for a command that somebody ran on the machine.
    `live_from` schedules a publication; the past and None mean now. Raises IllegalMove. The report in hand
    is brought up to date with what is stored.
    """
    stored = Report.objects.select_for_update().get(pk=report.pk)
    rule = RULES[action]
    _check(stored, rule, by, reason)
    from_status = stored.status
    stored.status = rule.target
    _set_times(stored, action, live_from)
    fields = ["status", "live_from", "first_published_at", "updated_at"]
    stored.save(update_fields=fields)
    report.refresh_from_db(fields=[*fields, "shown_at"])
    return record(stored, action, from_status=from_status, by=by, reason=reason)


def record(report: Report, action: str, *, from_status: str = "", by=None, reason: str = "") -> Move:
    """Add a line to the report's editorial record."""
    line = _line(report, action, from_status=from_status, by=by, reason=reason)
    line.save(force_insert=True)
    return line


def record_each(reports: Iterable[Report], action: str, *, by=None) -> None:
    """Add the same line to the records of many, at once."""
    Move.objects.bulk_create(_line(report, action, by=by) for report in reports)


def _line(report: Report, action: str, *, from_status: str = "", by=None, reason: str = "") -> Move:
    return Move(
        report=report,
        action=action,
        from_status=from_status,
        to_status=report.status,
        by=by,
        by_name=(by.get_full_name() or by.get_username()) if by else "",
        at=timezone.now(),
        reason=reason,
        # Nobody has read what an import brings; the version is what signatures are given to.
        version="" if action == Action.IMPORT else report.version,
    )


def move_each(
    reports: Iterable[Report], action: str, **details
) -> tuple[list[Report], list[tuple[Report, str]]]:
    """Take the same action on many: those moved, and those that could not be with the reason why."""
    moved, refused = [], []
    for report in reports:
        try:
            move(report, action, **details)
        except IllegalMove as error:
            refused.append((report, str(error)))
        else:
            moved.append(report)
    return moved, refused


def _check(report: Report, rule: Rule, by, reason: str) -> None:
    if report.status not in rule.sources:
        raise IllegalMove(_("This can't be done while the report is: %s.") % report.get_status_display())
    if by is not None and not by.has_perm(rule.permission):
        raise IllegalMove(_("You may not do this."))
    if rule.needs_reason and not reason.strip():
        raise IllegalMove(_("A reason is needed."))
    if rule.target == Status.PUBLISHED and not (report.title.strip() and report.paragraphs):
        raise IllegalMove(_("A report needs a title and a body before it is published."))


def _set_times(report: Report, action: str, live_from: datetime | None) -> None:
    """The machine's own times. The first publication never changes once it has happened."""
    now = timezone.now()
    if report.first_published_at and report.first_published_at > now:
        report.first_published_at = None  # it was scheduled and taken back before anyone saw it
    if action == Action.PUBLISH:
        report.live_from = max(live_from or now, now)
        report.first_published_at = report.first_published_at or report.live_from
