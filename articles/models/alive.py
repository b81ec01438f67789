"""Whether a connection is alive, without a question to the server at each request.

Django asks before the first query of each request. One that was asked a moment ago and has been silent since
is alive: a server that ends a connection says so, or closes it, and both can be seen.
"""

from __future__ import annotations

import select
from collections.abc import Iterator
from time import monotonic
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

LONGEST = 5.0  # seconds without a question: what a network drops in silence is found out by one alone
ASKED_AT, IS_SPARED = "newsroom_asked_at", "newsroom_is_spared"


def spare_checks(sender: Any, **details: Any) -> None:
    """Receives request_started, after Django has said that each connection must be checked."""
    for connection in _open():
        state = vars(connection)
        state[IS_SPARED] = monotonic() < state.get(ASKED_AT, 0.0) + LONGEST and _is_silent(connection)
        if state[IS_SPARED]:
            connection.health_check_done = True


def note_checks(sender: Any, **details: Any) -> None:
    """Receives request_finished."""
    for connection in _open():
        if connection.health_check_done and not vars(connection).get(IS_SPARED):
            vars(connection)[ASKED_AT] = monotonic()


def _open() -> Iterator[BaseDatabaseWrapper]:
    for connection in connections.all(initialized_only=True):
        if connection.vendor == "postgresql" and connection.connection is not None:
            yield connection


def _is_silent(connection: BaseDatabaseWrapper) -> bool:
    """Whether nothing has come over the line: neither words nor its end."""
    driver = connection.connection
    if driver.closed:
        return False
    line = select.poll()
    line.register(driver.fileno(), select.POLLIN)
    return not line.poll(0)
