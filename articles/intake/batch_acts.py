"""Acts on an import batch: one transaction that locks it, asks the permission and writes the audit entry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import audit
from articles.editorial.editing import acting, fresh
from articles.models import ImportBatch, PendingFile

ADD, CHANGE = "articles.add_importbatch", "articles.change_importbatch"


@dataclass
class BatchAct:
    """An act under way on a batch that is locked and fresh. Without `values` nothing was done."""

    batch: ImportBatch
    by: User | None
    values: dict[str, Any] = field(default_factory=dict)

    def reopen(self) -> None:
        """Something waits in the batch again."""
        self.batch.finished_at = None
        self.batch.save(update_fields=["finished_at"])

    def close(self) -> None:
        """Nothing is left to do in the batch."""
        self.batch.finished_at = timezone.now()
        self.batch.save(update_fields=["finished_at"])

    def leave_out_open_files(self) -> int:
        """Leave out every file that is not stored yet; its bytes stay. Gives the number of files."""
        number = self.batch.pending.filter(state__in=PendingFile.OPEN).update(
            state=PendingFile.State.LEFT_OUT
        )
        self.close()
        return number


def may_act(user: User, batch: ImportBatch) -> bool:
    """Whether somebody may act on a batch: who brought it, while they may; and who may change imports."""
    mine = batch.by_id == user.pk and user.has_perm(ADD)
    return mine or user.has_perm(CHANGE)


def permitted(by: User | None, batch: ImportBatch) -> User | None:
    """The account as it is stored now, if it may act on the batch. Raises PermissionDenied."""
    by = fresh(by)
    if by is not None and not may_act(by, batch):
        raise PermissionDenied(_("You may not do this."))
    return by


@contextmanager
def acting_on(
    batch: ImportBatch, by: User | None, *, code: str, kind: str = audit.Kind.IMPORT
) -> Iterator[BatchAct]:
    """Act on one batch; `by` is None for the machine. Raises PermissionDenied.

    The audit entry takes `code` and the values of the act; where it has none, none is written.
    """
    with acting(by, batch, code=code) as entry:
        if entry.by is not None and not may_act(entry.by, entry.row):
            raise PermissionDenied(_("You may not do this."))
        act = BatchAct(entry.row, entry.by)
        yield act
        entry.values = act.values
        entry.kind = kind if act.values else None
    batch.finished_at = act.batch.finished_at
