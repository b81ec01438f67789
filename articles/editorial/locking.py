"""Lock rows in one order, and retry an act once where the database broke a deadlock."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection
from django.db.models import F, Q, QuerySet

from articles.models import Report

P = ParamSpec("P")
R = TypeVar("R")
logger = logging.getLogger(__name__)
#: Messages of the two databases for an error after which the same transaction can succeed.
TRY_AGAIN = ("deadlock detected", "could not serialize", "database is locked", "database table is locked")


def lock_reports(ids: Iterable[int]) -> dict[int, Report]:
    """Lock reports with their originals and working copies; return those asked for, read afresh, by id.

    Originals are locked before working copies, each by id: two acts on one report never deadlock. A report
    that was deleted is left out. To be called inside a transaction.
    """
    wanted = set(ids)
    copies = Report.objects.filter(pk__in=wanted, copy_of__isnull=False)
    originals = set(copies.values_list("copy_of", flat=True))
    family = Q(pk__in=wanted | originals) | Q(copy_of__in=wanted | originals)
    rows = (
        Report.objects.select_for_update().filter(family).order_by(F("copy_of").asc(nulls_first=True), "pk")
    )
    return {report.pk: report for report in rows if report.pk in wanted}


def lock_keys(reports: QuerySet[Report]) -> list[int]:
    """Lock reports in the order of lock_reports() without reading them; their keys. For acts on very many."""
    rows = reports.select_for_update().order_by(F("copy_of").asc(nulls_first=True), "pk")
    return list(rows.values_list("pk", flat=True))


def is_temporary(error: OperationalError) -> bool:
    """Whether the same transaction may succeed when it is run again: a deadlock, a lock of SQLite."""
    return any(text in str(error) for text in TRY_AGAIN)


def retried(act: Callable[P, R]) -> Callable[P, R]:
    """Run an act once more after a deadlock or "database is locked"; never inside a transaction."""

    @functools.wraps(act)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            return act(*args, **kwargs)
        try:
            return act(*args, **kwargs)
        except OperationalError as error:
            if not is_temporary(error):
                raise
            logger.warning("%s is retried: %s", act.__qualname__, error)
            return act(*args, **kwargs)

    return run
