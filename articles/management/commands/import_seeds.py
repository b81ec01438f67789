"""Import files: `manage.py import_seeds [PATH …]`."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from io import TextIOWrapper

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from articles.intake import Importer, Outcome, Result
from articles.intake.batch import close_abandoned
from articles.intake.files import find
from articles.intake.input_files import unpack_each
from articles.reading.draft import Problem, Reading
from articles.reading.known import Known
from articles.reading.parallel import read_each
from articles.reading.unreadable import Unreadable
from articles.register.known import known

MOST_JOBS = 64
SHOWN_PROBLEMS = 3  # a file; the rest is counted


class Command(BaseCommand):
    help = "Read files into reports. The same file twice changes nothing; no edit is overwritten."
    requires_system_checks = ()  # --dry-run works on a machine where nothing is set up

    def add_arguments(self, parser):
        parser.add_argument(
            "paths",
            nargs="*",
            metavar="PATH",
            help="Files, archives or folders; - is the standard input (default: seeds/).",
        )
        parser.add_argument("--dry-run", action="store_true", help="Read, print and store nothing.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object a file, one a line.")
        parser.add_argument("--publish", action="store_true", help="Publish what is new.")
        parser.add_argument("--encoding", help="The encoding of all the files, where it can't be told.")
        parser.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="Read in N processes.")

    def handle(self, *, paths: Sequence[str], dry_run: bool, publish: bool, **options):
        _escape_what_the_console_lacks()
        self.as_json = options["json"]
        self.counts: Counter[Outcome] = Counter()
        self.reading = {"encoding": options["encoding"], "jobs": options["jobs"]}
        found = find(paths or [settings.BASE_DIR / "seeds"])
        came = tqdm(unpack_each(found), unit="file", disable=None, leave=False)
        try:
            for result in self._dry_run(came) if dry_run else self._import(came, publish=publish):
                self._report(result)
        except BrokenProcessPool:
            raise CommandError("A reading process was ended. Run it again with fewer --jobs.") from None
        if not self.as_json:
            self._summary()
        if failed := self.counts[Outcome.FAILED]:
            raise CommandError(f"{failed} of {self.counts.total()} files could not be taken.", returncode=1)

    def _dry_run(self, came) -> Iterator[Result]:
        for file, reading in read_each(came, known=_known_if_any(), **self.reading):
            if isinstance(reading, Unreadable):
                problem = Problem(None, "unreadable", str(reading))
                yield Result(file.name, Outcome.FAILED, problems=(problem,))
            else:
                outcome = Outcome.NEW if reading.reports else Outcome.FAILED
                yield Result(file.name, outcome, problems=reading.problems, reading=reading)

    def _import(self, came, *, publish: bool) -> Iterator[Result]:
        try:
            close_abandoned()
            importer = Importer(label="import_seeds", publish=publish)
        except DatabaseError as error:
            raise CommandError(f"The database is not ready ({error}). Run manage.py migrate first.") from None
        try:
            yield from importer.add_each(came, **self.reading)
        finally:
            importer.finish()

    def _report(self, result: Result):
        """Count a file, and print its line (or its JSON object)."""
        self.counts[result.outcome] += 1
        if self.as_json:
            reading = result.reading or Reading(encoding="", problems=result.problems)
            line = json.dumps(reading.as_json(result.file) | {"outcome": result.outcome}, ensure_ascii=False)
        else:
            line = f"{result.outcome:<14}  {result.file}{_details(result)}"
        with tqdm.external_write_mode():
            self.stdout.write(line)

    def _summary(self):
        self.stdout.write("")
        for outcome in Outcome:
            self.stdout.write(f"{outcome:<14} {self.counts[outcome]:>6}")


def _escape_what_the_console_lacks() -> None:
    r"""Print \U0001f600 on a console whose encoding has no such character, such as GBK."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _jobs(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_JOBS:
        raise ArgumentTypeError(f"it must be from 1 to {MOST_JOBS}")
    return number


def _details(result: Result) -> str:
    lines = []
    for problem in result.problems[:SHOWN_PROBLEMS]:
        place = f"line {problem.line}: " if problem.line else ""
        lines.append(f"\n                {place}{problem.message}")
    if len(result.problems) > SHOWN_PROBLEMS:
        lines.append(f"\n                … and {len(result.problems) - SHOWN_PROBLEMS} more")
    return "".join(lines)


def _known_if_any() -> Known:
    """The confirmed names and tags; nothing where there is no database yet, which a dry run does not need."""
    try:
        return known()
    except DatabaseError:
        return Known()
