"""Processes that make pages. Each is forked after the set-up, and ends when its parent does."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from django.db import close_old_connections, connections

from .folder import FolderError
from .making import Made, Maker, Task


class Here:
    """Makes pages in this process."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self.tasks: list[Sequence[Task]] = []

    @property
    def has_room(self) -> bool:
        return not self.tasks

    @property
    def is_busy(self) -> bool:
        return bool(self.tasks)

    def give(self, tasks: Sequence[Task]) -> None:
        self.tasks.append(tasks)

    def done(self) -> Iterator[list[Made]]:
        while self.tasks:
            yield self.maker.make_each(self.tasks.pop())

    def close(self) -> None:
        pass


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    given: int = 0


class Workers:
    """Makes pages in several processes."""

    AHEAD = 2  # batches that a worker has at once: one to do, one that waits

    def __init__(self, maker: Maker, number: int) -> None:
        connections.close_all()  # a connection must not be shared
        self.workers: list[_Worker] = []
        context = get_context("fork")
        for _number in range(number):
            here, there = context.Pipe()
            pipes = [*(worker.pipe for worker in self.workers), here]
            process = context.Process(target=_work, args=(maker, there, pipes), daemon=True)
            process.start()
            there.close()
            self.workers.append(_Worker(process, here))

    @property
    def has_room(self) -> bool:
        return any(worker.given < self.AHEAD for worker in self.workers)

    @property
    def is_busy(self) -> bool:
        return any(worker.given for worker in self.workers)

    def give(self, tasks: Sequence[Task]) -> None:
        worker = min(self.workers, key=lambda each: each.given)
        worker.given += 1
        try:
            worker.pipe.send(list(tasks))
        except OSError:
            raise FolderError("A worker process was ended. Run it again, with fewer --jobs.") from None

    def done(self) -> Iterator[list[Made]]:
        """What came back; waits for the first."""
        by_pipe = {worker.pipe: worker for worker in self.workers if worker.given}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]  # wait() gives back what it was given
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                raise FolderError("A worker process was ended. Run it again, with fewer --jobs.") from None
            worker.given -= 1
            if isinstance(answer, OSError):
                raise answer
            yield answer

    def close(self) -> None:
        for worker in self.workers:
            worker.pipe.close()
        for worker in self.workers:
            worker.process.join()


def _work(maker: Maker, pipe: Connection, others: Sequence[Connection]) -> None:
    """Make what comes through the pipe, until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:  # held here too, an end would never be seen as closed
        other.close()
    while True:
        try:
            tasks = pipe.recv()
        except EOFError:
            break
        close_old_connections()  # as a server between two requests: the database may have closed one
        try:
            answer: list[Made] | OSError = maker.make_each(tasks)
        except OSError as error:
            answer = error
        try:
            pipe.send(answer)
        except OSError:  # the parent is gone
            break
    connections.close_all()
    os._exit(0)  # what the parent had open is not this one's to close
