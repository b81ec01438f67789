"""Make a lifelike archive: `python -m tests.benchmarks.archive --reports 20000`.

Fills the database of DATABASE_URL, which must have no reports yet, with so many published reports and a
hundredth as many in other states: Chinese text of 2 to 6 KB, two statements on average (report 8 has ten),
the people, organisations, tags and sections that they name, their credits, the entry of the editorial record
by which each was published, and all of the search. The same reports come of the same seed on both databases.

Left out are what only a desk or an import would have left behind: files and provenance, n-grams for finding
near-duplicates, revisions, signatures, photos.

`--repeat 10` makes ten times as many of the reports of an archive; see repeating.py. `--without-search`
leaves out the index of the grams, which takes hours at a million.

The rows are made in several processes and written with COPY; on PostgreSQL the account must be a superuser,
as triggers and foreign keys are left aside meanwhile.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from articles.models import (
    Appearance,
    Credit,
    Report,
    Statement,
    TaggedReport,
    Transition,
    listings,
)
from articles.search import suggestions

from .register import fill
from .repeating import KEYS, repeat
from .rows import COLUMNS, Batch, Maker, Row
from .texts import Texts

GRAMS = "search_grams"
AT_ONCE = 500  # reports made and written together
KEPT_AT_ONCE = 10_000
NUMBERED: Final = (Report, Appearance, Statement, TaggedReport, Credit, Transition)
#: The rows of what is drawn: the trigger that adds them is off while the archive is written.
RENDERED: Final = (
    "INSERT INTO articles_renderedreport (report_id, stamp, card_version, card, article_version, article) "
    "SELECT id, 0, '', '', '', '' FROM articles_report WHERE true ON CONFLICT DO NOTHING"
)
_maker: Maker
AUTHORS: Final = ("刘璐", "王丹", "李晓", "赵宁", "孙婷", "陈峰", "高远", "林薇")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--repeat", type=int, metavar="TIMES")
    parser.add_argument("--without-search", action="store_true")
    options = parser.parse_args()
    started = time.perf_counter()
    if options.repeat:
        with bulk(besides=[GRAMS] if options.without_search else []):
            last = repeat(options.repeat)
        finish()
    else:
        make(options.reports, options.seed, options.jobs)
        last = options.reports
    print(f"{last} reports on {connection.vendor} in {time.perf_counter() - started:.0f} s")


def make(reports: int, seed: int = 1, jobs: int = 1) -> None:
    """Migrate the database and fill it."""
    call_command("migrate", verbosity=0)
    if Report.objects.exists():
        raise SystemExit("The database has reports already; give it an empty one.")
    maker = Maker(
        seed, reports, Texts(seed), fill(reports, seed), accounts(), connection.vendor == "postgresql"
    )
    seen: set[str] = set()
    with bulk():
        for batch in batches(maker, reports + reports // 100, jobs):
            with transaction.atomic():
                for table, rows in batch.rows.items():
                    write(table, COLUMNS[table].split(), rows)
            seen |= suggest(batch, seen)
    keep(reports + reports // 100)


def accounts() -> list[tuple[int, str]]:
    """The people of the desk, with their names: an administrator, then reporters."""
    chief = User.objects.create_superuser("chief", last_name="主编")
    users = User.objects.bulk_create(
        User(username=f"reporter{number}", last_name=name, is_staff=True)
        for number, name in enumerate(AUTHORS)
    )
    Group.objects.get(name="记者").user_set.add(*users)
    return [(user.pk, user.last_name) for user in (chief, *users)]


def batches(maker: Maker, count: int, jobs: int) -> Iterator[Batch]:
    parts = [range(start, min(start + AT_ONCE, count + 1)) for start in range(1, count + 1, AT_ONCE)]
    connection.close()  # a process that is forked would share it
    with multiprocessing.get_context("fork").Pool(jobs, receive, [maker]) as pool:
        yield from pool.imap(make_batch, parts)


def receive(maker: Maker) -> None:
    """Keep the maker in a process that was forked for its batches: it has all texts, too much to send."""
    global _maker  # noqa: PLW0603 - a process has one
    _maker = maker


def make_batch(numbers: range) -> Batch:
    return _maker.batch(numbers)


def suggest(batch: Batch, seen: set[str]) -> set[str]:
    """Add the words of some reports to those that are suggested."""
    return suggestions.add(batch.names - seen, batch.titles)


def write(table: str, columns: list[str], rows: Iterable[Row]) -> None:
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join("?" * len(columns))
            sql = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608 - our own names
            connection.connection.executemany(sql, rows)
            return
        with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


@contextmanager
def bulk(*, besides: Collection[str] = ()) -> Iterator[None]:
    """Do without triggers, checks of keys and most indexes meanwhile; count keys on afterwards.

    The indexes `besides` are not made again.
    """
    if connection.vendor == "sqlite":
        execute("PRAGMA synchronous = OFF")
        yield
        return
    found = indexes()
    execute(*(f'DROP INDEX "{name}"' for name in found))
    connection.close()
    connection.settings_dict["OPTIONS"]["options"] = (
        "-c session_replication_role=replica -c synchronous_commit=off -c maintenance_work_mem=512MB"
    )
    yield
    execute(*(sql for name, sql in found.items() if name not in besides))
    execute(*connection.ops.sequence_reset_sql(no_style(), NUMBERED))
    connection.close()
    del connection.settings_dict["OPTIONS"]["options"]


def indexes() -> dict[str, str]:
    """How each index is made that holds no constraint of a table that is filled."""
    sql = (
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() "
        "AND tablename = ANY(%s) AND indexdef NOT LIKE 'CREATE UNIQUE%%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(KEYS)])
        return dict(cursor.fetchall())


def keep(last: int) -> None:
    """Write the kept lists."""
    for start in range(1, last + 1, KEPT_AT_ONCE):
        listings.refresh(range(start, min(start + KEPT_AT_ONCE, last + 1)))
    listings.fold()
    finish()


def finish() -> None:
    """Add what the triggers would have, and the statistics by which the database plans."""
    execute(RENDERED)
    execute("VACUUM (ANALYZE)" if connection.vendor == "postgresql" else "ANALYZE")
    connection.close()


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


if __name__ == "__main__":
    main()
