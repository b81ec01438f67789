"""What an import costs: python -m tests.benchmarks.importing [--files N …] [--sizes KB …] [--jobs N …]

Reading alone, with more and more files, with several jobs, and one file larger and larger; then storing with
the index, on the database of DATABASE_URL: files that are new, and files that are near-duplicates. The files
are the labelled ones, each made another by exchanging its words, on disk as an import finds them.

`files/s` is of one core: of the time that this process worked, and PostgreSQL's for it where it runs on the
same machine. `ratio` is the cost of a file (of a kilobyte, where sizes are compared) as a multiple of that in
the first row of its kind: where cost is linear it stays near 1. `most MB` is the most memory so far. What
several jobs gain shows in `s passed`, on a machine that has nothing else to do.

It takes some two minutes; `--files 10 100 1000 10000` goes on to ten thousand files, which takes ten.
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
from tempfile import TemporaryDirectory

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

if __name__ == "__main__":  # a reading process imports this module too, and needs no database
    django.setup()

import rjieba

from articles.reading.known import NOTHING
from articles.reading.parallel import InputFile, read_each

GOLD = Path(__file__).parents[1] / "reading" / "gold"
#: Parts of speech of which words are exchanged, and how many: so many that no two are near-duplicates.
EXCHANGED = ("n", "v", "vn", "a", "ns", "nr", "d", "m")
CHANGED = 0.7
KEPT = tuple("长任记员官表说调求议")  # posts and verbs of speech end so: the files are to stay reports
KB = 1024
SIZES = (2 * KB, 6 * KB)  # bytes of a file, the least and the most, where its text has not more by itself
LONG = 60  # characters: a line with more is a paragraph
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 10, 100, 1000, 10_000], metavar="KB")
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(
            folder, max([*options.files, *options.sizes, 100])
        )  # each file has more than a kilobyte of text
        measure(folder, options)


def measure(folder: Path, options: argparse.Namespace) -> None:
    from django.db import connection  # noqa: PLC0415 - after the setup

    some = min(1000, max([*options.files, 100]))
    read_all(files(folder, 60))  # tables and patterns are made at the first files
    print(
        f"{'on ' + connection.vendor:<32}{'files/s':>9}{'KB/s':>8}{'ratio':>7}{'most MB':>9}{'s passed':>10}"
    )
    compare([(f"read {count} files", files(folder, count)) for count in options.files], read_all)
    for jobs in options.jobs:
        compare([(f"read {some} files with {jobs} jobs", files(folder, some))], reader(jobs))
    name = connection.creation.create_test_db(verbosity=0)
    try:
        rows = [(f"store {count} files", files(folder, count)) for count in options.files]
        compare(rows, store_all, before=empty)
        empty()
        rows = [(f"store {count} near-duplicates", copies(folder, count)) for count in options.files]
        compare(rows, store_all, before=empty)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    compare(
        [(f"read {size} KB in one file", one_file(folder, size)) for size in options.sizes],
        read_all,
        by_size=True,
    )


def compare(
    rows: list[tuple[str, Iterable[InputFile]]],
    act: Callable[[Iterable[InputFile]], None],
    *,
    by_size: bool = False,
    before: Callable[[], None] = lambda: None,
) -> None:
    """Print a line for each row; the first one is what the others are compared with."""
    first = None
    for label, files in rows:
        before()
        counted = Counted(files)
        passed, own = time.perf_counter(), worked()
        act(counted)
        passed, own = time.perf_counter() - passed, worked() - own
        cost = own / (counted.size if by_size else counted.number)
        first = first or cost
        print(
            f"{label:<32}{counted.number / own:>9.1f}{counted.size / KB / own:>8.0f}{cost / first:>7.2f}"
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB:>9.0f}{passed:>10.1f}",
            flush=True,
        )


def worked() -> float:
    """The seconds that a core has worked: for this process, its readers, and for PostgreSQL."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime + readers() + server()


def readers() -> float:
    """Of the process that readers are forked from, which lives on, and of those readers that ended."""
    children = Path("/proc/self/task").glob("*/children")
    keys = [key for file in children for key in file.read_text().split()]
    return sum(ticks(Path(f"/proc/{key}/stat"), slice(11, 15)) for key in keys)


def server() -> float:
    """Of PostgreSQL's process for our connection, where it runs on this machine."""
    from django.db import connection  # noqa: PLC0415 - after the setup

    if connection.vendor != "postgresql" or connection.connection is None:
        return 0.0
    return ticks(Path(f"/proc/{connection.connection.info.backend_pid}/stat"), slice(11, 13))


def ticks(stat: Path, fields: slice) -> float:
    """The seconds in some fields of a process's state; none where it runs elsewhere."""
    if not stat.exists():
        return 0.0
    return sum(map(int, stat.read_text().rpartition(")")[2].split()[fields])) / TICKS


class Counted:
    """Files on their way, with their number and size."""

    def __init__(self, files: Iterable[InputFile]) -> None:
        self.files, self.number, self.size = files, 0, 0

    def __iter__(self) -> Iterator[InputFile]:
        for file in self.files:
            self.number += 1
            self.size += len(file.raw)
            yield file


def read_all(files: Iterable[InputFile]) -> None:
    reader(1)(files)


def reader(jobs: int) -> Callable[[Iterable[InputFile]], None]:
    """What reads files as `import_seeds --dry-run --jobs N` does."""

    def act(files: Iterable[InputFile]) -> None:
        for _file, _reading in read_each(files, known=NOTHING, jobs=jobs):
            pass

    return act


def store_all(files: Iterable[InputFile]) -> None:
    """As `import_seeds` does."""
    from articles.intake import Importer  # noqa: PLC0415 - after the setup

    for _result in Importer().add_each(files):
        pass


def empty() -> None:
    """Empty every table; of the audit log SQLite lets nobody delete else."""
    from django.core.management import call_command  # noqa: PLC0415 - after the setup
    from django.db import connection  # noqa: PLC0415 - likewise

    from articles.models import triggers  # noqa: PLC0415 - likewise

    if connection.vendor == "sqlite":
        name = "articles_auditentry_never_deleted"
        guard = next(each for each in triggers.objects("sqlite") if each.name == name)
        with connection.cursor() as cursor:
            cursor.execute(guard.drop)
    call_command("flush", interactive=False, verbosity=0)  # makes the triggers again


def files(folder: Path, count: int) -> Iterator[InputFile]:
    """So many of the files in the folder."""
    for number in range(count):
        yield InputFile(f"{number}.txt", (folder / f"{number}.txt").read_bytes())


def copies(folder: Path, count: int) -> Iterator[InputFile]:
    """The same few reports again and again, each time with another word in them."""
    for number, file in enumerate(islice(cycle(range(30)), count)):
        raw = (folder / f"{file}.txt").read_bytes()
        yield InputFile(f"{number}.txt", raw + f"\n活动共收集第{number}号意见建议。\n".encode())


def write(folder: Path, count: int) -> None:
    """So many typical files, no two alike; the same ones in every run."""
    random = Random(1)  # noqa: S311
    texts = [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.txt"))]
    prose = [line for text in texts for line in text.splitlines(keepends=True) if len(line) > LONG]
    tagged = {text: rjieba.tag(text, True) for text in (*texts, *prose)}
    words: dict[tuple[str, int], list[str]] = {}
    for text in texts:
        for word, tag in tagged[text]:
            words.setdefault((tag, len(word)), []).append(word)

    def exchanged(text: str) -> str:
        return "".join(another(word, words[tag, len(word)], tag, random) for word, tag in tagged[text])

    for number, text in enumerate(islice(cycle(texts), count)):
        made, size = exchanged(text), random.randint(*SIZES)
        while len(made.encode()) < size:
            made = lengthened(made, exchanged(random.choice(prose)))
        (folder / f"{number}.txt").write_text(made, encoding="utf-8")


def lengthened(text: str, paragraph: str) -> str:
    """The text with another paragraph, behind its last one: what stands below a text stays there."""
    lines = text.splitlines(keepends=True)
    last = max((at for at, line in enumerate(lines) if len(line) > LONG), default=len(lines) - 1)
    return "".join([*lines[: last + 1], "\n", paragraph, *lines[last + 1 :]])


def another(word: str, others: list[str], tag: str, random: Random) -> str:
    """Another word of the same kind and length, most often."""
    if tag not in EXCHANGED or word.endswith(KEPT) or random.random() >= CHANGED:
        return word
    return random.choice(others)


def one_file(folder: Path, kilobytes: int) -> list[InputFile]:
    """A report as long as that, of the paragraphs of many."""
    body, size = ["检察机关部署公益诉讼工作"], 0
    for file in files(folder, len(list(folder.iterdir()))):
        paragraphs = [line for line in file.raw.decode().splitlines() if len(line) > LONG]
        body += paragraphs
        size += sum(len(line.encode()) + 1 for line in paragraphs)
        if size >= kilobytes * KB:
            raw = "\n".join(body).encode()[: kilobytes * KB]
            return [InputFile("one.txt", raw.decode(errors="ignore").encode())]
    raise AssertionError


if __name__ == "__main__":
    sys.exit(main())
