"""Repeat the reports of an archive: a million of them come of a hundred thousand, in minutes.

Each repetition has the same words, people, tags and days as the first, and keys of its own.
"""

from __future__ import annotations

from typing import Final

from django.db import connection
from django.db.models import F, Max

from articles.models import Listing, Report, Tally

from .rows import A_REPORT, COLUMNS

LISTING: Final = Listing._meta.db_table
#: Table → its columns that hold the key of a report, or one that is made of it, with how much of it.
KEYS: Final = {
    "articles_report": {"id": 1},
    "articles_appearance": {"id": A_REPORT, "report_id": 1},
    "articles_statement": {"id": A_REPORT, "appearance_id": A_REPORT},
    "articles_taggedreport": {"content_object_id": 1},
    "articles_credit": {"report_id": 1},
    "articles_transition": {"report_id": 1},
    "articles_searchentry": {"report_id": 1},
    LISTING: {"report_id": 1},
}
KEPT_COLUMNS: Final = {LISTING: " ".join(field.column for field in Listing._meta.concrete_fields)}


def repeat(times: int) -> int:
    """Make `times` as many reports of those that are there; the key of the last one."""
    last: int = Report.objects.aggregate(last=Max("pk"))["last"]
    with connection.cursor() as cursor:
        for table in KEYS:
            for number in range(1, times):
                cursor.execute(_copy(table, number * last, last))
    counted = ("reports", "statements", "dated_reports", "dated_statements")
    Tally.objects.update(**{name: F(name) * times for name in counted})
    return last * times


def _copy(table: str, by: int, last: int) -> str:
    """SQL that copies the rows of the first reports, with keys that are higher."""
    quote, keys = connection.ops.quote_name, KEYS[table]
    columns = (COLUMNS | KEPT_COLUMNS)[table].split()
    copied = [f"{quote(name)} + {keys[name] * by}" if name in keys else quote(name) for name in columns]
    key, share = next(iter(keys.items()))
    return (
        f"INSERT INTO {table} ({', '.join(map(quote, columns))}) "  # noqa: S608 - our own names
        f"SELECT {', '.join(copied)} FROM {table} WHERE {quote(key)} < {(last + 1) * share}"
    )
