"""Delete what nobody needs after a time: no saved words, and no record of who did what."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import search
from articles.editorial import workflow
from articles.media.storage import sweep
from articles.models import Autosave, BulkAct, PendingFile, Presence, generation, listings

TYPING_DAYS = 30
BYTES_DAYS = 90
PRESENCE = timedelta(days=1)
RESULTS = timedelta(days=7)  # of long work that was done
BULK_ACTS = timedelta(days=90)  # with what was refused; the audit log keeps who asked


def tidy(
    *, typing_days: int = TYPING_DAYS, bytes_days: int = BYTES_DAYS, now: datetime | None = None
) -> dict[str, int]:
    """Delete what is older; gives how much, by its name. Expired sessions go with it.

    Working copies whose time has come are put in place, where nobody has read a page since, and stale search
    entries are written. The tallies of the kept lists are folded.
    """
    now = now or timezone.now()
    typed = Autosave.objects.filter(at__lt=now - timedelta(days=typing_days))
    present = Presence.objects.filter(at__lt=now - PRESENCE)
    cancelled = PendingFile.objects.filter(
        state=PendingFile.State.LEFT_OUT, batch__finished_at__lt=now - timedelta(days=bytes_days)
    ).exclude(raw=b"")
    finished = DBTaskResult.objects.finished().filter(finished_at__lt=now - RESULTS)
    acted = BulkAct.objects.filter(finished_at__lt=now - BULK_ACTS)
    done = {
        "unsaved typing": typed.delete()[0],
        "presence": present.delete()[0],
        "files of cancelled imports": cancelled.update(raw=b""),
        "results of tasks": finished.delete()[0],
        "bulk acts": acted.delete()[0],
        **sweep(),
    }
    workflow.publish_due()
    search.catch_up()
    generation.fold(connection)
    listings.fold()
    call_command("clearsessions")
    return done
