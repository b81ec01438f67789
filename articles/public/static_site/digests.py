"""A digest of the stored rows that pages are drawn from: which reports and entries changed since.

PostgreSQL tells each version of a row from every other (xmin, ctid); on SQLite the columns themselves are
hashed. A row that was written again unchanged may count as changed: its pages are found to be the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from hashlib import md5
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet

from articles.models import (
    Appearance,
    Credit,
    Listing,
    Membership,
    Organisation,
    OrganisationName,
    OtherName,
    Photo,
    Report,
    Section,
    SlugRedirect,
    Speaker,
    Statement,
    Tag,
    TaggedReport,
)
from articles.public.replica import REPLICA

Key = tuple[str, int]  # of a row: kind and id
#: Kind → the tables that a page of the kind is drawn from, each with the column that names the row.
TABLES: dict[str, tuple[tuple[type[Model], str], ...]] = {
    "report": (
        (Report, "id"),
        (Appearance, "report_id"),
        (TaggedReport, "content_object_id"),
        (Credit, "report_id"),
        (Photo, "report_id"),
        (Listing, "report_id"),
    ),
    "speaker": ((Speaker, "id"), (OtherName, "speaker_id"), (Membership, "speaker_id")),
    "organisation": (
        (Organisation, "id"),
        (OrganisationName, "organisation_id"),
        (Membership, "organisation_id"),
    ),
    "tag": ((Tag, "id"),),
    "section": ((Section, "id"),),
    "redirect": ((SlugRedirect, "id"),),
    "numbers": (),
    "rarity": (),
}
#: Of the numbers of each list by month, as pages show them: what is kept, without what is scheduled. The key
#: is of two columns, as list_key() takes them apart.
SHOWN_NUMBERS = """
SELECT kind * 1099511627776 + subject AS owner, {digest} AS digest FROM (
    SELECT kind, subject, month || ',' || sum(reports) || ',' || sum(statements)
    || ',' || sum(dated_reports) || ',' || sum(dated_statements) AS said FROM (
        SELECT kind, subject, month, reports, statements, dated_reports, dated_statements FROM articles_tally
        UNION ALL
        SELECT kind, subject, shown_month, -1, -statements, -dated, -dated * statements
        FROM articles_listing WHERE live_from > %s
    ) AS numbers GROUP BY kind, subject, month HAVING sum(reports) <> 0
) AS months
"""
#: How many reports a list counts in all, those that are scheduled among them: whether it is rare.
COUNTED = """
SELECT kind * 1099511627776 + subject AS owner, {digest} AS digest FROM (
    SELECT kind, subject, CAST(sum(reports) AS text) AS said FROM articles_tally
    WHERE kind IN (2, 3) AND month = 0 GROUP BY kind, subject
) AS totals
"""
LISTS_OF_A_KIND = 2**40
#: Of the statements, whose report stands in the row of their appearance.
STATEMENTS = (Statement, Appearance)
SIGNED = 2**63


def reading() -> BaseDatabaseWrapper:
    """The connection that the pages are read from: a digest of another would be ahead of them."""
    return connections[REPLICA if REPLICA in connections else DEFAULT_DB_ALIAS]


def list_key(owner: int) -> tuple[int, int]:
    """(kind, subject) of a list."""
    return divmod(owner, LISTS_OF_A_KIND)


def digests(now: datetime) -> tuple[dict[Key, int], set[int]]:
    """(digest of each row that pages may show at a moment, the reports that are live then).

    Of reports, those on the site and those withdrawn with a notice.
    """
    live = _ids(Report.objects.using(reading().alias).filter(on_site=1, live_from__lte=now))
    shown = live | _ids(Report.objects.using(reading().alias).exclude(withdrawal_notice=""))
    found = {
        (kind, id): digest
        for kind, tables in TABLES.items()
        for id, digest in _digests_of(kind, tables, now)
        if kind != "report" or id in shown
    }
    for id in live:  # a report goes live by the clock as well, and its row stays as it is
        found["report", id] ^= 1
    return found, live


def _ids(reports: QuerySet[Report]) -> set[int]:
    return set(reports.order_by().values_list("pk", flat=True))


def _digests_of(
    kind: str, tables: tuple[tuple[type[Model], str], ...], now: datetime
) -> Iterator[tuple[int, int]]:
    vendor = reading().vendor
    parts = [_rows(vendor, model, owner, seed) for seed, (model, owner) in enumerate(tables, start=1)]
    if kind == "report":
        parts.append(_statement_rows(vendor))
    of_a_list = "hashtextextended(said, 0)" if vendor == "postgresql" else "said"
    values: list[Any] = []
    if kind == "numbers":
        parts.append(SHOWN_NUMBERS.format(digest=of_a_list))
        values = [reading().ops.adapt_datetimefield_value(now)]
    elif kind == "rarity":
        parts.append(COUNTED.format(digest=of_a_list))
    if vendor == "postgresql":
        query = f"SELECT owner, bit_xor(digest) FROM ({' UNION ALL '.join(parts)}) AS each GROUP BY owner"  # noqa: S608 - our own names
        yield from _fetched(query, values)
        return
    combined: defaultdict[int, int] = defaultdict(int)
    for seed, part in enumerate(parts):
        for owner, text in _fetched(part, values):
            combined[owner] ^= int.from_bytes(
                md5(f"{seed}{text}".encode(), usedforsecurity=False).digest()[:8]
            )
    for owner, digest in combined.items():
        yield owner, digest - SIGNED


def _rows(vendor: str, model: type[Model], owner: str, seed: int) -> str:
    table = model._meta.db_table
    return f"SELECT {owner} AS owner, {_digest(vendor, model, table, seed)} AS digest FROM {table}"  # noqa: S608 - likewise


def _statement_rows(vendor: str) -> str:
    statement, appearance = (model._meta.db_table for model in STATEMENTS)
    digest = _digest(vendor, Statement, statement, 0)
    return (
        f"SELECT {appearance}.report_id AS owner, {digest} AS digest FROM {statement} "  # noqa: S608 - likewise
        f"JOIN {appearance} ON {appearance}.id = {statement}.appearance_id"
    )


def _digest(vendor: str, model: type[Model], table: str, seed: int) -> str:
    """SQL of the digest of one row; on SQLite of its text, which is hashed here."""
    if vendor == "postgresql":
        return f"hashtextextended({table}.xmin::text || {table}.ctid::text, {seed})"
    columns = (field.column for field in model._meta.concrete_fields)
    return " || ',' || ".join(f'quote({table}."{column}")' for column in columns)


def _fetched(query: str, values: list[Any]) -> Iterator[tuple]:
    with reading().cursor() as cursor:
        cursor.execute(query, values)
        while rows := cursor.fetchmany(5000):
            yield from rows
