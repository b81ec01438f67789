"""One act, one discipline: every change of what an editor can see is made inside editing().

    @retried
    def rename(report: Report, title: str, *, by: User | None) -> None:
        with editing(report, by, code="renamed", values={"title": title}) as edit:
            edit.report.title = title
            edit.columns.add("title")

One transaction locks the report (its original before its working copy), reads it afresh, asks the
permission under the lock, keeps the revision, stores named columns, revalidates the signatures, brings the
search up to date and writes the audit entry. An exception undoes all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.editorial import audit, history
from articles.editorial.locking import lock_reports
from articles.editorial.workflow.rules import may_change
from articles.editorial.workflow.signing import revalidate_signatures
from articles.models import Report
from articles.models.snapshots import snapshots_of, version_of

CHANGE = "articles.change_report"
#: Whether somebody may do an act to a report in its present state.
Permission = Callable[[Any, Report], bool]


class ReportGone(PermissionDenied):
    """The report was deleted or published meanwhile."""


@dataclass
class Edit:
    """An act under way. `report` is locked and fresh; name each column that is changed in `columns`.

    `code` and `values` say what was done, for the revision and the audit log; the act may fill them in.
    """

    report: Report
    by: User | None
    code: str
    values: dict[str, Any] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)


@contextmanager
def editing(
    report: Report,
    by: User | None,
    *,
    code: str,
    **how: Any,
) -> Iterator[Edit]:
    """Change one report in the discipline of this module; `by` is None for the machine. For `how` see
    editing_each().

    Raises PermissionDenied where `may` refuses, and ReportGone where the report is not there any more.
    """
    with editing_each([report], by, code=code, **how) as edits:
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
    kind: str = audit.Kind.CHANGE,
    may: Permission = may_change,
) -> Iterator[list[Edit]]:
    """Change several reports in one transaction, all or none; those that are gone are left out.

    Raises PermissionDenied where `may` refuses one of them.
    """
    with transaction.atomic():
        by = fresh(by)
        stored = list(lock_reports(report.pk for report in reports).values())
        for each in stored:
            if by is not None and not (by.has_perm(CHANGE) and may(by, each)):
                raise PermissionDenied(_("This report can't be changed by you in its present state."))
        before = snapshots_of(stored)
        history.ensure_recorded_each(stored)
        edits = [Edit(each, by, code, dict(values or {})) for each in stored]
        yield edits
        _finish(edits, before, kind)


def fresh(by: User | None) -> User | None:
    """The account as it is stored, with the permissions that it has now."""
    if by is None:
        return None
    try:
        return User.objects.get(pk=by.pk, is_active=True)
    except User.DoesNotExist:
        raise PermissionDenied(_("The account is closed.")) from None


def _finish(edits: list[Edit], before: dict[int, Any], kind: str) -> None:
    """Store the columns, and whatever follows from a change of the words."""
    now = timezone.now()
    for edit in edits:
        if edit.columns:
            edit.report.save(update_fields=[*edit.columns, "updated_at"])
    after = snapshots_of([edit.report for edit in edits])
    changed = [edit for edit in edits if after[edit.report.pk] != before[edit.report.pk]]
    for edit in changed:
        report = edit.report
        history.record(report, edit.by, code=edit.code, values=edit.values)
        if version_of(after[report.pk]) != version_of(before[report.pk]):
            report.modified_at = report.updated_at = now
            report.save(update_fields=["modified_at", "updated_at"])
            revalidate_signatures(report, edit.by)
    search.index([edit.report for edit in changed])
    for edit in edits:
        audit.record(kind, edit.report, by=edit.by, code=edit.code, values=edit.values)
