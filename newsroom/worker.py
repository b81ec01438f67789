"""Work the queue: long work of the desk, outside of the request.

By default one thread a machine does it, in the web process that holds the lock of a file; another takes it
over when that process ends. `manage.py worker` does it in a process of its own. Work under way beats every
BEAT seconds: what has not beaten for LOST was killed, and is taken up by whoever looks next.
"""

from __future__ import annotations

import fcntl
import logging
from datetime import timedelta
from threading import Event, Thread
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django_tasks import TaskResultStatus

logger = logging.getLogger(__name__)

INTERVAL = 1.0  # seconds between two looks at the queue
BEAT = 10.0
LOST = timedelta(seconds=60)  # a beat on SQLite may wait for another writer
TRIES = 3
LOCK_FILE = settings.DATA_DIR / "worker.lock"


def start() -> None:
    """Work the queue in a thread of this process, where the settings say so."""
    if settings.TASKS_WORKER == "web":
        Thread(target=work_alone, name="worker", daemon=True).start()


def work_alone(stop: Event | None = None) -> None:
    """Wait until no other process of this machine works the queue, then work it."""
    stop = stop or Event()
    with LOCK_FILE.open("a") as file:
        while not _locked(file):
            if stop.wait(BEAT):
                return
        work(stop)


def work(stop: Event) -> None:
    """Work the queue until `stop` is set. A database that is away is waited for."""
    while not stop.is_set():
        try:
            work_off(stop)
        except DatabaseError:
            logger.exception("The queue could not be read; it is tried again.")
        finally:
            close_old_connections()
        stop.wait(INTERVAL)
    connections.close_all()


def work_off(stop: Event | None = None) -> None:
    """Do what is in the queue, until `stop` is set. Reads alone where it is empty: on SQLite nobody waits."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - models are there only after the setup

    _take_up_lost()
    if DBTaskResult.objects.ready().exists():
        _worker(stop or Event()).run()


def _worker(stop: Event) -> Any:
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415 - likewise

    class Beating(Worker):
        """Worker that says of its work that it is alive."""

        def run_task(self, result: Any) -> None:
            done = Event()
            beating = Thread(target=_beat, args=(result.pk, done), daemon=True)
            beating.start()
            try:
                super().run_task(result)
            finally:
                done.set()
                beating.join()
            # Long acts queue their rest again and again: the queue may not be empty for hours.
            self.running = not stop.is_set()
            _take_up_lost()

    return Beating(
        queue_names=["default"],
        excluded_queue_names=[],
        backend_name="default",
        worker_id=uuid4().hex,
        interval=INTERVAL,
        startup_delay=False,
        max_tasks=None,
        batch=True,
    )


def _beat(key: Any, done: Event) -> None:
    """Note every BEAT seconds that a result is being worked for."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - likewise

    while not done.wait(BEAT):
        try:
            running = DBTaskResult.objects.filter(pk=key, status=TaskResultStatus.RUNNING)
            running.update(started_at=timezone.now())
        except DatabaseError:
            logger.warning("A beat of the worker was lost.", exc_info=True)
    connections.close_all()


def _take_up_lost() -> None:
    """Put back in the queue what was killed; what was killed TRIES times has failed."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - likewise

    silent = timezone.now() - LOST
    for lost in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=silent):
        tried = len(lost.worker_ids) >= TRIES
        status = TaskResultStatus.FAILED if tried else TaskResultStatus.READY
        same = DBTaskResult.objects.filter(
            pk=lost.pk, status=TaskResultStatus.RUNNING, started_at=lost.started_at
        )
        same.update(status=status, finished_at=timezone.now() if tried else None)


def _locked(file: IO[str]) -> bool:
    """Whether this process has the lock of the file now."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
