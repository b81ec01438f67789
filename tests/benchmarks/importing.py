"""What an import costs: python -m tests.benchmarks.importing [--files N …] [--sizes KB …]

One process's own time: for one file, larger and larger, and for more and more files, read alone and stored
with their index. `ratio` is the cost of a kilobyte (of a file, where files are counted) as a multiple of that
in the first row of its kind: where cost is linear it stays near 1. The files are the labelled ones, each made
another by exchanging words. On PostgreSQL the server works beside, in time that only `s passed` has.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402 - after the setup

from articles.importing import Importer  # noqa: E402
from articles.reading.pipeline import read  # noqa: E402
from articles.reading.side_by_side import Arrival  # noqa: E402

GOLD = Path(__file__).parents[1] / "reading" / "gold"
FIRST, LAST = 0x4E00, 0x9FA5
CHANGED = 0.3  # of the ideographs: so many that no two files are near-duplicates
KB = 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, nargs="*", default=[10, 100, 1000, 10_000])
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 10, 100, 1000, 10_000], metavar="KB")
    options = parser.parse_args()
    read_all(files(40))  # tables and patterns are made at the first files
    print(
        f"{'on ' + connection.vendor:<26}{'files/s':>9}{'KB/s':>9}{'ratio':>7}{'most MB':>9}{'s passed':>10}"
    )
    compare(
        [(f"read {size} KB in one file", one_file(size)) for size in options.sizes], read_all, by_size=True
    )
    compare([(f"read {count} files", files(count)) for count in options.files], read_all)
    name = connection.creation.create_test_db(verbosity=0)
    try:
        compare([(f"store {count} files", files(count)) for count in options.files], store_all, before=empty)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def compare(
    rows: list[tuple[str, Iterable[Arrival]]],
    act: Callable[[Iterable[Arrival]], None],
    *,
    by_size: bool = False,
    before: Callable[[], None] = lambda: None,
) -> None:
    """Print a line for each row; the first one is what the others are compared with."""
    first = None
    for label, arrivals in rows:
        before()
        counted = Counted(arrivals)
        passed, own = time.perf_counter(), time.process_time()
        act(counted)
        passed, own = time.perf_counter() - passed, time.process_time() - own
        cost = own / (counted.size if by_size else counted.files)
        first = first or cost
        print(
            f"{label:<26}{counted.files / own:>9.1f}{counted.size / KB / own:>9.0f}{cost / first:>7.2f}"
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB:>9.0f}{passed:>10.1f}",
            flush=True,
        )


class Counted:
    """Files on their way, with their number and size."""

    def __init__(self, arrivals: Iterable[Arrival]) -> None:
        self.arrivals, self.files, self.size = arrivals, 0, 0

    def __iter__(self) -> Iterator[Arrival]:
        for arrival in self.arrivals:
            self.files += 1
            self.size += len(arrival.raw)
            yield arrival


def read_all(arrivals: Iterable[Arrival]) -> None:
    for arrival in arrivals:
        read(arrival.raw)


def store_all(arrivals: Iterable[Arrival]) -> None:
    """As `import_seeds` does."""
    for _result in Importer().add_each(arrivals):
        pass


def empty() -> None:
    call_command("flush", interactive=False, verbosity=0)


def files(count: int) -> Iterator[Arrival]:
    """So many typical files, no two alike."""
    random = Random(1)  # noqa: S311 - the same files in every run are the point
    texts = [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.txt"))]
    for number, text in enumerate(islice(cycle(texts), count)):
        yield Arrival(f"{number}.txt", "".join(exchanged(text, random)).encode())


def exchanged(text: str, random: Random) -> Iterator[str]:
    """The text with some ideographs exchanged, all by the same distance in the code."""
    step = random.randrange(1, LAST - FIRST)
    for character in text:
        if FIRST <= ord(character) <= LAST and random.random() < CHANGED:
            yield chr(FIRST + (ord(character) - FIRST + step) % (LAST - FIRST))
        else:
            yield character


def one_file(kilobytes: int) -> list[Arrival]:
    """A report as long as that, of the paragraphs of many."""
    body, size = ["检察机关部署公益诉讼工作"], 0
    for arrival in files(1 << 30):
        paragraphs = [line for line in arrival.raw.decode().splitlines() if len(line) > 60]
        body += paragraphs
        size += sum(len(line.encode()) + 1 for line in paragraphs)
        if size >= kilobytes * KB:
            raw = "\n".join(body).encode()[: kilobytes * KB]
            return [Arrival("one.txt", raw.decode(errors="ignore").encode())]
    raise AssertionError


if __name__ == "__main__":
    sys.exit(main())
