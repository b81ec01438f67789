"""Read and store the pending files of a batch, one after the other.

A process claims a file before it reads it. A claim that is not given back means that the process ended
meanwhile. The file is read once more; where that process ends too, the file was too much for it, and fails.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.editorial.locking import retried
from articles.intake.batch import Importer, Outcome
from articles.intake.batch_acts import permitted
from articles.intake.groups import digest_of, earlier_version
from articles.intake.near_duplicates import most_similar, sample
from articles.media.storage import unsaved_on_error
from articles.models import ImportBatch, PendingFile, Report, SourceText
from articles.reading.draft import Problem, Reading
from articles.reading.parallel import InputFile, read_file
from articles.reading.unreadable import Unreadable

State = PendingFile.State
SECONDS = 2.0  # a step of the desk
#: Longer than a web process may take for an answer: a claim that is older was left by one that ended.
CLAIM = timedelta(minutes=2)
CUT_SHORT = "Reading it took too long and was cut short. Split it, or read it again."
Result = Reading | Unreadable


def work_on(batch: ImportBatch, *, by: User | None = None, seconds: float | None = SECONDS) -> None:
    """Read what waits, then store what is chosen: one file at least, until the time is over (None: all)."""
    end = float("inf") if seconds is None else time.monotonic() + seconds
    importer = Importer(batch=batch, by=by)
    steps = ((State.WAITING, _note_reading), (State.CHOSEN, _store))
    for state, finish in steps:
        while _work_on_next(importer, state, finish):
            if time.monotonic() >= end:
                break
    _close(batch)


def give_back_claims(batch: ImportBatch) -> None:
    """Let the claims of a process that is known to have ended be taken over now."""
    batch.pending.filter(claimed_at__isnull=False).update(claimed_at=timezone.now() - 2 * CLAIM)


def is_claimed(batch: ImportBatch) -> bool:
    """Whether all that is to do is claimed: another process does it, or has ended."""
    waiting = batch.pending.filter(state__in=PendingFile.IN_WORK)
    return waiting.exists() and not waiting.filter(_free()).exists()


def classify(name: str, raw: bytes, reading: Reading) -> tuple[Outcome, Report | None, SourceText | None]:
    """What would become of a file now: the outcome, its near-duplicate, the source it repeats or replaces."""
    if seen := SourceText.objects.defer("raw").filter(sha256=digest_of(raw)).first():
        return Outcome.UNCHANGED, None, seen
    if earlier := earlier_version(name, reading):
        return Outcome.CHANGED, None, earlier
    for draft in reading.reports:
        if twin := most_similar(sample(paragraph.text for paragraph in draft.body)):
            return Outcome.NEAR_DUPLICATE, twin, None
    return Outcome.NEW, None, None


def input_file_of(pending: PendingFile) -> InputFile:
    """The file as it arrived."""
    return InputFile(pending.file_name, bytes(pending.raw))


def _work_on_next(
    importer: Importer, state: str, finish: Callable[[PendingFile, Result, Importer], None]
) -> bool:
    """Claim and read the first free file in this state, and finish it; False where there is none."""
    pending = _claim(importer.batch, state)
    if pending is None:
        return False
    reading = None
    if pending.state == state:
        reading = read_file(input_file_of(pending), importer.known, pending.encoding or None)
        _finish(pending, reading, importer, finish)
    return True


def _claim(batch: ImportBatch, state: str) -> PendingFile | None:
    """Claim the first free file in this state. One whose process ended twice comes back as failed."""
    while True:
        pending = batch.pending.filter(_free(), state=state).first()
        if pending is None:
            return None
        before, now = pending.claimed_at, timezone.now()
        own = batch.pending.filter(pk=pending.pk, state=state, claimed_at=before)
        if pending.message == CUT_SHORT:
            if own.update(state=State.FAILED, outcome=Outcome.FAILED, claimed_at=now):
                pending.state = State.FAILED
                return pending
        elif own.update(claimed_at=now, message=CUT_SHORT if before else ""):
            pending.claimed_at = now
            return pending


def _free() -> Q:
    return Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM)


@retried
def _finish(
    claimed: PendingFile,
    reading: Result,
    importer: Importer,
    finish: Callable[[PendingFile, Result, Importer], None],
) -> None:
    """Write down what became of a claimed file, unless somebody has decided otherwise meanwhile."""
    with unsaved_on_error(), transaction.atomic():
        mine = PendingFile.objects.select_for_update(of=("self",)).select_related("batch")
        pending = mine.filter(pk=claimed.pk, state=claimed.state, claimed_at=claimed.claimed_at).first()
        if pending is None:
            return
        pending.message = ""
        finish(pending, reading, importer)
        pending.claimed_at = None
        pending.save()


def _note_reading(pending: PendingFile, reading: Result, importer: Importer) -> None:
    """Note what the file holds and what would become of it."""
    if isinstance(reading, Unreadable):
        _fail(pending, str(reading))
        return
    if not reading.reports:
        _fail(pending, _first(reading.problems[-1:]))
        return
    outcome, pending.twin, pending.source = classify(pending.file_name, bytes(pending.raw), reading)
    pending.outcome, pending.state = outcome, State.READ
    pending.titles = [draft.title for draft in reading.reports]
    pending.problem_count = len(reading.problems)


def _store(pending: PendingFile, reading: Result, importer: Importer) -> None:
    """Store the file, where the account may still do so; its bytes stand in the source text then."""
    try:
        importer.by = permitted(importer.by, pending.batch)
    except PermissionDenied as error:
        _fail(pending, str(error))
        return
    raw = bytes(pending.raw)
    result = importer.add_read(input_file_of(pending), reading)
    pending.outcome = result.outcome
    if result.outcome == Outcome.FAILED:
        _fail(pending, _first(result.problems))
        return
    pending.state, pending.raw = State.STORED, b""
    pending.source = SourceText.objects.defer("raw").filter(sha256=digest_of(raw)).first()
    twins = (p.similar_to for r in result.reports for p in r.provenances.select_related("similar_to"))
    pending.twin = next(filter(None, twins), None)


def _fail(pending: PendingFile, message: str) -> None:
    pending.state, pending.outcome, pending.message = State.FAILED, Outcome.FAILED, message


def _first(problems: tuple[Problem, ...]) -> str:
    return problems[0].message if problems else ""


@retried
@transaction.atomic
def _close(batch: ImportBatch) -> None:
    """Note that a batch is finished when nothing is left to do in it."""
    stored = ImportBatch.objects.select_for_update().filter(pk=batch.pk, finished_at=None).first()
    if stored and not stored.pending.filter(state__in=PendingFile.OPEN).exists():
        stored.finished_at = timezone.now()
        stored.save(update_fields=["finished_at"])
        batch.finished_at = stored.finished_at
