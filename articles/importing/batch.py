"""One run of an import: file after file, each on its own; a bad one never stops the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from articles import search, workflow
from articles.importing.pictures import add_pictures, shares
from articles.importing.similar import most_similar, sample
from articles.importing.storing import store
from articles.models import ImportBatch, Move, Provenance, Report, SourceText, Speaker, Tag, TagName
from articles.reading.draft import Problem, Reading
from articles.reading.known import Known
from articles.reading.reasons import PROBLEMS
from articles.reading.side_by_side import Arrival, read_arrival, read_each
from articles.reading.unreadable import Unreadable

#: Problems that say why a file holds no report.
NO_REPORT = frozenset({"empty", "no_text", "no_report", "too_many_lines", "line_too_long", "too_much_text"})
TOGETHER = 20  # files of one transaction; what is read of them is in memory
FAILURES_AHEAD = 50  # entries that may wait to be saved: the whole book is written each time
FALLBACK = Problem(None, "no_report", PROBLEMS["no_report"])


class Outcome(StrEnum):
    """What became of a file."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEAR_DUPLICATE = "near-duplicate"
    FAILED = "failed"


@dataclass(frozen=True)
class Result:
    """What became of one file, the reports it made, and what an editor should look at."""

    file: str
    outcome: Outcome
    reports: tuple[Report, ...] = ()
    problems: tuple[Problem, ...] = ()
    reading: Reading | None = None


class Importer:
    """Takes files one after the other and keeps the book of the batch.

    `by` is the user who imports, None for a command. With `publish` what is new goes live at once, except a
    near-duplicate or a report without a title, which wait for an editor.
    """

    def __init__(
        self, *, label: str = "", by=None, publish: bool = False, batch: ImportBatch | None = None
    ) -> None:
        self.by, self.publish = by, publish
        self.batch = batch or ImportBatch.objects.create(label=label, by=by)
        self.known = known()
        self._unsaved = 0

    def add(self, file: str, raw: bytes, *, encoding: str | None = None) -> Result:
        """Store one file; `file` is the name it is known by. Whatever is wrong with it is in the result."""
        arrival = Arrival(file, raw)
        if seen := self.seen(arrival):
            return seen
        return self.add_reading(arrival, read_arrival(arrival, self.known, encoding))

    def add_each(
        self, arrivals: Iterable[Arrival], *, encoding: str | None = None, jobs: int = 1
    ) -> Iterator[Result]:
        """Store files one after the other; with more `jobs` they are read side by side meanwhile."""
        options = {"known": self.known, "encoding": encoding, "jobs": jobs, "skip": self.seen}
        outcomes = read_each(arrivals, **options)
        while group := list(islice(outcomes, TOGETHER)):
            yield from self._add_group(group)

    def _add_group(self, group: list[tuple[Arrival, Reading | Unreadable | Result]]) -> list[Result]:
        """Store some files in one transaction, which costs less; where it fails, each in its own."""
        failures = list(self.batch.failures)
        try:
            with transaction.atomic():
                results = [self._add_outcome(arrival, outcome, self._keep) for arrival, outcome in group]
                search.index(report for result in results for report in result.reports)
        except DatabaseError:
            self.batch.failures = failures
            results = [self._add_outcome(arrival, outcome, self._keep_indexed) for arrival, outcome in group]
        return results

    def seen(self, arrival: Arrival) -> Result | None:
        """The result for a file whose bytes came before; None for a new one."""
        source = SourceText.objects.defer("raw", "removed").filter(sha256=digest_of(arrival.raw)).first()
        return self._seen(arrival.name, source) if source and not arrival.error else None

    def add_reading(self, arrival: Arrival, reading: Reading | Unreadable) -> Result:
        """Store what was read from a file."""
        return self._add_outcome(arrival, reading, self._keep_indexed)

    def _add_outcome(
        self,
        arrival: Arrival,
        outcome: Reading | Unreadable | Result,
        keep: Callable[[Arrival, Reading], Result],
    ) -> Result:
        if isinstance(outcome, Result):
            return outcome
        if isinstance(outcome, Unreadable):
            return self.fail(arrival.name, Problem(None, "unreadable", str(outcome)))
        try:
            return keep(arrival, outcome)
        except IntegrityError as error:  # the same bytes came meanwhile, as a file's copy beside it does
            return self.seen(arrival) or self._not_stored(arrival, error)
        except (DatabaseError, ValidationError, OSError) as error:
            return self._not_stored(arrival, error)

    @transaction.atomic
    def _keep_indexed(self, arrival: Arrival, reading: Reading) -> Result:
        result = self._keep(arrival, reading)
        search.index(result.reports)
        return result

    def _not_stored(self, arrival: Arrival, error: Exception) -> Result:
        return self.fail(arrival.name, Problem(None, "not_stored", f"It could not be stored: {error}"))

    def fail(self, file: str, problem: Problem) -> Result:
        """Enter a file that could not be taken into the book of the batch."""
        self.batch.failures.append({"file": file, "line": problem.line, "message": problem.message})
        self._unsaved += 1
        if self._unsaved >= FAILURES_AHEAD or len(self.batch.failures) < FAILURES_AHEAD:
            self.save_failures()
        return Result(file, Outcome.FAILED, problems=(problem,))

    def save_failures(self) -> None:
        """Write the book, where there is something new in it."""
        if self._unsaved:
            self.batch.save(update_fields=["failures"])
            self._unsaved = 0

    def finish(self) -> ImportBatch:
        """Close the book; a batch that brought nothing is not kept."""
        self.save_failures()
        if not (self.batch.failures or self.batch.sources.exists() or self.batch.pending.exists()):
            self.batch.delete()
        else:
            self.batch.finished_at = timezone.now()
            self.batch.save(update_fields=["finished_at"])
        return self.batch

    def _seen(self, file: str, source: SourceText) -> Result:
        if source.replaces_id or source.provenances.exists():
            return Result(file, Outcome.UNCHANGED)
        return self._no_report(file, tuple(Problem(**problem) for problem in source.problems))

    def _no_report(self, file: str, problems: tuple[Problem, ...]) -> Result:
        return self.fail(file, next((p for p in problems if p.code in NO_REPORT), FALLBACK))

    @transaction.atomic
    def _keep(self, arrival: Arrival, reading: Reading) -> Result:
        file, raw = arrival.name, arrival.raw
        earlier = earlier_version(file, reading)
        source = SourceText.objects.create(
            file_name=file,
            raw=raw,
            sha256=digest_of(raw),
            batch=self.batch,
            replaces=earlier,
            **_notes(file, reading),
        )
        if earlier:
            return Result(file, Outcome.CHANGED, (), reading.problems, reading)
        if not reading.reports:
            return self._no_report(file, reading.problems)
        made = [store(draft, source, position) for position, draft in enumerate(reading.reports)]
        reports = tuple(provenance.report for provenance in made)
        for provenance in made:
            workflow.record(provenance.report, Move.Action.IMPORT, by=self.by)
            if self.publish and may_go_live(provenance):
                workflow.move(provenance.report, Move.Action.PUBLISH, by=self.by)
        for report, draft, pictures in zip(reports, reading.reports, shares(reading), strict=True):
            add_pictures(report, draft, pictures)
        near = any(provenance.similar_to for provenance in made)
        outcome = Outcome.NEAR_DUPLICATE if near else Outcome.NEW
        return Result(file, outcome, reports, reading.problems, reading)


def may_go_live(provenance: Provenance) -> bool:
    """Whether a report may be published as read: it has a title of its own and is no near-duplicate."""
    return bool(provenance.draft["title"]) and provenance.similar_to is None


def known() -> Known:
    """What the newsroom knows: its tags with their synonyms, and the names of its speakers."""
    return Known(
        tags=tuple(name for names in (Tag, TagName) for name in names.objects.values_list("name", flat=True)),
        speakers=tuple(Speaker.objects.values_list("name", flat=True)),
    )


def digest_of(raw: bytes) -> str:
    """By which the same bytes are known again."""
    return sha256(raw).hexdigest()


def _notes(file: str, reading: Reading) -> dict:
    notes = reading.as_json(file)
    return {key: notes[key] for key in ("encoding", "removed", "problems")}


def earlier_version(file: str, reading: Reading) -> SourceText | None:
    """The file of the same name that came before, if it held the same report: names are used again."""
    earlier = SourceText.objects.filter(file_name=file).defer("raw", "removed").order_by("-pk").first()
    if earlier is None:
        return None
    origin = earlier.replaces or earlier
    mine = set(origin.provenances.values_list("report", flat=True))
    for draft in reading.reports:
        twin = most_similar(sample(paragraph.text for paragraph in draft.body))
        if twin and twin.pk in mine:
            return origin
    return None
