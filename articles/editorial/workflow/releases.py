"""Errors of checks, which stop a move unless somebody says why they are right.

Who releases an error says so with a move: the line of the record is the release. Like a signature it is of a
version. Whoever moves the same words later is shown it and need not repeat it; it is gone when the words
change. Taking one back is a line of the record, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from articles.editorial import checks
from articles.editorial.record import record
from articles.editorial.workflow import copies
from articles.models import Report, Transition


@dataclass(frozen=True)
class Release:
    """Why an error of a check is right, by whom and since when."""

    key: str
    words: str
    reason: str
    by_name: str
    at: datetime


def errors_of(report: Report) -> dict[str, checks.Finding]:
    """What stops the report, by the key under which it is let through; released or not."""
    return {finding.key: finding for finding in checks.blocking(report)}


def releases_of(report: Report) -> dict[str, Release]:
    """The releases that hold for the report as it is now, by the key of their finding."""
    return _standing(Transition.objects.filter(report=report.original, version=report.version))


def reasons_before(report: Report) -> dict[str, str]:
    """What was said last of each words that were ever let through: to be thought over, not to be trusted."""
    given = _standing(Transition.objects.filter(report=report.original)).values()
    return {release.words: release.reason for release in given}


def let_through(errors: Mapping[str, checks.Finding], reasons: Mapping[str, str]) -> list[dict[str, str]]:
    """The errors that a reason was given for, as the record keeps them."""
    return [
        {"key": key, "words": finding.words, "advice": str(finding.advice), "reason": reason}
        for key, finding in errors.items()
        if (reason := reasons.get(key, "").strip())
    ]


@transaction.atomic
def take_back(report: Report, key: str, *, by: Any) -> Transition | None:
    """The error stops the report again, with the next move. Gives the line, None where no release holds.

    A working copy that was scheduled is so no more.
    """
    stored = Report.objects.select_for_update().get(pk=report.pk)
    release = releases_of(stored).get(key)
    if release is None:
        return None
    if stored.copy_of_id:
        copies.unschedule(stored.original)
    taken = [{"key": key, "words": release.words, "advice": "", "reason": release.reason}]
    return record(stored, Transition.Action.UNRELEASE, from_status=stored.status, by=by, findings=taken)


def _standing(lines: Any) -> dict[str, Release]:
    """What these lines of the record let through and did not take back, the latest of each."""
    found: dict[str, Release] = {}
    rows = lines.order_by("at", "pk").values_list("action", "findings", "by_name", "at")
    for action, findings, by_name, at in rows:
        for each in findings:
            found.pop(each["key"], None)
            if action != Transition.Action.UNRELEASE:
                found[each["key"]] = Release(each["key"], each["words"], each["reason"], by_name, at)
    return found
