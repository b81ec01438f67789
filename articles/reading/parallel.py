"""Read files one after another or in several processes, with bounded memory."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final, TypeVar

from articles.reading.draft import Reading
from articles.reading.known import NOTHING, Known
from articles.reading.pipeline import read
from articles.reading.unreadable import Unreadable

T = TypeVar("T")
BATCHES_AHEAD: Final = 2  # batches per process that may wait until the first one is fetched
MOST_FILES: Final = 16  # of a batch
MOST_BYTES: Final = 100_000  # of a batch, unless its last file is larger
ALLOCATED: Final = 50_000  # objects more than before, after which Python looks for garbage


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, or the `error` why its bytes are missing; `encoding` is given if it is certain."""

    name: str
    raw: bytes = b""
    error: str = ""
    encoding: str = ""


Task = tuple[InputFile, T | None]  # a file, and the result of `skip`
Batch = tuple[list[Task[T]], Future[list[Reading | Unreadable]]]


def read_file(file: InputFile, known: Known = NOTHING, encoding: str | None = None) -> Reading | Unreadable:
    """Read a file; return Unreadable where it is refused."""
    if file.error:
        return Unreadable(file.error)
    try:
        return read(file.raw, name=file.name, encoding=file.encoding or encoding, known=known)
    except Unreadable as error:
        return Unreadable(str(error))  # subclasses of it can't be pickled


def read_each(
    files: Iterable[InputFile],
    *,
    known: Known,
    encoding: str | None = None,
    jobs: int = 1,
    skip: Callable[[InputFile], T | None] = lambda file: None,
) -> Iterator[tuple[InputFile, Reading | Unreadable | T]]:
    """Read the files in `jobs` processes; results come in the order of the files.

    Where `skip` returns a value for a file, that value is its result and the file is not read. Raises
    concurrent.futures.process.BrokenProcessPool if the system kills a process.
    """
    tasks = ((file, skip(file)) for file in files)
    with seldom_collected():
        if jobs == 1:
            for file, skipped in tasks:
                yield file, skipped or read_file(file, known, encoding)
        else:
            yield from _read_in_parallel(tasks, known, encoding, jobs)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles of garbage seldom, and never in what is loaded: that was a sixth of the reading."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(ALLOCATED, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _read_in_parallel(
    tasks: Iterable[Task[T]], known: Known, encoding: str | None, jobs: int
) -> Iterator[tuple[InputFile, Reading | Unreadable | T]]:
    # A fork of this process would share its database connection: fork from a server that only loads reading.
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(jobs, context, _init_worker, (known, encoding)) as pool:
        waiting: deque[Batch[T]] = deque()
        for batch in _batches(tasks):
            files_to_read = [file for file, skipped in batch if skipped is None]
            waiting.append((batch, pool.submit(_read_batch, files_to_read)))
            if len(waiting) > jobs * BATCHES_AHEAD:
                yield from _results(waiting.popleft())
        while waiting:
            yield from _results(waiting.popleft())


def _batches(tasks: Iterable[Task[T]]) -> Iterator[list[Task[T]]]:
    """Group the files: sending them to a process one by one costs more."""
    batch: list[Task[T]] = []
    size = 0
    for file, skipped in tasks:
        batch.append((file, skipped))
        size += len(file.raw)
        if len(batch) == MOST_FILES or size >= MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _results(batch: Batch[T]) -> Iterator[tuple[InputFile, Reading | Unreadable | T]]:
    tasks, future = batch
    readings = iter(future.result())
    for file, skipped in tasks:
        yield file, next(readings) if skipped is None else skipped


_worker_arguments: tuple[Known, str | None] = (NOTHING, None)  # set once in each process


def _init_worker(known: Known, encoding: str | None) -> None:
    global _worker_arguments  # noqa: PLW0603 - the only way to hand a value to all calls of a worker
    _worker_arguments = known, encoding
    gc.freeze()
    gc.set_threshold(ALLOCATED)


def _read_batch(files: list[InputFile]) -> list[Reading | Unreadable]:
    return [read_file(file, *_worker_arguments) for file in files]
