"""HTML kept of public reports: derived from their rows, and dropped at any time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar

from django.db import connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .reports import Report

#: Milliseconds that keep() waits on SQLite for a transaction that writes.
PATIENCE = 50

AT_ONCE = 500  # rows emptied in one transaction

#: Columns to write in the row of a report.
Columns = Mapping[str, str]


class RenderedReport(models.Model):
    """What a page prints of a report and of nothing else.

    Every report has a row. Triggers (triggers/rendered.py) empty it and change its stamp, whatever changes
    what the report prints. HTML is kept only if the stamp is the one that was read before it was drawn.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="rendered")
    stamp = models.BigIntegerField(default=0)
    # Short columns first: SQLite reads a list's cards without the articles behind them.
    card_version = models.CharField(max_length=64, blank=True, default="")
    card = models.TextField(blank=True, default="")
    article_version = models.CharField(max_length=64, blank=True, default="")
    article = models.TextField(blank=True, default="")

    objects: ClassVar[models.Manager[RenderedReport]] = models.Manager()

    def __str__(self) -> str:
        return str(self.pk)


#: A row with nothing kept.
EMPTY: Columns = {"card_version": "", "card": "", "article_version": "", "article": ""}


def keep(drawn: Mapping[int, tuple[int, Columns]]) -> int:
    """Store HTML: report → (stamp as read before it was drawn, columns). Return how many were stored.

    A report that was changed since, or is being changed in a transaction under way, is left out: that
    transaction holds the lock of the row from its first change on.
    """
    connection = connections[router.db_for_write(RenderedReport)]
    with _impatient(connection), transaction.atomic(using=connection.alias):
        rows = RenderedReport.objects.using(connection.alias).filter(pk__in=drawn)
        locked = list(rows.select_for_update(skip_locked=True).only("stamp"))
        unchanged = [row.pk for row in locked if row.stamp == drawn[row.pk][0]]
        _store(connection, {pk: drawn[pk][1] for pk in unchanged if drawn[pk][1]})
    return len(unchanged)


def _store(connection: BaseDatabaseWrapper, columns: Mapping[int, Columns]) -> None:
    """Write the columns, those with the same names in one call: the query sets of 64 rows take 30 ms."""
    values: defaultdict[tuple[str, ...], list[list[str | int]]] = defaultdict(list)
    for pk, texts in columns.items():
        values[tuple(texts)].append([*texts.values(), pk])
    with connection.cursor() as cursor:
        for names, rows in values.items():
            places = ", ".join(f"{name} = %s" for name in names)
            cursor.executemany(f"UPDATE articles_renderedreport SET {places} WHERE report_id = %s", rows)  # noqa: S608 - our own names


def drop_old(version: str) -> int:
    """Empty the rows that hold HTML of another version, some at a time. Return how many they were."""
    known = ("", version)
    old = RenderedReport.objects.exclude(card_version__in=known, article_version__in=known).order_by("pk")
    dropped = 0
    while keys := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        dropped += RenderedReport.objects.filter(pk__in=keys).update(**EMPTY)
    return dropped


@contextmanager
def _impatient(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """On SQLite, give up soon where another transaction writes: nobody needs what is kept."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
