"""Learn what changes elsewhere: a thread of each web process that follows the number of the site.

PostgreSQL notifies it; it also asks once a second, as it does on SQLite. `confirmed` says when the number
was last known to be that of the database. Where that is too long ago no older page is served, whatever the
reason: a connection lost, a database or a lock that hangs, this thread ended.
"""

from __future__ import annotations

import logging
import threading
import time

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models.generation import CHANNEL, origin
from articles.public.pages.known import FAILURES, KnownNumber

logger = logging.getLogger(__name__)

POLL = 1.0  # seconds between two questions
RETRY = 0.5  # seconds until a lost connection is made again
#: Seconds for which an answer counts. No change stays unseen for longer.
FRESH = 2.0
BREATH = 0.02  # seconds between two questions while many changes are notified
#: A dead line is noticed within seconds, instead of a quarter of an hour.
ALIVE = {"connect_timeout": 5, "keepalives_idle": 2, "keepalives_interval": 1, "tcp_user_timeout": 3000}


class Listener:
    """The thread, and what it found."""

    def __init__(self, known: KnownNumber, *, for_sharing: bool = False) -> None:
        self._known = known
        self._for_sharing = for_sharing
        #: Which database it is, for pages that are shared; "" while that is not known.
        self.origin = ""
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        #: By the monotonic clock.
        self.confirmed = float("-inf")

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="generation", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        if self._thread:
            self._thread.join()

    def confirm(self, connection: BaseDatabaseWrapper) -> None:
        """Ask for the number; what changes from this moment on may be missed until the next question."""
        asked = time.monotonic()
        self._known.agree(connection)
        self.confirmed = asked

    def is_sure(self) -> bool:
        """Whether the number is known to be right, but for the last FRESH seconds."""
        return time.monotonic() - self.confirmed < FRESH

    def _run(self) -> None:
        is_lost = False
        while not self._ended.is_set():
            connection = _own_connection()
            try:
                self._follow(connection)
            except FAILURES as error:
                if not is_lost:
                    logger.warning("The number of the site can't be read, so no page is kept: %s", error)
                is_lost = True
            else:
                is_lost = False
            finally:
                self.origin = ""
                connection.close()
            self._ended.wait(RETRY)

    def _follow(self, connection: BaseDatabaseWrapper) -> None:
        """Confirm the number again and again, until the connection is lost."""
        self.origin = self._origin(connection)
        is_notified = connection.vendor == "postgresql"
        if is_notified:
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
        while not self._ended.is_set():
            self.confirm(connection)
            if is_notified:
                with connection.wrap_database_errors:
                    list(connection.connection.notifies(timeout=POLL, stop_after=1))
                self._ended.wait(BREATH)
            else:
                self._ended.wait(POLL)

    def _origin(self, connection: BaseDatabaseWrapper) -> str:
        """Asked at each new connection: it may lead to another server."""
        if not self._for_sharing:
            return ""
        try:
            return origin(connection)
        except (DatabaseError, OSError) as error:
            logger.warning("Pages are not shared: the database does not tell who it is: %s", error)
            return ""


def _own_connection() -> BaseDatabaseWrapper:
    """A connection to the main database that no request uses, and no pool lends."""
    connection = connections[DEFAULT_DB_ALIAS].copy()
    if connection.vendor == "postgresql":
        options = connection.settings_dict["OPTIONS"]
        options.pop("pool", None)
        connection.settings_dict["OPTIONS"] = ALIVE | options
    return connection
