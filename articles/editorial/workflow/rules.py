"""The table of legal transitions: from which state to which, by whom, and under which conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from articles.editorial.permissions import BIN, CHANGE, PUBLISH, SIGNERS, STAGES, SUBMIT, WITHDRAW, may_change
from articles.editorial.workflow import conditions as only
from articles.models import Report, Transition

Action, Status = Transition.Action, Report.Status
Condition = Callable[[Report, Any], str]

#: Targets that depend on the report: the next review state, or the state before this one.
NEXT, BACK = "next", "back"
#: No person has this permission, not even a superuser: the transition is the machine's (`by=None`).
MACHINE = ""


@dataclass(frozen=True)
class Rule:
    """One row of the table: from which states an action leads to which, and what it takes.

    Without the conditions `who` (of the person) and `when` (of the report) the transition is not offered; the
    conditions `what` refuse it, with their reason, when somebody tries. With `checked` the errors of checks
    stop it unless each is released.
    """

    action: str
    sources: tuple[str, ...]
    target: str
    permission: str
    who: tuple[Condition, ...] = ()
    when: tuple[Condition, ...] = ()
    what: tuple[Condition, ...] = ()
    needs_reason: bool = False
    checked: bool = False


def _review(state: str, *what: Condition) -> tuple[Rule, Rule]:
    signer = SIGNERS[STAGES[state]]
    who, told = (only.not_by_its_author, only.not_signed_before), (only.has_text, *what)
    return (
        Rule(Action.SIGN, (state,), NEXT, signer, who=who, what=told, checked=True),
        Rule(Action.RETURN, (state,), Status.RETURNED, signer, needs_reason=True),
    )


def may_edit(report: Report, by: Any) -> str:
    """The condition that this person may change the words in this state."""
    return "" if may_change(by, report) else str(only.NOT_YOURS)


RULES: tuple[Rule, ...] = (
    Rule(
        *(Action.SUBMIT, (Status.DRAFT, Status.RETURNED), NEXT, SUBMIT),
        who=(may_edit,),
        what=(only.has_text,),
        checked=True,
    ),
    Rule(
        *(Action.RECALL, (Status.FIRST_REVIEW,), Status.DRAFT, SUBMIT),
        who=(only.submitted_by_them,),
        when=(only.is_unsigned,),
    ),
    *_review(Status.FIRST_REVIEW),
    *_review(Status.SECOND_REVIEW, only.repost_says_from_where),
    *_review(Status.FINAL_REVIEW, only.repost_says_from_where),
    *_review(Status.CHIEF_REVIEW, only.repost_says_from_where),
    Rule(
        *(Action.PUBLISH, (Status.READY,), Status.PUBLISHED, PUBLISH),
        what=(only.has_text, only.repost_says_from_where, only.original_is_published),
        checked=True,
    ),
    Rule(
        *(Action.PUBLISH, (Status.DRAFT, Status.WITHDRAWN), Status.PUBLISHED, MACHINE), what=(only.has_text,)
    ),
    Rule(Action.RETURN, (Status.READY,), Status.RETURNED, PUBLISH, needs_reason=True),
    Rule(Action.HOLD, (Status.PUBLISHED, Status.READY), Status.READY, PUBLISH, when=(only.is_scheduled,)),
    Rule(
        *(Action.REVISE, (Status.PUBLISHED,), Status.PUBLISHED, SUBMIT),
        when=(only.is_not_scheduled,),
        what=(only.has_no_copy,),
    ),
    Rule(
        *(Action.WITHDRAW, (Status.PUBLISHED, Status.ARCHIVED), Status.WITHDRAWN, WITHDRAW),
        when=(only.is_on_site,),
        needs_reason=True,
    ),
    Rule(
        *(Action.ARCHIVE, (Status.PUBLISHED, Status.WITHDRAWN), Status.ARCHIVED, PUBLISH),
        when=(only.is_not_scheduled,),
        what=(only.has_no_copy,),
    ),
    Rule(Action.REOPEN, (Status.WITHDRAWN,), Status.DRAFT, PUBLISH),
    Rule(Action.REOPEN, (Status.ARCHIVED,), BACK, PUBLISH),
    Rule(Action.BIN, (Status.DRAFT, Status.RETURNED), Status.BINNED, BIN, who=(may_edit,)),
    Rule(Action.BIN, (Status.WITHDRAWN,), Status.BINNED, PUBLISH),
    Rule(
        *(Action.RESTORE, (Status.BINNED,), BACK, BIN),
        who=(only.theirs_or_any,),
        what=(only.only_copy,),
    ),
)


def is_transition(action: str) -> bool:
    """Whether the table has this action at all."""
    return any(rule.action == action for rule in RULES)


def may_ever(user: Any, action: str) -> bool:
    """Whether this person may take the action in some state."""
    return any(
        user.has_perm(rule.permission)
        for rule in RULES
        if rule.action == action and rule.permission != MACHINE
    )


def why_not(rule: Rule, report: Report, by: Any) -> str:
    """Why this person may not take the transition, empty where they may. The machine may do all but sign."""
    if by is not None and (rule.permission == MACHINE or not by.has_perm(rule.permission)):
        return str(only.NOT_YOURS)
    who = rule.who if by is not None or rule.action == Action.SIGN else ()
    return next((reason for condition in (*who, *rule.when) if (reason := condition(report, by))), "")


def legal_actions(report: Report, by: Any = None) -> list[str]:
    """The actions that may be taken on the report now; with `by`, only those this person may take."""
    rules = (rule for action in Action.values if (rule := rule_for(action, report, by)))
    return [rule.action for rule in rules if not why_not(rule, report, by)]


def may_dismiss(user: Any, report: Report) -> bool:
    """Whether this person may let a finding stand: who may change the report now, and who may sign it."""
    if user.has_perm(CHANGE) and may_change(user, report):
        return True
    return Action.SIGN in legal_actions(report, user)


def may_revoke_release(user: Any, report: Report) -> bool:
    """Whether this person may make a released error stop the report again: who may publish it, too."""
    return may_dismiss(user, report) or Action.PUBLISH in legal_actions(report, user)


def rule_for(action: str, report: Report, by: Any) -> Rule | None:
    """The row of the table for this action in the state of the report; only the machine has its own."""
    rows = (rule for rule in RULES if rule.action == action and report.status in rule.sources)
    return next((rule for rule in rows if by is None or rule.permission != MACHINE), None)
