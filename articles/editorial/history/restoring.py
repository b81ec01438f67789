"""What a report said before is said again; nothing of what it says now is lost by that."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from articles import search
from articles.editorial.history.revisions import recording
from articles.editorial.history.snapshots import apply_snapshot
from articles.models import Report, Revision


def restore(revision: Revision, by: Any = None) -> Report:
    """Let the report say again what it said in a revision: a new revision, the others stay.

    Who may do it, and in which state, is asked by the caller.
    """
    report = revision.report
    with recording(report, by=by, note=_("Revision %d restored") % revision.number):
        stored = Report.objects.get(pk=report.pk)
        apply_snapshot(stored, revision.snapshot)
    search.index([stored])
    return stored


@transaction.atomic
def hand_over(copy: Report, original: Report) -> None:
    """Append the history of a working copy to that of its original, before the copy goes."""
    last = original.revisions.aggregate(last=Max("number"))["last"] or 0
    for revision in copy.revisions.order_by("number"):
        last += 1
        revision.report, revision.number = original, last
        revision.save(update_fields=["report", "number"])
