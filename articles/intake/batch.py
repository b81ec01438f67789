"""One run of an import: file after file, each on its own; a bad one never stops the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from articles.editorial import workflow
from articles.intake.groups import Ahead, Fresh, digest_of, earlier_versions, portions, sources_of
from articles.intake.near_duplicates import Likeness
from articles.intake.pictures import add_pictures, shares
from articles.intake.proposal import arrived
from articles.intake.storing import Incoming, store
from articles.models import ImportBatch, Provenance, Report, SourceText, Speaker, Tag, TagName, Transition
from articles.reading.draft import Problem, Reading
from articles.reading.known import Known
from articles.reading.parallel import InputFile, read_each, read_file
from articles.reading.reasons import PROBLEMS
from articles.reading.unreadable import Unreadable

#: Problems that say why a file holds no report.
NO_REPORT = frozenset({"empty", "no_text", "no_report", "too_many_lines", "line_too_long", "too_much_text"})
NOT_STORED = (DatabaseError, ValidationError, OSError)
TRIES = 3  # of one file, where somebody else enters the same name or bytes at the same time
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


#: A file, and what was read of it, or why nothing was, or what became of it without being read.
Read = tuple[InputFile, Reading | Unreadable | Result]


@dataclass
class Kept:
    """What was stored of one file: its bytes, and which reports came of them."""

    source: SourceText
    provenances: list[Provenance] = field(default_factory=list)


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
        arrival = InputFile(file, raw)
        if seen := self.seen(arrival):
            return seen
        return self._add_alone(arrival, read_file(arrival, self.known, encoding))

    def add_each(
        self, arrivals: Iterable[InputFile], *, encoding: str | None = None, jobs: int = 1
    ) -> Iterator[Result]:
        """Store files one after the other; with more `jobs` they are read side by side meanwhile."""
        ahead = Ahead(arrivals, self._seen)
        options = {"known": self.known, "encoding": encoding, "jobs": jobs, "skip": ahead.seen}
        for group in portions(read_each(ahead, **options), itemgetter(0)):
            yield from self._add_group(group)

    def seen(self, arrival: InputFile) -> Result | None:
        """The result for a file whose bytes came before; None for a new one."""
        source = sources_of([arrival]).get(digest_of(arrival.raw))
        return self._seen(arrival, source) if source else None

    def _add_group(self, group: list[Read]) -> list[Result]:
        """Store some files in one transaction, which costs less; where it fails, each in its own."""
        try:
            return self._take(group)
        except NOT_STORED:
            return [self._add_alone(*read) for read in group]

    def _add_alone(self, arrival: InputFile, outcome: Reading | Unreadable | Result) -> Result:
        """Store one file; once more where somebody else entered the same name or bytes meanwhile."""
        for left in reversed(range(TRIES)):
            try:
                return self._take([(arrival, outcome)])[0]
            except NOT_STORED as error:
                if not (left and isinstance(error, IntegrityError)):
                    why = f"It could not be stored: {error}"
                    return self.fail(arrival.name, Problem(None, "not_stored", why))
        raise AssertionError

    def _take(self, group: Sequence[Read]) -> list[Result]:
        """What becomes of some files, no two of them alike: all that they bring is stored, or nothing."""
        with transaction.atomic():
            seen = sources_of(arrival for arrival, outcome in group if isinstance(outcome, Reading))
            fresh = [Fresh(*read) for read in group if isinstance(read[1], Reading)]
            new = [file for file in fresh if digest_of(file.arrival.raw) not in seen]
            kept = {one.source.file_name: one for one in self._keep(new)} if new else {}
        return [self._result(*read, seen, kept) for read in group]

    def _keep(self, new: Sequence[Fresh]) -> list[Kept]:
        """Store files and the reports in them."""
        likeness = Likeness([sample for file in new for sample in file.samples])
        sources = _sources(new, self.batch, earlier_versions(new, likeness))
        kept = [Kept(source) for source in sources]
        incoming = [
            Incoming(draft, one.source, position, sample)
            for file, one in zip(new, kept, strict=True)
            if one.source.replaces is None
            for position, (draft, sample) in enumerate(zip(file.reading.reports, file.samples, strict=True))
        ]
        of_file = {one.source.file_name: one.provenances for one in kept}
        for provenance in store(incoming, likeness):
            of_file[provenance.source.file_name].append(provenance)
        for one in kept:
            if one.source.replaces is not None:
                arrived(one.source)
        self._enter_into_record([provenance for made in of_file.values() for provenance in made])
        for file in new:
            made = of_file[file.arrival.name]
            if made:
                for provenance, draft, pictures in zip(
                    made, file.reading.reports, shares(file.reading), strict=True
                ):
                    add_pictures(provenance.report, draft, pictures)
        return kept

    def _enter_into_record(self, made: Sequence[Provenance]) -> None:
        workflow.record_transition_each([one.report for one in made], Transition.Action.IMPORT, by=self.by)
        for provenance in made:
            if self.publish and may_go_live(provenance):
                workflow.transition(provenance.report, Transition.Action.PUBLISH, by=self.by)

    def _result(
        self,
        arrival: InputFile,
        outcome: Reading | Unreadable | Result,
        seen: dict[str, SourceText],
        kept: dict[str, Kept],
    ) -> Result:
        if isinstance(outcome, Result):
            return outcome
        if isinstance(outcome, Unreadable):
            return self.fail(arrival.name, Problem(None, "unreadable", str(outcome)))
        if source := seen.get(digest_of(arrival.raw)):
            return self._seen(arrival, source)
        one = kept[arrival.name]
        if one.source.replaces is not None:
            return Result(arrival.name, Outcome.CHANGED, (), outcome.problems, outcome)
        if not one.provenances:
            return self._no_report(arrival.name, outcome.problems)
        near = any(provenance.similar_to_id for provenance in one.provenances)
        become = Outcome.NEAR_DUPLICATE if near else Outcome.NEW
        reports = tuple(provenance.report for provenance in one.provenances)
        return Result(arrival.name, become, reports, outcome.problems, outcome)

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

    def _seen(self, arrival: InputFile, source: SourceText) -> Result:
        if source.replaces_id or source.has_reports:
            return Result(arrival.name, Outcome.UNCHANGED)
        return self._no_report(arrival.name, tuple(Problem(**problem) for problem in source.problems))

    def _no_report(self, file: str, problems: tuple[Problem, ...]) -> Result:
        return self.fail(file, next((p for p in problems if p.code in NO_REPORT), FALLBACK))


def may_go_live(provenance: Provenance) -> bool:
    """Whether a report may be published as read: it has a title of its own and is no near-duplicate."""
    return bool(provenance.draft["title"]) and provenance.similar_to_id is None


def known() -> Known:
    """What the newsroom knows: its tags with their synonyms, and the names of its speakers."""
    return Known(
        tags=tuple(name for names in (Tag, TagName) for name in names.objects.values_list("name", flat=True)),
        speakers=tuple(Speaker.objects.values_list("name", flat=True)),
    )


def _sources(new: Iterable[Fresh], batch: ImportBatch, earlier: dict[str, SourceText]) -> list[SourceText]:
    return SourceText.objects.bulk_create(
        SourceText(
            file_name=file.arrival.name,
            raw=file.arrival.raw,
            sha256=digest_of(file.arrival.raw),
            batch=batch,
            replaces=earlier.get(file.arrival.name),
            encoding=file.reading.encoding,
            **file.reading.notes(),
        )
        for file in new
    )
