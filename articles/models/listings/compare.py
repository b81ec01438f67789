"""Compare the kept lists with a fresh count, and put them right."""

from __future__ import annotations

# ruff: noqa: S608 - the names of our own tables alone
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, Max

from articles.models.generation import record_change
from articles.models.reports import Report

from . import sql
from .refresh import refresh
from .rows import Kind, Listing

BATCH = 1_000  # reports compared, or put right, at a time


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A kept figure that differs from a fresh count. `report` is 0 where it is a tally."""

    kind: str
    subject: int
    month: int
    kept: int | None
    counted: int | None
    report: int = 0


def mismatches() -> Iterator[Mismatch]:
    """What differs: rows of lists (their statements; None where there is no row), then tallies (reports)."""
    for rows in _wrong_rows():
        for report, kind, subject, month, kept, counted in rows:
            yield Mismatch(Kind(kind).name.lower(), subject, month, kept, counted, report)
    with connection.cursor() as cursor:
        cursor.execute(sql.WRONG_TALLIES)
        for kind, subject, month, missing, *_others, kept in cursor.fetchall():
            yield Mismatch(Kind(kind).name.lower(), subject, month, int(kept), int(kept + missing))


def mend() -> None:
    """Write what differs anew: first the rows, then the tallies that differ from them."""
    for rows in _wrong_rows():
        keys = sorted({row[0] for row in rows})
        with transaction.atomic():
            locked = Report.objects.select_for_update().filter(pk__in=keys)
            list(locked.order_by(F("copy_of").asc(nulls_first=True), "pk").values_list("pk"))
            refresh(keys)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {sql.TALLY} (kind, subject, month, {sql.NUMBERS}) "
            f"SELECT kind, subject, month, {sql.NUMBERS} FROM ({sql.WRONG_TALLIES}) wrong"
        )
        record_change(connection)


def _wrong_rows() -> Iterator[list[tuple]]:
    """The rows that differ, those of some reports at a time."""
    last = max(
        model.objects.aggregate(last=Max(key))["last"] or 0
        for model, key in ((Report, "pk"), (Listing, "report"))
    )
    for first in range(0, last + 1, BATCH):
        reports = (first, first + BATCH - 1)
        with connection.cursor() as cursor:
            cursor.execute(sql.WRONG_ROWS.format(ids="%s AND %s"), [*reports, *reports])
            if rows := cursor.fetchall():
                yield rows
