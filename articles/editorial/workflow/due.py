"""Scheduled working copies replace what is on the site when their time has come.

A scheduled report needs nothing to run: whether it is visible is computed from its time. A working copy has
to be put in place: that happens before the first page is answered after its time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError
from django.db.models import Min, QuerySet
from django.utils import timezone

from articles.editorial import audit
from articles.editorial.editing import ReportGone, editing
from articles.editorial.locking import retried
from articles.editorial.record import Note
from articles.editorial.signing import revalidate_signatures
from articles.editorial.workflow import copies
from articles.editorial.workflow.transitions import audit_values
from articles.editorial.workflow.waiting import SCHEDULED_COPY
from articles.models import Report, Transition

logger = logging.getLogger(__name__)

#: How soon a process notices what another one has scheduled. Its own schedules it knows at once.
LOOK_AGAIN = timedelta(seconds=10)
#: The longest pause before another attempt at what failed.
LONGEST_PAUSE = timedelta(minutes=30)
#: What a broken row, file or database can raise: the other copies are published all the same.
FAILURES = (DatabaseError, OSError, LookupError, TypeError, ValueError)
#: The key under which the watch counts failures of the database itself.
DATABASE = 0
Status = Report.Status


class Backoff:
    """When to retry what failed: after LOOK_AGAIN, then after twice as long each time."""

    def __init__(self) -> None:
        self._failures: dict[int, tuple[int, datetime]] = {}

    def is_waiting(self, key: int) -> bool:
        return key in self._failures and timezone.now() < self._failures[key][1]

    def failed(self, key: int) -> datetime:
        """Count a failure; return the time of the next attempt."""
        number = self._failures[key][0] + 1 if key in self._failures else 1
        pause = min(LOOK_AGAIN * 2 ** min(number - 1, 16), LONGEST_PAUSE)
        self._failures[key] = (number, timezone.now() + pause)
        return self._failures[key][1]

    def succeeded(self, key: int) -> None:
        self._failures.pop(key, None)


class Watch:
    """When a process has to look next: a page that is answered before that asks the database nothing."""

    def __init__(self) -> None:
        self.look_at = datetime.min.replace(tzinfo=UTC)
        self.backoff = Backoff()

    def look(self) -> list[Transition]:
        """Publish what is due. Where the database fails the page is answered, and the next look is later."""
        now = timezone.now()
        if now < self.look_at:
            return []
        self.look_at = now + LOOK_AGAIN
        try:
            published = publish_due(self.backoff)
            later = scheduled().filter(live_from__gt=now).aggregate(at=Min("live_from"))["at"]
        except DatabaseError:
            logger.exception("Working copies whose time has come could not be looked up.")
            self.look_at = self.backoff.failed(DATABASE)
            return []
        self.backoff.succeeded(DATABASE)
        self.look_at = min(self.look_at, later or self.look_at)
        return published

    def remind(self, at: datetime) -> None:
        """Look at this moment at the latest: kept pages end then, and the next one is made anew."""
        self.look_at = min(self.look_at, max(at, timezone.now()))


#: The one of this process.
watch = Watch()


def scheduled() -> QuerySet[Report]:
    """Working copies that wait for their time, while their original is on the site."""
    waiting = Report.objects.filter(SCHEDULED_COPY, copy_of__status=Status.PUBLISHED)
    return waiting.order_by("live_from", "pk")


def publish_due(backoff: Backoff | None = None) -> list[Transition]:
    """Publish every working copy whose time has come; return the new lines of the record.

    One that fails is logged and does not stop the others; `backoff` says when it is tried again.
    """
    due = scheduled().filter(live_from__lte=timezone.now())
    return [line for copy in list(due) for line in _attempt(copy, backoff or Backoff())]


def _attempt(copy: Report, backoff: Backoff) -> Iterator[Transition]:
    key = copy.pk
    if backoff.is_waiting(key):
        return
    try:
        line = _publish(copy)
    except FAILURES:
        logger.exception("Working copy %s, whose time has come, could not be published.", key)
        backoff.failed(key)
        return
    backoff.succeeded(key)
    if line:
        yield line


@retried
def _publish(copy: Report) -> Transition | None:
    """Publish one copy; None where another process was first, or its words are not what was signed."""
    try:
        with editing(copy, None, code="transition", kind=None, may=None, keeps_words=True) as edit:
            stored = edit.report
            live_from = stored.live_from
            if live_from is None or not _is_due(stored, live_from) or revalidate_signatures(stored):
                return None
            note = Note("published_on_schedule", {"at": live_from.isoformat()})
            line = copies.publish(stored, None, version=stored.version, note=note)
            edit.kind, edit.subject, edit.values = audit.Kind.TRANSITION, line.report, audit_values(line)
            return line
    except ReportGone:
        return None


def _is_due(copy: Report, live_from: datetime) -> bool:
    is_over = live_from <= timezone.now()
    return copy.status == Status.READY and is_over and copy.original.status == Status.PUBLISHED
