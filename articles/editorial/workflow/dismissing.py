"""Acts on findings that are no errors: let one stand for this version of a report, or show it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied

from articles.editorial import audit
from articles.editorial.checks import dismissals
from articles.editorial.editing import Edit, editing
from articles.editorial.locking import retried
from articles.editorial.workflow.rules import may_dismiss
from articles.models import Dismissal, Report


@retried
def dismiss(report: Report, keys: Iterable[str], *, by: Any) -> list[Dismissal]:
    """Let these findings stand until the words change. Raises CannotDismiss."""
    with _judging(report, by, "finding_dismissed") as edit:
        made = dismissals.add(edit.report, keys, by=edit.by)
        edit.values = {"words": [row.words or row.code for row in made]}
    return made


@retried
def show_again(report: Report, key: str, *, by: Any) -> Dismissal | None:
    """Revoke a dismissal; None where there was none."""
    with _judging(report, by, "finding_shown_again") as edit:
        row = dismissals.remove(edit.report, key)
        edit.values = {"words": row.words or row.code} if row else {}
        edit.kind = edit.kind if row else None
    return row


@contextmanager
def _judging(report: Report, by: Any, code: str) -> Iterator[Edit]:
    with editing(report, by, code=code, kind=audit.Kind.CHECK, may=None, keeps_words=True) as edit:
        if edit.by and not may_dismiss(edit.by, edit.report):
            raise PermissionDenied
        yield edit
