"""Two acts at once: what a second transaction does between the read and the lock of a first one.

with meanwhile(lambda: workflow.transition(report, "publish", by=editor)):
    fix(stale, …)                       # runs on both databases

@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_…():
    outcomes = at_once(first, second)   # two threads, two connections
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.db.transaction import Atomic

from articles.models import Report

#: For tests with two connections: SQLite lets one transaction write at a time, and a test's own database
#: in memory is known to one connection.
on_postgresql = pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
    reason="SQLite has one writer at a time: two transactions never meet there",
)
#: Seconds that a thread holds its first lock while the other one takes its own, or waits for this one.
TOGETHER = 0.5


@contextmanager
def meanwhile(act: Callable[[], Any], *, before: str = "lock") -> Iterator[None]:
    """Run `act` once, at the moment before the code in the block locks its first report.

    The act is then part of the block's transaction, and undone with it. With before="transaction" it runs
    before the block opens its first transaction, and stays where the block is refused.
    """
    target, name = {"lock": (QuerySet, "select_for_update"), "transaction": (Atomic, "__enter__")}[before]
    original = getattr(target, name)
    done = []

    def hooked(self: Any, *args: Any, **options: Any) -> Any:
        if not done and (before == "transaction" or self.model is Report):
            done.append(True)
            act()
        return original(self, *args, **options)

    with mock.patch.object(target, name, hooked):
        yield
    assert done, f"nothing came to its {before}, so the act was not run"


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in threads with a connection each; return what each gave back, or the exception it raised.

    Each act holds its first lock on a report until the others have theirs, or have waited for it in vain:
    acts that lock in different orders deadlock here every time. Needs @on_postgresql and a transactional
    database.
    """
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            with connection.execute_wrapper(_meeting(barrier)):
                return act()
        except Exception as error:  # handed to the test
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def _meeting(barrier: Barrier) -> Callable[..., Any]:
    """Wait for the other acts after this one's first lock."""
    met = []

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = run(sql, params, many, context)
        if not met and "FOR UPDATE" in sql and Report._meta.db_table in sql:
            met.append(True)
            with suppress(BrokenBarrierError):  # the other one waits for our lock, or is done
                barrier.wait(TOGETHER)
        return answer

    return execute
