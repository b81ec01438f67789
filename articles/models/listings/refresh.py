"""Write the rows of reports in the lists from what is stored of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection, transaction

from . import sql
from .folding import fold_when_due

AT_ONCE = 1_000  # reports in one set of statements


def refresh(reports: Collection[int]) -> None:
    """Write the rows of these reports, given by their keys, and tally the difference.

    To be called with the reports locked, after any change of what is public of them; repeatable. The rows of
    a report that is deleted must have gone before: what is on the site is never deleted.
    """
    ordered = sorted(reports)
    for start in range(0, len(ordered), AT_ONCE):
        _refresh(ordered[start : start + AT_ONCE])


@transaction.atomic(savepoint=False)
def _refresh(reports: Sequence[int]) -> None:
    places = ", ".join(["%s"] * len(reports))
    with connection.cursor() as cursor:
        cursor.execute(sql.IS_CONCERNED.format(ids=places), [*reports, *reports])
        if cursor.fetchone() is None:
            return
        cursor.execute(sql.COUNT_DIFFERENCE.format(ids=places), [*reports, *reports])
        is_counted_anew = cursor.rowcount != 0  # -1: SQLite does not say
        cursor.execute(sql.REMOVE_OTHERS.format(ids=places), [*reports, *reports])
        cursor.execute(sql.STORE.format(ids=places), [*reports])
    if is_counted_anew:
        fold_when_due()
