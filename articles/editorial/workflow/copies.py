"""Working copies: a published report is revised on a copy, which replaces it once it passed the reviews."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from articles import search
from articles.editorial import history
from articles.editorial.checks import dismissals
from articles.editorial.editing import editing
from articles.editorial.record import record_transition
from articles.models import Report, Transition

Status = Report.Status

# Each function is a part of a transition: called inside its editing() block, with original and copy locked.


def revise(original: Report, by: Any) -> Report:
    """Make a draft with the words of the report."""
    copy = Report.objects.create(
        title=original.title, copy_of=original, author=by, status=Status.DRAFT, status_since=timezone.now()
    )
    history.apply_snapshot(copy, history.snapshot_of(original))
    search.index([copy])
    return copy


def schedule(copy: Report, live_from: datetime, by: Any, **more: Any) -> Transition:
    """Let the copy replace the original at that time; until then nobody edits it."""
    copy.live_from = live_from
    copy.save(update_fields=["live_from", "updated_at"])
    return record_transition(copy, Transition.Action.PUBLISH, from_status=copy.status, by=by, **more)


def unschedule(original: Report) -> None:
    """Let its working copy wait until somebody publishes it again."""
    Report.objects.filter(copy_of=original.pk).update(live_from=None)


def publish(copy: Report, by: Any, **more: Any) -> Transition:
    """Move the words of the copy into the original, and delete the copy.

    The original keeps its id, address, number and first publication; both have one editorial record.
    """
    before, copy.status = copy.status, Status.PUBLISHED
    line = record_transition(copy, Transition.Action.PUBLISH, from_status=before, by=by, **more)
    with editing(copy.original, by, code="copy_published", kind=None, may=None) as edit:
        history.apply_snapshot(edit.report, history.snapshot_of(copy))
        history.move_revisions(copy, edit.report)
        dismissals.move_dismissals(copy, edit.report)
    copy.delete()
    return line
