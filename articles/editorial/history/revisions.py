"""Revisions: what a report said after each change, with who changed it, when and why.

ensure_recorded() stands before a change and record_revision() after it; editing() calls both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from articles.editorial.locking import lock_reports
from articles.editorial.users import name_of
from articles.models import Report, Revision
from articles.models.snapshots import Snapshot, snapshots_of, version_of

#: The values of a new revision, made of the report and of whether it is its first.
Values = Callable[[Report, bool], dict[str, Any]]


def ensure_recorded(report: Report) -> Revision | None:
    """Before a change: record what is stored now; None where the last revision says it already."""
    return next(iter(_write([report], _as_found)), None)


def ensure_recorded_each(reports: Iterable[Report], snapshots: Mapping[int, Snapshot] | None = None) -> None:
    """As ensure_recorded(), of many. With `snapshots` the reports are locked and fresh already."""
    _write(reports, _as_found, snapshots)


def record_revision(
    report: Report,
    by: Any = None,
    *,
    code: str = "",
    values: dict[str, Any] | None = None,
    snapshots: Mapping[int, Snapshot] | None = None,
) -> Revision | None:
    """After a change: record what the report says now; None where the last revision says it already."""
    return next(iter(_write([report], partial(_changed, by, code, values or {}), snapshots)), None)


def latest(reports: Iterable[Report]) -> dict[int, Revision]:
    """The last revision of each report, by the report's id."""
    numbers = Revision.objects.filter(report=OuterRef("report")).order_by("-number").values("number")[:1]
    rows = Revision.objects.filter(report__in=reports, number=Subquery(numbers))
    return {revision.report_id: revision for revision in rows}


def move_revisions(copy: Report, original: Report) -> None:
    """Append the revisions of a working copy to those of its original, before the copy is deleted."""
    last = original.revisions.aggregate(last=Max("number"))["last"] or 0
    for number, revision in enumerate(copy.revisions.order_by("number"), last + 1):
        revision.report, revision.number = original, number
        revision.save(update_fields=["report", "number"])


def _write(
    reports: Iterable[Report], values: Values, snapshots: Mapping[int, Snapshot] | None = None
) -> list[Revision]:
    """Add a revision to each report that does not say what its last one says."""
    with transaction.atomic():
        stored = list(reports)
        if snapshots is None:
            stored = list(lock_reports(report.pk for report in stored).values())
            snapshots = snapshots_of(stored)
        last = latest(stored)
        return Revision.objects.bulk_create(
            _next(report, snapshots[report.pk], last.get(report.pk), values)
            for report in stored
            if report.pk not in last or last[report.pk].snapshot != snapshots[report.pk]
        )


def _next(report: Report, snapshot: Snapshot, last: Revision | None, values: Values) -> Revision:
    number = last.number + 1 if last else 1
    version = version_of(snapshot)
    return Revision(
        report=report, number=number, snapshot=snapshot, version=version, **values(report, last is None)
    )


def _as_found(report: Report, first: bool) -> dict[str, Any]:
    if first:
        return {"at": report.updated_at, "code": "as_found"}
    return {"at": timezone.now(), "code": "register_changed"}


def _changed(by: Any, code: str, values: dict[str, Any], report: Report, first: bool) -> dict[str, Any]:
    return {"at": timezone.now(), "by": by, "by_name": name_of(by), "code": code, "values": values}
