"""Every change of what a report says is kept: who, when, and what it said then.

Around a change stand keep() and record(), or recording(), which does both:

    with history.recording(report, by=user, note="…"):
        … the change …
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.editorial.users import name_of
from articles.models import Report, Revision
from articles.models.snapshots import Snapshot, snapshots_of, version_of

#: What a new revision says of itself: made of the report, and of whether it is the first.
Values = Callable[[Report, bool], dict[str, Any]]


def ensure_recorded(report: Report) -> Revision | None:
    """Before a change: see to it that what is stored now is in the history. The revision that it took.

    None is needed where the last one says the same, as it does after the first change.
    """
    return next(iter(_write([report], _as_found)), None)


def ensure_recorded_each(reports: Iterable[Report]) -> None:
    """As ensure_recorded(), of many."""
    _write(reports, _as_found)


def record(
    report: Report, by: Any = None, note: str = "", *, code: str = "", values: dict[str, Any] | None = None
) -> Revision | None:
    """After a change: keep what the report says now. None where that is what the last revision says."""
    said = (code, values or {}) if code else ("", {"text": note} if note else {})
    return next(iter(_write([report], partial(_changed, by, *said))), None)


@contextmanager
def recording_each(reports: Iterable[Report], by: Any = None, note: str = "") -> Iterator[None]:
    """A change of many in one transaction: what was before it is kept, and what is after it recorded."""
    reports = list(reports)
    with transaction.atomic():
        _write(reports, _as_found)
        yield
        _write(reports, partial(_changed, by, "", {"text": note} if note else {}))


def recording(report: Report, by: Any = None, note: str = "") -> AbstractContextManager[None]:
    """The same of one."""
    return recording_each([report], by, note)


def latest(reports: Iterable[Report]) -> dict[int, Revision]:
    """The last revision of each report, by the report's id."""
    numbers = Revision.objects.filter(report=OuterRef("report")).order_by("-number").values("number")[:1]
    rows = Revision.objects.filter(report__in=reports, number=Subquery(numbers))
    return {revision.report_id: revision for revision in rows}


def _write(reports: Iterable[Report], values: Values) -> list[Revision]:
    """A revision of each report that doesn't say what its last one says."""
    with transaction.atomic():
        ids = [report.pk for report in reports]
        stored = list(Report.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
        snapshots, last = snapshots_of(stored), latest(stored)
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


def _changed(by: Any, code: str, said: dict[str, Any], report: Report, first: bool) -> dict[str, Any]:
    return {"at": timezone.now(), "by": by, "by_name": name_of(by), "code": code, "values": said}
