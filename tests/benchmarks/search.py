"""What a search page costs: `python -m tests.benchmarks.search [--reports 2000]`.

Makes so many reports in a database of its own on the server of DATABASE_URL (SQLite in memory without it) and
prints, for each kind of query, the processor time of the whole page in the application and in PostgreSQL,
beside the time of a plain scan of the texts, and whether both find the same. With --existing the database of
DATABASE_URL is asked as it is. Trust the ratios: times depend on the machine and on what else it does.
"""

import argparse
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import django
from django.db import connection
from django.db.models import Q
from django.test import Client

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from articles.models import Report  # noqa: E402 - after the setup
from articles.search import rebuild, search  # noqa: E402
from articles.search.hits import MOST_COUNTED, in_text  # noqa: E402
from articles.search.query import parse  # noqa: E402
from tests.search.prose import make_reports  # noqa: E402

QUERIES = {
    "common word": "公益诉讼",
    "common, two characters": "检察",
    "rarer word": "听证",
    "rare word": "英烈保护",
    "across words": "讼检察",
    "name": "欧阳书芹",
    "name beyond the first plane": "𠮷𠮷祥",
    "two words": "检察建议 海关",
    "one character": "江",
    "number": "12309",
    "nothing": "量子力学",
}
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--existing", action="store_true")
    options = parser.parse_args()
    if options.existing:
        compare()
        return
    name = connection.creation.create_test_db(verbosity=0)
    try:
        build(options.reports)
        compare()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def build(count: int) -> None:
    for start in range(0, count, 1000):
        make_reports(min(1000, count - start), paragraphs=6, words=80, seed=start)
    seconds = spent(lambda: sum(rebuild()))[0]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{count} reports on {connection.vendor}, indexed in {seconds / count * 1000:.1f} ms each\n")


def compare() -> None:
    client = Client()
    print(f"{'processor ms':<36}{'found':>8}{'page':>8}{'database':>10}{'scan':>9}  {'the same':>8}")
    for kind, query in QUERIES.items():
        address = f"/search/?{urlencode({'q': query})}"
        client.get(address)
        rounds = [spent(partial(client.get, address)) for _ in range(ROUNDS)]
        app, database = (median(times) * 1000 for times in zip(*rounds, strict=True))
        found = search(query, Report.objects.published())
        scanned, seconds = scan(query)
        same = min(scanned, MOST_COUNTED) == found.page.paginator.count
        print(
            f"{kind + ' ' + query:<36}{found.total:>8}{app + database:>8.1f}{database:>10.1f}"
            f"{seconds * 1000:>9.1f}  {same!s:>8}"
        )


def scan(query: str) -> tuple[int, float]:
    """How many published reports hold the words by looking at every text, and the seconds it takes."""
    start = sum(processor())
    words = in_text(*parse(query).terms) if parse(query).terms else Q(pk__in=[])
    number = Report.objects.published().filter(words).count()
    return number, sum(processor()) - start


def spent(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor that an act takes, here and in PostgreSQL."""
    before = processor()
    act()
    after = processor()
    return after[0] - before[0], after[1] - before[1]


def processor() -> tuple[float, float]:
    """Seconds of this process, and of the server's process that answers it, where it is on this machine."""
    connection.ensure_connection()
    database = 0.0
    if connection.vendor == "postgresql":
        times = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        database = int(times.read_text().split()[0]) / 1e9 if times.exists() else 0.0
    return time.process_time(), database


if __name__ == "__main__":
    main()
