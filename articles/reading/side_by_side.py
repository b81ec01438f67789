"""Files read one after the other or side by side; never more in memory than the readers can take."""

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
AHEAD = 4  # files a reader may be given before its first one is fetched


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file to read, or the reason why there are no bytes of it; `encoding` is one that is certain."""

    name: str
    raw: bytes = b""
    error: str = ""
    encoding: str = ""


def read_arrival(
    arrival: Arrival, known: Known = NOTHING, encoding: str | None = None
) -> Reading | Unreadable:
    """What reading makes of a file, or why it makes nothing of it."""
    if arrival.error:
        return Unreadable(arrival.error)
    try:
        return read(arrival.raw, name=arrival.name, encoding=arrival.encoding or encoding, known=known)
    except Unreadable as error:
        return Unreadable(str(error))  # its subclasses can't be sent between processes


def read_each(
    arrivals: Iterable[Arrival],
    *,
    known: Known,
    encoding: str | None = None,
    jobs: int = 1,
    skip: Callable[[Arrival], T | None] = lambda arrival: None,
) -> Iterator[tuple[Arrival, Reading | Unreadable | T]]:
    """Read the files in `jobs` processes; they come in the order in which they arrived.

    What `skip` gives for a file, unless it is None, comes in place of its reading. Raises
    concurrent.futures.process.BrokenProcessPool where the system ends a reader.
    """
    if jobs == 1:
        for arrival in arrivals:
            yield arrival, skip(arrival) or read_arrival(arrival, known, encoding)
        return
    # Spawned, not forked: a forked reader would share the connection to the database.
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _prepare, (known, encoding)) as pool:
        waiting: deque[tuple[Arrival, Future | T]] = deque()
        for arrival in arrivals:
            waiting.append((arrival, skip(arrival) or pool.submit(_read, arrival)))
            if len(waiting) > jobs * AHEAD:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


def _first(waiting: deque[tuple[Arrival, Future | T]]) -> tuple[Arrival, Reading | Unreadable | T]:
    arrival, outcome = waiting.popleft()
    return arrival, outcome.result() if isinstance(outcome, Future) else outcome


_given: dict[str, object] = {}  # of a reader: what it was given when it began


def _prepare(known: Known, encoding: str | None) -> None:
    _given.update(known=known, encoding=encoding)


def _read(arrival: Arrival) -> Reading | Unreadable:
    return read_arrival(arrival, **_given)
