"""One run of an import: each file is stored or refused on its own; a bad one never stops the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles import search
from articles.editorial import audit, workflow
from articles.editorial.locking import is_temporary
from articles.intake.groups import Lookahead, UnseenFile, digest_of, earlier_versions, groups, sources_of
from articles.intake.near_duplicates import Likeness
from articles.intake.pictures import add_pictures, shares
from articles.intake.proposal import supersede_earlier
from articles.intake.storing import PendingReport, store
from articles.media.storage import unsaved_on_error
from articles.models import ImportBatch, PendingFile, Provenance, Report, SourceText, Transition
from articles.models.bulk import insert_all
from articles.reading.draft import Problem, Reading
from articles.reading.known import Known
from articles.reading.parallel import InputFile, read_each, read_file
from articles.reading.reasons import PROBLEMS
from articles.reading.unreadable import Unreadable
from articles.register.known import known

if TYPE_CHECKING:
    from articles.intake.groups import StoredSource

#: Problems that say why a file holds no report.
NO_REPORT = frozenset({"empty", "no_text", "no_report", "too_many_lines", "line_too_long", "too_much_text"})
NOT_STORED = (DatabaseError, ValidationError, OSError)
TRIES = 3  # of one file, where somebody else enters the same name or bytes at the same time
UNSAVED_FAILURES = 50  # failures that may wait to be saved: the whole list is written each time
ABANDONED = timedelta(hours=1)  # without a sign of life, after which an unfinished import counts as cut short
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
class StoredFile:
    """The source text of one file, and the provenances of the reports that came of it."""

    source: SourceText
    provenances: list[Provenance] = field(default_factory=list)


class Importer:
    """Store files one after the other in a batch.

    `by` is the user who imports, None for a command. With `publish` new reports go live at once, except a
    near-duplicate or a report without a title, which wait for an editor.
    """

    def __init__(
        self,
        *,
        label: str = "",
        by: User | None = None,
        publish: bool = False,
        batch: ImportBatch | None = None,
    ) -> None:
        self.by, self.publish = by, publish
        self.batch = batch or start(label=label, by=by)
        self.counts: Counter[Outcome] = Counter()
        self._unsaved = 0

    @cached_property
    def known(self) -> Known:
        """What the reader is told; asked for when the first file is read."""
        return known()

    def add(self, name: str, raw: bytes, *, encoding: str | None = None) -> Result:
        """Store one file; whatever is wrong with it is in the result."""
        file = InputFile(name, raw)
        source = sources_of([file]).get(digest_of(raw))
        seen = self._seen(file, source) if source else None
        return self._counted(seen or self._add_alone(file, read_file(file, self.known, encoding)))

    def add_read(self, file: InputFile, outcome: Reading | Unreadable) -> Result:
        """Store one file that was read."""
        return self._counted(self._add_alone(file, outcome))

    def add_each(
        self, files: Iterable[InputFile], *, encoding: str | None = None, jobs: int = 1
    ) -> Iterator[Result]:
        """Store files one after the other; with more `jobs` they are read in parallel meanwhile."""
        ahead = Lookahead(files, self._seen)
        read = read_each(ahead, known=self.known, encoding=encoding, jobs=jobs, skip=ahead.seen)
        for group in groups(read, itemgetter(0)):
            yield from map(self._counted, self._add_group(group))

    def _counted(self, result: Result) -> Result:
        self.counts[result.outcome] += 1
        return result

    def _add_group(self, group: list[Read]) -> list[Result]:
        """Store some files in one transaction, which costs less; where it fails, each half in its own."""
        if len(group) == 1:
            return [self._add_alone(*group[0])]
        try:
            return self._take(group)
        except NOT_STORED:
            half = len(group) // 2
            return [*self._add_group(group[:half]), *self._add_group(group[half:])]

    def _add_alone(self, file: InputFile, outcome: Reading | Unreadable | Result) -> Result:
        """Store one file; once more where another writer was quicker."""
        for left in reversed(range(TRIES)):
            try:
                return self._take([(file, outcome)])[0]
            except NOT_STORED as error:
                if not (left and (isinstance(error, IntegrityError) or _is_temporary(error))):
                    why = f"It could not be stored: {error}"
                    return self.fail(file.name, Problem(None, "not_stored", why))
        raise AssertionError

    def _take(self, group: Sequence[Read]) -> list[Result]:
        """Store some files, no two of them alike, in one transaction, and give their results."""
        with unsaved_on_error(), transaction.atomic():
            seen = sources_of(file for file, outcome in group if isinstance(outcome, Reading))
            unseen = [UnseenFile(file, outcome) for file, outcome in group if isinstance(outcome, Reading)]
            new = [file for file in unseen if digest_of(file.input.raw) not in seen]
            stored = {one.source.file_name: one for one in self._store(new)} if new else {}
        return [self._result(*read, seen, stored) for read in group]

    def _store(self, new: Sequence[UnseenFile]) -> list[StoredFile]:
        """Store files and the reports in them."""
        likeness = Likeness([sample for file in new for sample in file.samples])
        sources = _sources(new, self.batch, earlier_versions(new, likeness))
        stored = [StoredFile(source) for source in sources]
        pending = [
            PendingReport(draft, one.source, position, sample)
            for file, one in zip(new, stored, strict=True)
            if one.source.replaces is None
            for position, (draft, sample) in enumerate(zip(file.reading.reports, file.samples, strict=True))
        ]
        by_file = {one.source.file_name: one.provenances for one in stored}
        for provenance in store(pending, likeness):
            by_file[provenance.source.file_name].append(provenance)
        for one in stored:
            if one.source.replaces is not None:
                supersede_earlier(one.source)
        self._enter_into_record([provenance for made in by_file.values() for provenance in made])
        for file in new:
            if made := by_file[file.input.name]:
                pairs = zip(made, file.reading.reports, shares(file.reading), strict=True)
                for provenance, draft, pictures in pairs:
                    add_pictures(provenance.report, draft, pictures)
        return stored

    def _enter_into_record(self, made: Sequence[Provenance]) -> None:
        workflow.record_transition_each([one.report for one in made], Transition.Action.IMPORT, by=self.by)
        for provenance in made:
            if self.publish and may_go_live(provenance):
                workflow.transition(provenance.report, Transition.Action.PUBLISH, by=self.by)

    def _result(
        self,
        file: InputFile,
        outcome: Reading | Unreadable | Result,
        seen: dict[str, StoredSource],
        stored: dict[str, StoredFile],
    ) -> Result:
        if isinstance(outcome, Result):
            return outcome
        if isinstance(outcome, Unreadable):
            return self.fail(file.name, Problem(None, "unreadable", str(outcome)))
        if source := seen.get(digest_of(file.raw)):
            return self._seen(file, source)
        one = stored[file.name]
        if one.source.replaces is not None:
            return Result(file.name, Outcome.CHANGED, (), outcome.problems, outcome)
        if not one.provenances:
            return self._no_report(file.name, outcome.problems)
        near = any(provenance.similar_to_id for provenance in one.provenances)
        become = Outcome.NEAR_DUPLICATE if near else Outcome.NEW
        reports = tuple(provenance.report for provenance in one.provenances)
        return Result(file.name, become, reports, outcome.problems, outcome)

    def fail(self, name: str, problem: Problem) -> Result:
        """Add a file that could not be taken to the failures of the batch."""
        self.batch.failures.append({"file": name, "line": problem.line, "message": problem.message})
        self._unsaved += 1
        if self._unsaved >= UNSAVED_FAILURES or len(self.batch.failures) < UNSAVED_FAILURES:
            self.save_failures()
        return Result(name, Outcome.FAILED, problems=(problem,))

    def save_failures(self) -> None:
        """Write the list of failures, where there is something new in it."""
        if self._unsaved:
            self.batch.save(update_fields=["failures"])
            self._unsaved = 0

    @transaction.atomic
    def finish(self) -> ImportBatch:
        """Close the batch; one that brought nothing is deleted."""
        self.save_failures()
        search.settle()
        counts = {str(outcome): number for outcome, number in self.counts.items()}
        audit.record(_kind(self.by), self.batch, by=self.by, code="import_finished", values=counts)
        if not (self.batch.failures or self.batch.sources.exists() or self.batch.pending.exists()):
            self.batch.delete()
        else:
            self.batch.finished_at = timezone.now()
            self.batch.save(update_fields=["finished_at"])
        return self.batch

    def _seen(self, file: InputFile, source: StoredSource) -> Result:
        if source.replaces_id or source.has_reports:
            return Result(file.name, Outcome.UNCHANGED)
        return self._no_report(file.name, tuple(Problem(**problem) for problem in source.problems))

    def _no_report(self, file: str, problems: tuple[Problem, ...]) -> Result:
        return self.fail(file, next((p for p in problems if p.code in NO_REPORT), FALLBACK))


def may_go_live(provenance: Provenance) -> bool:
    """Whether a report may be published as read: it has a title of its own and is no near-duplicate."""
    return bool(provenance.draft["title"]) and provenance.similar_to_id is None


@transaction.atomic
def start(*, label: str = "", by: User | None = None) -> ImportBatch:
    """Make a batch. The audit log says so at once: an import that is killed leaves an entry."""
    batch = ImportBatch.objects.create(label=label, by=by)
    audit.record(_kind(by), batch, by=by, code="import_started")
    return batch


@transaction.atomic
def close_abandoned(*, now: datetime | None = None) -> int:
    """Close imports that were cut short: unfinished, nothing waits in them, and no sign of life for a while.

    Gives their number; the audit log names each.
    """
    now = now or timezone.now()
    waiting = PendingFile.objects.filter(batch=OuterRef("pk"), state__in=PendingFile.OPEN)
    late = SourceText.objects.filter(batch=OuterRef("pk"), received_at__gte=now - ABANDONED)
    unfinished = ImportBatch.objects.select_for_update().filter(finished_at=None)
    silent = unfinished.filter(started_at__lt=now - ABANDONED).exclude(Exists(waiting)).exclude(Exists(late))
    batches = list(silent.order_by("pk"))
    for batch in batches:
        batch.finished_at = now
        batch.save(update_fields=["finished_at"])
        audit.record(audit.Kind.IMPORT, batch, code="import_cut_short")
    return len(batches)


def _is_temporary(error: Exception) -> bool:
    return isinstance(error, OperationalError) and is_temporary(error)


def _kind(by: User | None) -> str:
    return audit.Kind.IMPORT if by else audit.Kind.COMMAND


def _sources(
    new: Iterable[UnseenFile], batch: ImportBatch, earlier: dict[str, SourceText]
) -> list[SourceText]:
    sources = [
        SourceText(
            file_name=file.input.name,
            raw=file.input.raw,
            sha256=digest_of(file.input.raw),
            batch=batch,
            replaces=earlier.get(file.input.name),
            encoding=file.reading.encoding,
            **file.reading.notes(),
        )
        for file in new
    ]
    insert_all(sources)
    return sources
