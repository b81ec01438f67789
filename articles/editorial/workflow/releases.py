"""Errors of checks stop a transition unless each is released: somebody says why it is right.

A release is part of the line of the transition with which it was given. Like a signature it belongs to a
version: the next transition of the same version needs no other, and it is void when the words change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from articles.editorial import audit, checks
from articles.editorial.editing import editing
from articles.editorial.locking import retried
from articles.editorial.record import record_transition
from articles.editorial.workflow import copies
from articles.editorial.workflow.rules import may_revoke_release
from articles.models import Report, Transition


@dataclass(frozen=True)
class Release:
    """Why an error of a check is right, by whom and since when."""

    key: str
    code: str
    words: str
    reason: str
    by_name: str
    at: datetime


def errors_of(report: Report) -> dict[str, checks.Finding]:
    """The errors of a report by their key, released or not."""
    return {finding.key: finding for finding in checks.blocking(report)}


def releases_of(report: Report) -> dict[str, Release]:
    """The releases that hold for the present version, by the key of their finding."""
    return _standing(Transition.objects.filter(report=report.original, version=report.version))


def reasons_before(report: Report) -> dict[str, str]:
    """Words → the last reason for which an error with these words was ever released: a proposal."""
    given = _standing(Transition.objects.filter(report=report.original)).values()
    return {release.words: release.reason for release in given}


def releases_with(errors: Mapping[str, checks.Finding], reasons: Mapping[str, str]) -> list[dict[str, str]]:
    """The errors that have a reason, as the record keeps them."""
    return [
        {"key": key, "code": finding.code, "words": finding.words, "reason": reason}
        for key, finding in errors.items()
        if (reason := reasons.get(key, "").strip())
    ]


@retried
def revoke_release(report: Report, key: str, *, by: Any) -> Transition | None:
    """Let an error stop the report again; return the line of the record, None where no release holds.

    A scheduled working copy is unscheduled by it.
    """
    with editing(
        report, by, code="release_revoked", kind=audit.Kind.CHECK, may=None, keeps_words=True
    ) as edit:
        stored = edit.report
        if edit.by and not may_revoke_release(edit.by, stored):
            raise PermissionDenied
        release = releases_of(stored).get(key)
        if release is None:
            edit.kind = None
            return None
        if stored.copy_of_id:
            copies.unschedule(stored.original)
        edit.values = {"words": release.words}
        finding = {"key": key, "code": release.code, "words": release.words, "reason": release.reason}
        return record_transition(
            stored, Transition.Action.UNRELEASE, from_status=stored.status, by=edit.by, findings=[finding]
        )


def _standing(lines: Any) -> dict[str, Release]:
    """The releases that these lines of the record give and do not revoke, the last one of each key."""
    standing: dict[str, Release] = {}
    rows = lines.order_by("at", "pk").values_list("action", "findings", "by_name", "at")
    for action, findings, by_name, at in rows:
        for each in findings:
            standing.pop(each["key"], None)
            if action != Transition.Action.UNRELEASE:
                standing[each["key"]] = Release(**each, by_name=by_name, at=at)
    return standing
