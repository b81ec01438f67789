"""Acts on files that were brought to the desk: they are read and looked at first, then stored.

The rows of PendingFile hold all that is still to do; steps.py does it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.editorial import audit
from articles.editorial.editing import fresh
from articles.editorial.locking import retried
from articles.intake.batch import Outcome
from articles.intake.batch_acts import ADD, acting_on
from articles.models import ImportBatch, PendingFile
from articles.models.fields import max_length_of
from articles.reading.parallel import InputFile

State = PendingFile.State
#: What a file says of itself that is to be read anew.
UNREAD = {"state": State.WAITING, "outcome": "", "message": "", "claimed_at": None}


@transaction.atomic
def receive(
    files: Iterable[InputFile], *, label: str = "", encoding: str = "", by: User | None = None
) -> ImportBatch:
    """Make a batch of files to be read; what couldn't be opened stands in it as failed.

    Raises PermissionDenied.
    """
    by = fresh(by)
    if by is not None and not by.has_perm(ADD):
        raise PermissionDenied(_("You may not do this."))
    batch = ImportBatch.objects.create(label=label, by=by)
    longest = max_length_of(PendingFile, "file_name")
    for file in files:
        pending = PendingFile(
            batch=batch,
            file_name=file.name[-longest:],
            raw=file.raw,
            encoding=file.encoding or encoding,
        )
        if file.error:
            pending.state, pending.outcome, pending.message = State.FAILED, Outcome.FAILED, file.error
        pending.save()
    values = {"number": batch.pending.count()}
    audit.record(audit.Kind.ADD, batch, by=by, code="files_received", values=values)
    return batch


@retried
def choose(batch: ImportBatch, files: Iterable[int] | None = None, *, by: User | None = None) -> int:
    """Have these files stored (None: all that can be); gives their number."""
    with acting_on(batch, by, code="files_chosen") as act:
        storable = can_be_stored(act.batch)
        chosen = storable if files is None else storable.filter(pk__in=list(files))
        number = chosen.update(state=State.CHOSEN, claimed_at=None)
        act.values |= {"number": number} if number else {}
    return number


def can_be_stored(batch: ImportBatch) -> QuerySet[PendingFile]:
    """Files that were read and would bring something."""
    return batch.pending.filter(state=State.READ).exclude(outcome=Outcome.UNCHANGED)


@retried
def cancel(batch: ImportBatch, *, by: User | None = None) -> int:
    """Leave out every file that is not stored yet; gives their number.

    Stored files stay, and so do the bytes of the others: resume() takes them up again.
    """
    with acting_on(batch, by, code="files_left_out") as act:
        number = act.leave_out_open_files()
        act.values["number"] = number
    return number


@retried
def resume(batch: ImportBatch, *, by: User | None = None) -> int:
    """Read the files that were left out again, if their bytes are there; gives their number."""
    with acting_on(batch, by, code="files_resumed") as act:
        left_out = act.batch.pending.filter(state=State.LEFT_OUT).exclude(raw=b"")
        if number := left_out.update(**UNREAD):
            act.reopen()
            act.values["number"] = number
    return number


@retried
def read_again(pending: PendingFile, encoding: str, *, by: User | None = None) -> None:
    """Read a file that is not stored once more, in an encoding that a person picked."""
    with acting_on(pending.batch, by, code="file_read_again") as act:
        again = act.batch.pending.filter(pk=pending.pk, state__in=(State.WAITING, State.READ, State.FAILED))
        if again.exclude(raw=b"").update(encoding=encoding, **UNREAD):
            act.reopen()
            act.values |= {"file": pending.file_name, "encoding": encoding}


def failures(batch: ImportBatch) -> list[tuple[str, int | None, str]]:
    """File, line and message of every file of the batch that could not be taken."""
    listed = [(entry["file"], entry.get("line"), entry["message"]) for entry in batch.failures]
    names = {name for name, _line, _message in listed}
    failed = batch.pending.filter(state=State.FAILED).order_by("pk").values_list("file_name", "message")
    return [*listed, *((name, None, message) for name, message in failed if name not in names)]
