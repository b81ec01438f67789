"""Bring stale entries up to date in steps: after answered requests, and by `manage.py tidy`.

No worker waits for it: a rename marks its reports stale in one query, and each process writes some of their
entries whenever it has answered a request.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from .index import index_stale

logger = logging.getLogger(__name__)

#: How soon a process sees what another one has marked.
LOOK_AGAIN = timedelta(seconds=10)
SECONDS = 1.0  # that a process works after one request
STEP = 50  # entries written in one transaction: on SQLite nobody else writes meanwhile


class Watch:
    """When a process looks for stale entries next."""

    def __init__(self) -> None:
        self.look_at = datetime.min.replace(tzinfo=UTC)

    def look(self) -> int:
        """Write entries for SECONDS at most, if there may be stale ones; how many were written."""
        now = timezone.now()
        if now < self.look_at:
            return 0
        try:
            written, is_all = catch_up(SECONDS)
        except DatabaseError:
            logger.exception("Stale search entries could not be written; they are tried again.")
            written, is_all = 0, True
        self.look_at = now + LOOK_AGAIN if is_all else now
        return written


#: That of this process.
watch = Watch()


def after_request(sender: Any, **details: Any) -> None:
    """Receives request_finished: the reader has the answer already."""
    watch.look()


def catch_up(seconds: float | None = None) -> tuple[int, bool]:
    """Write stale entries, for so many seconds at most; how many, and whether none is left."""
    end = None if seconds is None else monotonic() + seconds
    written = 0
    while step := index_stale(STEP):
        written += step
        if step < STEP:
            break
        if end is not None and monotonic() >= end:
            return written, False
    return written, True
