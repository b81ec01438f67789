"""The number of the site that this machine knows: eight bytes of a file that all its processes map.

Reading it costs no system call. It is written by whoever commits a change on this machine, before the act
returns, and each second by the listeners. See articles/models/generation.py for the number itself.
"""

from __future__ import annotations

import fcntl
import logging
import mmap
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models.generation import number_and_fold
from articles.models.triggers.generation import WATCHED

logger = logging.getLogger(__name__)

SIZE = 8  # bytes
#: Above these bits of the eight bytes stands how often the number has run back: after a restore it comes to
#: numbers that pages were kept with before.
NUMBER_BITS = 48
NUMBERS, RETURNS = 2**NUMBER_BITS, 2**16
PATIENCE = 1.0  # seconds for the lock: whoever holds it asks the database meanwhile, which may hang
PAUSE = 0.001
#: SQL that may change a watched table. What slips through is seen by the listener.
WRITES = re.compile(
    r"\b(?:INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?|TRUNCATE(?:\s+TABLE)?|COPY)"
    rf'\s+"?(?:{"|".join(WATCHED)})\b',
    re.IGNORECASE,
)
READS = ("SELECT ", "SAVEPOINT", "RELEASE ", "ROLLBACK")
FAILURES = (DatabaseError, InterfaceError, OSError, ValueError, TimeoutError)


class KnownNumber:
    """The file, mapped. Raises OSError or ValueError where it can't be made or mapped."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        try:
            if os.fstat(self._file).st_size < SIZE:
                os.pwrite(self._file, bytes(SIZE), 0)  # a hole of a full disk would kill who reads it
            self._map = mmap.mmap(self._file, SIZE, prot=mmap.PROT_READ)
        except (OSError, ValueError):
            os.close(self._file)
            raise
        self._lock = threading.Lock()  # flock() does not tell threads apart

    def read(self) -> bytes:
        """The number, as bytes that are only compared."""
        return self._map[:SIZE]

    def number(self) -> int:
        return int.from_bytes(self.read(), "big") % NUMBERS

    def close(self) -> None:
        self._map.close()
        os.close(self._file)

    def catch_up(self, connection: BaseDatabaseWrapper) -> None:
        """Write the number of the database if it is higher: it was read before the lock was had."""
        number = number_and_fold(connection)
        with self._locked():
            if number > self.number():
                self._write(number)

    def agree(self, connection: BaseDatabaseWrapper) -> None:
        """Write the number of the database, which is lower after a restore or a failover.

        It is read inside the lock, so that a number that was read earlier never replaces a later one.
        """
        with self._locked():
            number = number_and_fold(connection)
            if number != self.number():
                self._write(number)

    def _write(self, number: int) -> None:
        returns = int.from_bytes(self.read(), "big") // NUMBERS + (number < self.number())
        os.pwrite(self._file, (returns % RETURNS * NUMBERS + number).to_bytes(SIZE, "big"), 0)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        end = time.monotonic() + PATIENCE
        if not self._lock.acquire(timeout=PATIENCE):
            raise TimeoutError("another thread asks the database for the number of the site")
        try:
            while not _flock(self._file):
                if time.monotonic() > end:
                    raise TimeoutError("another process asks the database for the number of the site")
                time.sleep(PAUSE)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._lock.release()


def _flock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def known_number() -> KnownNumber | None:
    """That of this machine; None, said once in the log, where DATA_DIR can't hold it."""
    return of_process(os.getpid())


@cache
def of_process(pid: int) -> KnownNumber | None:
    """Each process opens the file itself: flock() does not tell apart those that inherited it."""
    try:
        return KnownNumber(settings.DATA_DIR / "generation")
    except (OSError, ValueError) as error:
        logger.warning("No page is kept: the number of the site can't be kept in DATA_DIR: %s", error)
        return None


@dataclass(frozen=True)
class CatchUp:
    """What runs after a commit that may have changed the site. Equal ones run once a transaction."""

    connection: BaseDatabaseWrapper

    def __call__(self) -> None:
        known = known_number()
        if known is None:
            return
        try:
            known.catch_up(self.connection)
        except FAILURES as error:
            logger.warning("The change is seen by readers a second later: %s", error)


def watch_writes(sender: Any, connection: BaseDatabaseWrapper, **details: Any) -> None:
    """Notice the writes of a new connection. Receives connection_created."""
    if connection.alias == DEFAULT_DB_ALIAS and _notice not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _notice)  # first: a block that adds its own removes the last


def _notice(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute, and catch up after the commit if a watched table may have changed."""
    result = execute(sql, params, many, context)
    if not isinstance(sql, str) or (not sql.startswith(READS) and WRITES.search(sql)):
        _after_commit(context["connection"])
    return result


def _after_commit(connection: BaseDatabaseWrapper) -> None:
    catch_up = CatchUp(connection)
    if connection.in_atomic_block:
        alive = set(connection.savepoint_ids)
        if any(entry[1] == catch_up and entry[0] <= alive for entry in connection.run_on_commit):
            return
    elif not connection.get_autocommit():
        return
    connection.on_commit(catch_up, robust=True)
