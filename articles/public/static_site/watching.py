"""Follow the database: bring the folder up to date whenever something changes, or its time comes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic, sleep

from django.db import Error, connections
from django.db.models import Min
from django.utils import timezone

from articles.editorial.workflow import watch_for_due
from articles.models import Report, generation

from .changes import BACKGROUND
from .digests import reading
from .publisher import Publisher

logger = logging.getLogger(__name__)

POLL = 0.3  # seconds between two looks at the number of the site
AT_LEAST_EVERY = timedelta(minutes=15)  # the site map for news drops what is two days old
AFTER_AN_ERROR = 5.0  # seconds
FAILED_AGAIN = timedelta(minutes=1)  # after which pages that could not be drawn are tried again


class Following:
    """One run that goes on until `is_stopped` says so."""

    def __init__(self, publisher: Publisher, is_stopped: Callable[[], bool]) -> None:
        self.publisher, self.is_stopped = publisher, is_stopped
        self.seen = -1
        self.looked = 0.0

    def run(self) -> None:
        """Follow; where the database is away, try again."""
        while not self.is_stopped():
            try:
                if self._step():
                    self._wait(self._next_time())
            except Error:
                logger.exception("The database could not be read; it is tried again.")
                connections.close_all()
                sleep(AFTER_AN_ERROR)

    def _step(self) -> bool:
        """Bring the folder up to date: first what is urgent; say whether everything was done."""
        watch_for_due.look()
        self.seen = change_number()
        publisher = self.publisher
        publisher.look()
        publisher.drain(BACKGROUND, until=self.is_stopped)
        publisher.hand_over()
        publisher.note()
        publisher.drain(until=self._is_interrupted)
        if self.is_stopped() or publisher.state.count_due():
            return False
        publisher.finish()
        publisher.hand_over()
        return True

    def _next_time(self) -> datetime:
        soon = [timezone.now() + FAILED_AGAIN] if self.publisher.failed else []
        return min([next_time(), *soon])

    def _is_interrupted(self) -> bool:
        return self.is_stopped() or self._has_changed()

    def _has_changed(self) -> bool:
        if monotonic() - self.looked < POLL:
            return False
        self.looked = monotonic()
        return change_number() != self.seen

    def _wait(self, until: datetime) -> None:
        while not (self.is_stopped() or self._has_changed() or timezone.now() >= until):
            sleep(POLL / 3)


def change_number() -> int:
    """The number of the site, in the database that the pages are read from."""
    return generation.number(reading())


def next_time() -> datetime:
    """When something changes by the clock: a report goes live, the day ends, a look is due."""
    now = timezone.now()
    coming = Report.objects.filter(live_from__gt=now).aggregate(at=Min("live_from"))["at"]
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return min(moment for moment in (coming, midnight, now + AT_LEAST_EVERY) if moment)
