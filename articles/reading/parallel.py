"""Read files one after another or in several processes, with bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TypeVar

from articles.reading.draft import Reading
from articles.reading.known import NOTHING, Known
from articles.reading.pipeline import read
from articles.reading.unreadable import Unreadable

T = TypeVar("T")
AHEAD = 2  # portions a reader may be given before its first one is fetched
MOST_AT_ONCE = 16  # files of a portion
MOST_BYTES = 100_000  # of a portion, unless its last file is larger


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, or the `error` why its bytes are missing; `encoding` is given if it is certain."""

    name: str
    raw: bytes = b""
    error: str = ""
    encoding: str = ""


Task = tuple[InputFile, T | None]  # a file, and what comes in place of its reading


def read_file(
    arrival: InputFile, known: Known = NOTHING, encoding: str | None = None
) -> Reading | Unreadable:
    """Read a file; return Unreadable where it is refused."""
    if arrival.error:
        return Unreadable(arrival.error)
    try:
        return read(arrival.raw, name=arrival.name, encoding=arrival.encoding or encoding, known=known)
    except Unreadable as error:
        return Unreadable(str(error))  # its subclasses can't be sent between processes


def read_each(
    arrivals: Iterable[InputFile],
    *,
    known: Known,
    encoding: str | None = None,
    jobs: int = 1,
    skip: Callable[[InputFile], T | None] = lambda arrival: None,
) -> Iterator[tuple[InputFile, Reading | Unreadable | T]]:
    """Read the files in `jobs` processes; results come in the order of the files.

    Where `skip` returns a value for a file, that value is its result and the file is not read. Raises
    concurrent.futures.process.BrokenProcessPool if the system kills a process.
    """
    looked_at = ((arrival, skip(arrival)) for arrival in arrivals)
    if jobs == 1:
        for arrival, outcome in looked_at:
            yield arrival, outcome or read_file(arrival, known, encoding)
        return
    # Not forked from here: a reader would share the connection to the database. They are forked from a
    # process that has loaded what reading needs, and nothing else.
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(jobs, context, _prepare, (known, encoding)) as pool:
        waiting: deque[tuple[list[Task], Future]] = deque()
        for tasks in _portions(looked_at):
            waiting.append((tasks, pool.submit(_read, [a for a, outcome in tasks if outcome is None])))
            if len(waiting) > jobs * AHEAD:
                yield from _first(waiting)
        while waiting:
            yield from _first(waiting)


def _portions(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """What a reader is given at once, which costs less than file by file."""
    portion: list[Task] = []
    size = 0
    for arrival, outcome in tasks:
        portion.append((arrival, outcome))
        size += len(arrival.raw)
        if len(portion) == MOST_AT_ONCE or size >= MOST_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _first(waiting: deque[tuple[list[Task], Future]]) -> Iterator[tuple[InputFile, Reading | Unreadable | T]]:
    tasks, future = waiting.popleft()
    readings = iter(future.result())
    for arrival, outcome in tasks:
        yield arrival, next(readings) if outcome is None else outcome


_given: dict[str, object] = {}  # of a reader: what it was given when it began


def _prepare(known: Known, encoding: str | None) -> None:
    _given.update(known=known, encoding=encoding)


def _read(arrivals: list[InputFile]) -> list[Reading | Unreadable]:
    return [read_file(arrival, **_given) for arrival in arrivals]
