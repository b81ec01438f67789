"""Working copies: what is published is revised on a copy, which is put in its place when it has passed."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from articles import search
from articles.models import Move, Report
from articles.workflow.record import record

Status = Report.Status


def revise(original: Report, by: Any) -> Report:
    """A draft that says what the report says."""
    copy = Report.objects.create(
        title=original.title, copy_of=original, author=by, status=Status.DRAFT, status_since=timezone.now()
    )
    _put(copy, original)
    return copy


def publish(copy: Report, by: Any, **more: Any) -> Move:
    """Put what the copy says into the original, and let the copy go.

    The original keeps its id, address, number and first publication; the record of both is one.
    """
    original = Report.objects.select_for_update().get(pk=copy.copy_of_id)
    before = copy.status
    copy.status = Status.PUBLISHED
    line = record(copy, Move.Action.PUBLISH, from_status=before, by=by, **more)
    _put(original, copy)
    copy.delete()
    search.index([original])
    return line


def _put(report: Report, other: Report) -> None:
    """The report says what the other says."""
    raise NotImplementedError
