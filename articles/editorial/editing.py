"""One act, one discipline: whatever changes what an editor sees runs inside editing() or acting().

    @retried
    def rename(report: Report, title: str, *, by: User | None) -> None:
        with editing(report, by, code="renamed", values={"title": title}) as edit:
            edit.report.title = title
            edit.columns.add("title")

One transaction locks the report (its original before its working copy), reads it afresh, asks the
permission under the lock, keeps the revision, stores named columns, revalidates the signatures, updates the
search and the kept lists, and writes the audit entry. An exception undoes all of it. Blocks can be nested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, overload

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.editorial import audit, history
from articles.editorial.locking import lock_reports
from articles.editorial.permissions import CHANGE, may_change
from articles.editorial.signing import revalidate_signatures
from articles.media.storage import unsaved_on_error
from articles.models import Report, listings
from articles.models.snapshots import Snapshot, snapshots_of, version_of

#: Whether somebody may do an act to a report in its present state.
Permission = Callable[[Any, Report], bool]


class RowGone(PermissionDenied):
    """The row was deleted meanwhile."""


class ReportGone(RowGone):
    """The report was deleted meanwhile, or its working copy published."""


@dataclass
class Edit:
    """An act on a report under way. `report` is locked and fresh; name each changed column in `columns`.

    `code` and `values` say what was done, in the revision and in the audit log; the act may set them. The
    audit entry is of `subject` (the report); with `kind` None there is none, as in an act that is a part of
    another.
    """

    report: Report
    by: User | None
    code: str
    values: dict[str, Any] = field(default_factory=dict)
    kind: str | None = audit.Kind.CHANGE
    columns: set[str] = field(default_factory=set)
    subject: Model | None = None


@dataclass
class Act:
    """An act on a row that is no report. `row` is locked and fresh; an act that makes a row sets it."""

    row: Any
    by: User | None
    code: str
    values: dict[str, Any] = field(default_factory=dict)
    kind: str | None = audit.Kind.CHANGE


@contextmanager
def editing(report: Report, by: User | None, *, code: str, **options: Any) -> Iterator[Edit]:
    """Change one report; `by` is None for the machine. For `options` see editing_each().

    Raises PermissionDenied where `may` refuses, and ReportGone where the report was deleted.
    """
    with editing_each([report], by, code=code, **options) as edits:
        if not edits:
            raise ReportGone(_("The report is not there any more."))
        yield edits[0]


@contextmanager
def editing_each(  # noqa: PLR0913 - each names what the records say of the act
    reports: Iterable[Report],
    by: User | None,
    *,
    code: str,
    values: dict[str, Any] | None = None,
    kind: str | None = audit.Kind.CHANGE,
    may: Permission | None = may_change,
    keeps_words: bool = False,
) -> Iterator[list[Edit]]:
    """Change several reports in one transaction, all or none; those that were deleted are left out.

    `may` is asked under the lock: may_change, may_file, or None for an act that asks a permission of its own.
    With `keeps_words` the act changes nothing that a revision holds, and none is recorded. Raises
    PermissionDenied where `may` refuses one of the reports.
    """
    with unsaved_on_error(), transaction.atomic():
        stored = list(lock_reports(report.pk for report in reports).values())
        by = fresh(by)
        for each in stored:
            if may and by is not None and not (by.has_perm(CHANGE) and may(by, each)):
                raise PermissionDenied(_("This report can't be changed by you in its present state."))
        before = {} if keeps_words else snapshots_of(stored)
        if not keeps_words:
            history.ensure_recorded_each(stored, before)
        edits = {each.pk: Edit(each, by, code, dict(values or {}), kind) for each in stored}
        yield list(edits.values())
        _finish(edits, before)


@contextmanager
def acting(  # noqa: PLR0913 - each names what the records say of the act
    by: User | None,
    row: Model | None = None,
    *,
    code: str,
    values: dict[str, Any] | None = None,
    kind: str | None = audit.Kind.CHANGE,
    permission: str = "",
) -> Iterator[Act]:
    """Change rows that are no reports in one transaction with its audit entry.

    `row` is locked and read afresh; without one, the act sets `act.row` to what it makes. Raises
    PermissionDenied where the account lacks `permission` under the lock, and RowGone where the row was
    deleted. Reports that change along with the row are changed in an editing_each() inside.
    """
    with unsaved_on_error(), transaction.atomic():
        stored = _locked(row) if row is not None and row.pk else row
        by = fresh(by)
        if permission and by is not None and not by.has_perm(permission):
            raise PermissionDenied
        act = Act(stored, by, code, dict(values or {}), kind)
        pk = stored.pk if stored else None
        yield act
        if act.row is not None and act.row.pk is None:
            act.row.pk = pk  # it was deleted: the audit log names it all the same
        if act.kind:
            audit.record(act.kind, act.row, by=by, code=act.code, values=act.values)


@overload
def fresh(by: User) -> User: ...


@overload
def fresh(by: User | None) -> User | None: ...


def fresh(by: User | None) -> User | None:
    """The account as it is stored, with the permissions that it has now. Closed, it raises."""
    if by is None:
        return None
    try:
        return User.objects.get(pk=by.pk, is_active=True)
    except User.DoesNotExist:
        raise PermissionDenied(_("The account is closed.")) from None


def _locked(row: Model) -> Model:
    stored = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    if stored is None:
        raise RowGone(_("The entry is not there any more."))
    return stored


def _finish(edits: dict[int, Edit], before: dict[int, Snapshot]) -> None:
    """Store the columns, and what follows from a change: revision, signatures, search, lists, audit."""
    for edit in edits.values():
        if edit.columns:
            edit.report.save(update_fields=[*edit.columns, "updated_at"])
    # Read again: an act inside this one, or a query set, may have changed more than the report in hand.
    stored = {report.pk: report for report in Report.objects.filter(pk__in=before)} if before else {}
    after = snapshots_of(stored.values())
    changed = [pk for pk in stored if after[pk] != before[pk]]
    for pk in changed:
        _follow(stored[pk], edits[pk], before[pk], after[pk])
    search.index([stored[pk] for pk in changed])
    listings.refresh(edits)
    for pk, edit in edits.items():
        edit.report.pk = pk  # where it was deleted: the audit log names it all the same
        if edit.kind:
            audit.record(
                edit.kind, edit.subject or edit.report, by=edit.by, code=edit.code, values=edit.values
            )


def _follow(stored: Report, edit: Edit, before: Snapshot, after: Snapshot) -> None:
    """Record the revision of a changed report, set its times and revalidate its signatures."""
    history.record_revision(stored, edit.by, code=edit.code, values=edit.values, snapshots={stored.pk: after})
    has_new_words = version_of(after) != version_of(before)
    times = ("updated_at", "modified_at") if has_new_words else ("updated_at",)
    Report.objects.filter(pk=stored.pk).update(**dict.fromkeys(times, timezone.now()))
    revalidate_signatures(stored, edit.by)
    edit.report.refresh_from_db(fields=[*times, "status", "status_since", "live_from"])
