"""How search compares with a plain scan: `python -m tests.benchmarks.search [--reports 2000]`.

Makes so many reports in a database of its own on the server of DATABASE_URL (SQLite in memory without it)
and prints, for each kind of query, the time of a search beside that of icontains on the same reports.
Trust the ratios: times depend on the machine and on what else it does.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from statistics import median

import django
from django.db import connection
from django.db.models import Q

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from articles.models import Report  # noqa: E402 - after the setup
from articles.search import rebuild, search, snippet  # noqa: E402
from tests.search.prose import make_reports  # noqa: E402

QUERIES = {
    "common word": "公益诉讼",
    "common, two characters": "检察",
    "rarer word": "听证",
    "rare word": "公境",
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
    count = parser.parse_args().reports
    name = connection.creation.create_test_db(verbosity=0)
    try:
        build(count)
        compare()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def build(count: int) -> None:
    for start in range(0, count, 1000):
        make_reports(min(1000, count - start), paragraphs=6, words=80, seed=start)
    seconds = elapsed(lambda: sum(rebuild()))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    letters = sum(len(body) for body in Report.objects.values_list("body", flat=True).iterator())
    print(f"{count} reports, {letters / 1e6:.1f} million characters, on {connection.vendor}")
    print(f"indexed in {seconds:.1f} s, {seconds / count * 1000:.1f} ms a report\n")


def compare() -> None:
    print(f"{'':<36}{'found':>8}{'search ms':>12}{'snippets':>10}{'scan ms':>10}{'scan/search':>13}")
    for kind, query in QUERIES.items():
        results = search(query, Report.objects.published())
        mine = middle(lambda query=query: search(query, Report.objects.published()))
        scanned = middle(lambda query=query: scan(query))
        snippets = middle(lambda results=results: [snippet(r.body, results.terms) for r in results.page])
        print(
            f"{kind + ' ' + query:<36}{results.total:>8}{mine:>12.1f}{snippets:>10.1f}"
            f"{scanned:>10.1f}{scanned / mine:>13.1f}"
        )


def scan(query: str) -> tuple[int, list[Report]]:
    """What is done without an index: the same words looked for in every text, counted, the newest shown."""
    holding = Q()
    for word in query.split():
        holding &= Q(title__icontains=word) | Q(body__icontains=word)
    hits = Report.objects.published().filter(holding)
    return hits.count(), list(hits.newest_first()[:20])


def middle(act: Callable[[], object]) -> float:
    """Milliseconds, the middle of some rounds."""
    return median(elapsed(act) for _ in range(ROUNDS)) * 1000


def elapsed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
