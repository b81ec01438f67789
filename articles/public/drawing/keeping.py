"""Store what a request has drawn, after it was answered: a GET writes nothing before.

A report that has changed meanwhile is left out; see articles.models.rendered.keep().
"""

from __future__ import annotations

import logging
from contextvars import ContextVar
from time import monotonic
from typing import Any

from django.db import DatabaseError

from articles.models.rendered import Columns, keep

logger = logging.getLogger(__name__)

MOST = 100  # reports stored after one request
PAUSE = 10.0  # seconds without another try where the database refuses


class Keeper:
    """What this process does with the HTML that its requests have drawn."""

    def __init__(self) -> None:
        self.is_on = True
        self.next_try = 0.0

    def wants(self) -> bool:
        return self.is_on and monotonic() >= self.next_try

    def store(self, drawn: dict[int, tuple[int, Columns]]) -> None:
        """Store it, unless the database refuses, as it does while it is locked or read-only."""
        try:
            keep(drawn)
        except DatabaseError:
            logger.debug("What was drawn could not be kept; it is drawn again.", exc_info=True)
            self.next_try = monotonic() + PAUSE


#: That of this process.
keeper = Keeper()
_drawn: ContextVar[dict[int, tuple[int, Columns]] | None] = ContextVar("drawn", default=None)


def keep_later(report: int, stamp: int, columns: Columns) -> None:
    """Store the columns of a report after this request; `stamp` was read before they were drawn."""
    if not keeper.wants():
        return
    drawn = _drawn.get()
    if drawn is None:
        drawn = {}
        _drawn.set(drawn)
    known_stamp, known = drawn.get(report, (stamp, {}))
    if known_stamp == stamp and (report in drawn or len(drawn) < MOST):
        drawn[report] = (stamp, {**known, **columns})


def after_request(sender: Any, **details: Any) -> None:
    """Receives request_finished: the reader has the answer already."""
    store_drawn()


def store_drawn() -> None:
    """Store what was drawn since the last call."""
    drawn = _drawn.get()
    if drawn:
        _drawn.set(None)
        keeper.store(drawn)
