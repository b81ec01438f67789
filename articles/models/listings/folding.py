"""Fold tallies: one row for each list and month, with the same sums."""

from __future__ import annotations

# ruff: noqa: S608 - names of our own tables alone; keys are parameters
from typing import Final

from django.db import connection, transaction
from django.db.models import Max

from .rows import Tally
from .sql import NUMBERS, SUMS, TALLY

#: Rows that may come before somebody folds: a number is the sum of a few rows at most, also in a long import.
FOLD_EVERY = 5_000
#: Database → the row after which this process folds again.
_next: dict[str, int] = {}

#: On PostgreSQL what another transaction folds is left to it: nobody waits, and nothing is folded twice.
FOLD_ON_POSTGRESQL: Final = f"""
WITH chosen AS (
    SELECT t.id FROM {TALLY} t JOIN (
        SELECT kind, subject, month FROM {TALLY} WHERE (kind, subject, month) IN (
            SELECT kind, subject, month FROM {TALLY} WHERE id > %s
        ) GROUP BY kind, subject, month HAVING count(*) > 1
    ) several USING (kind, subject, month) FOR UPDATE OF t SKIP LOCKED
), gone AS (
    DELETE FROM {TALLY} WHERE id IN (SELECT id FROM chosen) RETURNING kind, subject, month, {NUMBERS}
)
INSERT INTO {TALLY} (kind, subject, month, {NUMBERS})
SELECT kind, subject, month, {SUMS} FROM gone GROUP BY kind, subject, month
"""
#: On SQLite one transaction writes at a time.
SEVERAL: Final = f"""
    SELECT kind, subject, month FROM {TALLY} WHERE id <= %s AND (kind, subject, month) IN (
        SELECT kind, subject, month FROM {TALLY} WHERE id > %s
    ) GROUP BY kind, subject, month HAVING count(*) > 1
"""
SUM_ON_SQLITE: Final = f"""
INSERT INTO {TALLY} (kind, subject, month, {NUMBERS})
SELECT kind, subject, month, {SUMS} FROM {TALLY}
WHERE id <= %s AND (kind, subject, month) IN ({SEVERAL}) GROUP BY kind, subject, month
"""
DELETE_ON_SQLITE: Final = f"""
DELETE FROM {TALLY} WHERE id <= %s AND (kind, subject, month) IN (
    SELECT kind, subject, month FROM {TALLY} WHERE id > %s
)
"""


def fold_when_due() -> None:
    """Fold the lists that changed lately, once in FOLD_EVERY rows."""
    newest = Tally.objects.aggregate(newest=Max("pk"))["newest"] or 0
    alias = str(connection.settings_dict["NAME"])
    due = _next.setdefault(alias, newest + FOLD_EVERY)
    if newest >= due:
        fold(since=due - FOLD_EVERY)
        _next[alias] = newest + FOLD_EVERY


@transaction.atomic(savepoint=False)
def fold(*, since: int = 0) -> int:
    """Fold the tallies of the lists that have a row after this one; gives how many rows fewer there are."""
    before = Tally.objects.count() if not since else 0
    newest = Tally.objects.aggregate(newest=Max("pk"))["newest"] or 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FOLD_ON_POSTGRESQL, [since])
        else:
            cursor.execute(SUM_ON_SQLITE, [newest, newest, since])
            cursor.execute(DELETE_ON_SQLITE, [newest, newest])
    return before - Tally.objects.count() if not since else 0
