"""Working copies: what is published is revised on a copy, which is put in its place when it has passed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.editorial import history
from articles.editorial.checks import dismissals
from articles.editorial.record import record
from articles.models import Report, Transition

Status = Report.Status


def revise(original: Report, by: Any) -> Report:
    """A draft that says what the report says."""
    copy = Report.objects.create(
        title=original.title, copy_of=original, author=by, status=Status.DRAFT, status_since=timezone.now()
    )
    history.apply_snapshot(copy, history.snapshot_of(original))
    search.index([copy])
    return copy


def schedule(copy: Report, live_from: datetime, by: Any, **more: Any) -> Transition:
    """Let the copy take the place of the original at that time; until then it waits, and nobody edits it."""
    copy.live_from = live_from
    copy.save(update_fields=["live_from"])
    return record(copy, Transition.Action.PUBLISH, from_status=copy.status, by=by, **more)


def unschedule(original: Report) -> None:
    """Its working copy waits for somebody to publish it again."""
    Report.objects.filter(copy_of=original.pk).update(live_from=None)


def publish(copy: Report, by: Any, **more: Any) -> Transition:
    """Put what the copy says into the original, and let the copy go.

    The original keeps its id, address, number and first publication; the record of both is one.
    """
    original = Report.objects.select_for_update().get(pk=copy.copy_of_id)
    before = copy.status
    copy.status = Status.PUBLISHED
    line = record(copy, Transition.Action.PUBLISH, from_status=before, by=by, **more)
    history.ensure_recorded(original)
    history.apply_snapshot(original, history.snapshot_of(copy))
    history.move_revisions(copy, original)
    dismissals.hand_over(copy, original)
    history.record(original, by, note=_("The working copy was published."))
    copy.delete()
    search.index([original])
    return line
