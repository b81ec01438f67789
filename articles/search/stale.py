"""Bring stale entries up to date in steps: by the worker, after answered requests, and by `manage.py tidy`.

Nobody waits for it: a rename marks its reports stale in one query, and the worker writes their entries. Where
none runs, each process writes some of them whenever it has answered a request.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks import task

from .index import index_keys, index_stale, mark_stale

logger = logging.getLogger(__name__)

AT_ONCE = 100  # reports that an act on the register indexes itself
#: How soon a process sees what another one has marked.
LOOK_AGAIN = timedelta(seconds=10)
SECONDS = 1.0  # that a process works after one request
SLICE = 20.0  # after which other work of the queue has its turn
PAUSE = 0.05  # in which another one may write to SQLite
STEP = 50  # entries written in one transaction: on SQLite nobody else writes meanwhile


def refresh(reports: Collection[int]) -> None:
    """Write the entries of reports, given by their keys, after a name in the register changed.

    More than AT_ONCE are marked stale in the same transaction, and left to the worker.
    """
    if len(reports) <= AT_ONCE:
        index_keys(reports)
        return
    mark_stale(reports)
    transaction.on_commit(write_stale.enqueue, robust=True)


@task()
def write_stale() -> None:
    """Write the stale entries; after SLICE the rest is queued behind other work."""
    end = monotonic() + SLICE
    while not catch_up(SECONDS)[1]:
        if monotonic() >= end:
            write_stale.enqueue()
            return
        sleep(PAUSE)


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
