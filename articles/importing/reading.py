"""Files read one after the other or side by side; never more in memory than the readers can take."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from articles.importing.arrivals import Arrival
from articles.reading.draft import Reading
from articles.reading.known import NOTHING, Known
from articles.reading.pipeline import read
from articles.reading.unreadable import Unreadable

AHEAD = 4  # files a reader may be given before its first one is fetched


def read_arrival(
    arrival: Arrival, known: Known = NOTHING, encoding: str | None = None
) -> Reading | Unreadable:
    """What reading makes of a file, or why it makes nothing of it."""
    if arrival.error:
        return Unreadable(arrival.error)
    try:
        return read(arrival.raw, name=arrival.name, encoding=encoding, known=known)
    except Unreadable as error:
        return Unreadable(str(error))  # its subclasses can't be sent between processes


def read_each(
    arrivals: Iterable[Arrival], *, known: Known, encoding: str | None = None, jobs: int = 1
) -> Iterator[tuple[Arrival, Reading | Unreadable]]:
    """Read the files in `jobs` processes; they come in the order in which they arrived.

    Raises concurrent.futures.process.BrokenProcessPool where the system ends a reader.
    """
    if jobs == 1:
        for arrival in arrivals:
            yield arrival, read_arrival(arrival, known, encoding)
        return
    # Spawned, not forked: a forked reader would share the connection to the database.
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _prepare, (known, encoding)) as pool:
        waiting: deque[tuple[Arrival, Future]] = deque()
        for arrival in arrivals:
            waiting.append((arrival, pool.submit(_read, arrival)))
            if len(waiting) > jobs * AHEAD:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


def _first(waiting: deque[tuple[Arrival, Future]]) -> tuple[Arrival, Reading | Unreadable]:
    arrival, future = waiting.popleft()
    return arrival, future.result()


_given: dict[str, object] = {}  # of a reader: what it was given when it began


def _prepare(known: Known, encoding: str | None) -> None:
    _given.update(known=known, encoding=encoding)


def _read(arrival: Arrival) -> Reading | Unreadable:
    return read_arrival(arrival, **_given)
