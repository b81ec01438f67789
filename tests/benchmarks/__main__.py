"""How fast the product is, measured side by side: `python -m tests.benchmarks [--sizes 1000 20000 100000]`.

Makes a lifelike archive of each size (archive.py) on a PostgreSQL server of its own, starts the product, a
minimal Django page and a constant answer on the same web server, asks them in turn, checks what was sent
back, and prints the tables of what is wanted with ratios and goals. `--out FOLDER` also writes them as
Markdown and JSON, with a plot of cost against size. `--data FOLDER` keeps the archives, so that
the next run finds them.

Costs are processor time, from /proc, of the web worker and of PostgreSQL. Trust ratios: both sides were
measured in the same minutes. `--only afresh again …` measures a part. It takes some ten minutes at 20,000
reports, the making of the archives aside: two minutes there, some twelve and 29 GB at a million. That one
has no index of the grams, which alone takes hours, so that its search is not measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from . import afresh, again, beside, beside_wagtail
from .plot import plot
from .servers import ROOT, PostgreSQL, postgresql
from .setting import Setting, desk, environment_of, manage
from .table import NOT_MET, Row, as_json, markdown

PARTS: Final = ("afresh", "again", "wagtail", "seen", "worker", "exports", "static", "import")
OF_EVERY_SIZE: Final = ("afresh", "exports")
FILES = 400  # of an import
REPEATED, TIMES = 1_000_000, 10  # reports from which on an archive repeats a smaller one, and how often
BY_HAND: Final = "## What is not met, and why"
HOW: Final = """\
Made by `python -m tests.benchmarks`, which writes this page; its docstring says how it measures. “ms” is
the processor time of one request, of the web worker and of PostgreSQL together. Each page is asked for in
turn with what it is compared with, and the middle of the rounds counts. “Made afresh” is with the page
cache off and the server warm. “Served again” is one worker on one processor, and the client on another:
“constant” is a WSGI function that sends as many bytes from the same server. Trust ratios."""
PICTURE: Final = "![Milliseconds of processor time a request, by the number of reports](benchmarks.svg)"
VERSIONS: Final = ("Django", "granian", "gunicorn", "psycopg", "lxml")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 20_000])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each round")
    parser.add_argument("--data", type=Path, help="folder in which the archives stay")
    parser.add_argument("--out", type=Path, help="folder for benchmarks.md, .json and .svg")
    parser.add_argument(
        "--wagtail", metavar="PYTHON", help="of an environment with wagtail; see wagtail_site"
    )
    options = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="newsroom-benchmarks-") as name:
        folder = Path(name)
        with postgresql((options.data or folder) / "postgresql") as server:
            for reports in options.sizes:
                for row in measure(server, reports, folder, options):
                    rows.append(row)
                    print(row.table, row.what, row.reports, row.figures, row.result, flush=True)
    print(f"\n{markdown(rows)}\n")
    if options.out:
        write(options.out, rows, about(options))
    missed = [f"{row.what} at {row.reports:,}" for row in rows if row.result == NOT_MET]
    print(f"Not met: {'; '.join(missed)}" if missed else "Every goal that was measured is met.")
    return 0


def measure(server: PostgreSQL, reports: int, folder: Path, options: Any) -> Iterator[Row]:
    """The rows of one size; but for what grows with it, only of the size for which the goals are."""
    environment = environment_of(server.url(archive(server, reports)), folder / f"data-{reports}")
    if reports < REPEATED:  # a larger one would be given the index of the grams
        manage(environment, "migrate", "-v0")  # an archive of an earlier run
    manage(environment, "collectstatic", "--no-input", "-v0")
    other = Path(f"{environment['DATA_DIR']}-other")
    shutil.copytree(Path(environment["DATA_DIR"]) / "static", other / "static")
    with desk(environment) as acting:
        facts = acting.do("facts")
    setting = Setting(server, reports, environment, facts, options.rounds, options.seconds)
    parts = {
        "afresh": lambda: afresh.measure(setting),
        "exports": lambda: beside.exports(setting),
        "again": lambda: again.measure(setting),
        "wagtail": lambda: beside_wagtail.measure(setting, options.wagtail) if options.wagtail else (),
        "seen": lambda: beside.seen(setting),
        "worker": lambda: beside.worker(setting),
        "static": lambda: beside.static(setting),
        "import": lambda: beside.importing(setting, FILES),
    }
    if reports != min(options.sizes, key=lambda size: abs(size - afresh.MEASURED_AT)):
        parts = {name: parts[name] for name in OF_EVERY_SIZE}
    for name in options.only:
        yield from parts.get(name, lambda: ())()


def archive(server: PostgreSQL, reports: int) -> str:
    """The name of the database with so many reports, made if it is not there yet."""
    name, making = f"archive_{reports}", f"archive_{reports}_making"
    if name not in server.names():
        server.execute(f'DROP DATABASE IF EXISTS "{making}"')
        how, template = ["--reports", str(reports)], "template1"
        if reports >= REPEATED:
            how, template = ["--repeat", str(TIMES), "--without-search"], archive(server, reports // TIMES)
        start = time.perf_counter()
        server.execute(f'CREATE DATABASE "{making}" TEMPLATE "{template}"')
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.archive", *how],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": server.url(making)},
            check=True,
        )
        server.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
        print(f"{reports} reports made in {time.perf_counter() - start:.0f} s, {size(server, name)}")
    return name


def size(server: PostgreSQL, name: str) -> str:
    ((shown,),) = server.execute(f"SELECT pg_size_pretty(pg_database_size('{name}'))")
    return str(shown)


def about(options: Any) -> dict[str, Any]:
    """The machine, the versions, and what was asked for."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    return {
        "date": time.strftime("%Y-%m-%d"),
        "commit": _commit(),
        "processors": f"{os.cpu_count()} × {models[0].partition(': ')[2] if models else platform.machine()}",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in VERSIONS},
        "client": "wrk" if shutil.which("wrk") else "Python",
        "command": "python -m tests.benchmarks " + " ".join(sys.argv[1:]),
        "rounds": options.rounds,
        "seconds": options.seconds,
    }


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip()


def write(folder: Path, rows: list[Row], about: dict[str, Any]) -> None:
    """The tables with how they were made; what somebody wrote below BY_HAND stays."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "benchmarks.json").write_text(as_json(rows, about) + "\n", encoding="utf-8")
    drawn = plot([row for row in rows if row.table == "Made afresh"], afresh.TOTAL)
    if drawn:
        (folder / "benchmarks.svg").write_text(drawn, encoding="utf-8")
    page = folder / "benchmarks.md"
    before = page.read_text(encoding="utf-8") if page.exists() else ""
    by_hand = BY_HAND + (before.partition(BY_HAND)[2] or "\n\nNothing is written yet.\n")
    parts = ["# Benchmarks", HOW, "\n".join(f"- {name}: {value}" for name, value in about.items())]
    parts += [PICTURE] if drawn else []
    page.write_text("\n\n".join([*parts, markdown(rows), by_hand]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
