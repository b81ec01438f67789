"""Whether a connection is alive, without a question to the server at each request.

Django asks before the first query of each request. One that was asked a moment ago and has been silent since
is alive: a server that ends a connection says so, or closes it, and both can be seen.
"""

from __future__ import annotations

import select
from time import monotonic
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

LONGEST = 5.0  # seconds without a question: what a network drops in silence is found out by one alone
NAME = "is_usable"  # by which Django asks


def spare_questions(sender: Any, connection: BaseDatabaseWrapper, **details: Any) -> None:
    """Ask a new connection at most once in LONGEST while it is silent. Receives connection_created."""
    if connection.vendor != "postgresql":
        return
    asked_at = monotonic()
    ask = type(connection).is_usable

    def is_usable() -> bool:
        nonlocal asked_at
        is_recent = monotonic() < asked_at + LONGEST and not connection.errors_occurred
        if is_recent and _is_silent(connection):
            return True
        usable = ask(connection)
        asked_at = monotonic()
        return usable

    vars(connection)[NAME] = is_usable


def _is_silent(connection: BaseDatabaseWrapper) -> bool:
    """Whether nothing has come over the line: neither words nor its end."""
    driver = connection.connection
    if driver is None or driver.closed:
        return False
    line = select.poll()
    line.register(driver.fileno(), select.POLLIN)
    return not line.poll(0)
