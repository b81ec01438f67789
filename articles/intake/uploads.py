"""Files brought to the desk: read first and looked at, then stored; in steps, so that nobody waits blindly.

Everything that is still to do stands in the rows of PendingFile: a step that is cut short, by a crash or a
closed window, is taken up again where it ended.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.intake.batch import Importer, Outcome
from articles.intake.groups import digest_of, earlier_version
from articles.intake.near_duplicates import most_similar, sample
from articles.models import ImportBatch, PendingFile, Report, SourceText
from articles.reading.draft import Problem, Reading
from articles.reading.known import Known
from articles.reading.parallel import InputFile, read_file
from articles.reading.unreadable import Unreadable

State = PendingFile.State
IN_WORK = (State.WAITING, State.CHOSEN)
OPEN = (*IN_WORK, State.READ)
SECONDS = 2.0  # a step of the desk


@transaction.atomic
def receive(arrivals: Iterable[InputFile], *, label: str = "", encoding: str = "", by=None) -> ImportBatch:
    """A new batch of files to be read; what couldn't be opened stands in it as failed."""
    batch = ImportBatch.objects.create(label=label, by=by)
    longest = PendingFile._meta.get_field("file_name").max_length
    for arrival in arrivals:
        pending = PendingFile(
            batch=batch,
            file_name=arrival.name[-longest:],
            raw=arrival.raw,
            encoding=arrival.encoding or encoding,
        )
        if arrival.error:
            pending.state, pending.outcome, pending.message = State.FAILED, Outcome.FAILED, arrival.error
        pending.save()
    return batch


def work_on(batch: ImportBatch, *, by=None, seconds: float = SECONDS) -> None:
    """Read what waits, then store what is chosen: one file at least, until the time is over."""
    _work_until(time.monotonic() + seconds, batch, Importer(batch=batch, by=by))
    if not batch.pending.filter(state__in=OPEN).exists() and batch.finished_at is None:
        batch.finished_at = timezone.now()
        batch.save(update_fields=["finished_at"])


def _work_until(end: float, batch: ImportBatch, importer: Importer) -> None:
    steps = ((State.WAITING, lambda pending: _read(pending, importer.known)),
             (State.CHOSEN, lambda pending: _store(pending, importer)))  # fmt: skip
    for state, act in steps:
        while _next(batch, state, act):
            if time.monotonic() >= end:
                return


def choose(batch: ImportBatch, files: Iterable[int] | None = None) -> int:
    """Have these files stored (None: all that can be); gives their number."""
    storable = can_be_stored(batch)
    return (storable if files is None else storable.filter(pk__in=files)).update(state=State.CHOSEN)


def can_be_stored(batch: ImportBatch) -> QuerySet[PendingFile]:
    """Files that were read and would bring something."""
    return batch.pending.filter(state=State.READ).exclude(outcome=Outcome.UNCHANGED)


@transaction.atomic
def cancel(batch: ImportBatch) -> int:
    """Leave out everything that is not stored yet; gives the number of files. What is stored stays, and the
    bytes of the others too: they can be taken up again."""
    left_out = batch.pending.filter(state__in=OPEN).update(state=State.LEFT_OUT)
    batch.finished_at = timezone.now()
    batch.save(update_fields=["finished_at"])
    return left_out


def resume(batch: ImportBatch) -> int:
    """Take up again what was left out, as long as its bytes are there: it is read anew. Gives the number of
    files."""
    left_out = batch.pending.filter(state=State.LEFT_OUT).exclude(raw=b"")
    number = left_out.update(state=State.WAITING, outcome="", message="")
    if number:
        batch.finished_at = None
        batch.save(update_fields=["finished_at"])
    return number


def read_again(pending: PendingFile, encoding: str) -> None:
    """Have a file that is not stored read once more, in an encoding that a person picked."""
    again = pending.batch.pending.filter(pk=pending.pk, state__in=(State.READ, State.FAILED))
    if again.update(state=State.WAITING, encoding=encoding, message="", outcome=""):
        pending.batch.finished_at = None
        pending.batch.save(update_fields=["finished_at"])


def failures(batch: ImportBatch) -> list[tuple[str, int | None, str]]:
    """File, line and message of every file of the batch that could not be taken."""
    booked = [(entry["file"], entry.get("line"), entry["message"]) for entry in batch.failures]
    known = {name for name, _line, _message in booked}
    failed = batch.pending.filter(state=State.FAILED).order_by("pk").values_list("file_name", "message")
    return [*booked, *((name, None, message) for name, message in failed if name not in known)]


def prospect(name: str, raw: bytes, reading: Reading) -> tuple[Outcome, Report | None, SourceText | None]:
    """What would become of a file now: the outcome, its near-duplicate, the source it repeats or replaces."""
    if seen := SourceText.objects.defer("raw").filter(sha256=digest_of(raw)).first():
        return Outcome.UNCHANGED, None, seen
    if earlier := earlier_version(name, reading):
        return Outcome.CHANGED, None, earlier
    for draft in reading.reports:
        if twin := most_similar(sample(paragraph.text for paragraph in draft.body)):
            return Outcome.NEAR_DUPLICATE, twin, None
    return Outcome.NEW, None, None


def arrival_of(pending: PendingFile) -> InputFile:
    """The file as it arrived."""
    return InputFile(pending.file_name, bytes(pending.raw))


@transaction.atomic
def _next(batch: ImportBatch, state: str, act: Callable[[PendingFile], None]) -> bool:
    """Act on the first file in this state; locked, since the batch may be open in two windows."""
    pending = batch.pending.select_for_update().filter(state=state).first()
    if pending is None:
        return False
    act(pending)
    if pending.state == State.STORED:
        pending.raw = b""  # it stands in the source text now
    pending.save()
    return True


def _read(pending: PendingFile, known: Known) -> None:
    """Note what the file holds and what would become of it."""
    reading = read_file(arrival_of(pending), known, pending.encoding or None)
    if isinstance(reading, Unreadable):
        _fail(pending, str(reading))
        return
    if not reading.reports:
        _fail(pending, _first(reading.problems[-1:]))
        return
    outcome, pending.twin, pending.source = prospect(pending.file_name, bytes(pending.raw), reading)
    pending.outcome, pending.state = outcome, State.READ
    pending.titles = [draft.title for draft in reading.reports]
    pending.problem_count = len(reading.problems)


def _store(pending: PendingFile, importer: Importer) -> None:
    result = importer.add(pending.file_name, bytes(pending.raw), encoding=pending.encoding or None)
    pending.outcome = result.outcome
    if result.outcome == Outcome.FAILED:
        _fail(pending, _first(result.problems))
        return
    pending.state = State.STORED
    pending.source = SourceText.objects.defer("raw").filter(sha256=digest_of(bytes(pending.raw))).first()
    twins = (p.similar_to for r in result.reports for p in r.provenances.select_related("similar_to"))
    pending.twin = next(filter(None, twins), None)


def _fail(pending: PendingFile, message: str) -> None:
    pending.state, pending.outcome, pending.message = State.FAILED, Outcome.FAILED, message


def _first(problems: tuple[Problem, ...]) -> str:
    return problems[0].message if problems else ""
