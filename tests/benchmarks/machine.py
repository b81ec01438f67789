"""What processes cost: processor time and memory of one and all that it started, from /proc."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
KB: Final = 1024
TICKS: Final = os.sysconf("SC_CLK_TCK")
#: Fields of /proc/PID/stat after the name: the processor time of the children that ended.
OF_CHILDREN: Final = slice(13, 15)
CPU_CLOCK: Final = 2  # linux/posix-timers.h: the scheduler's clock of a whole process


def family(pid: int) -> list[int]:
    """A process and all that came of it."""
    found = [pid]
    for one in found:
        found += _children(one)
    return found


def _children(pid: int) -> Iterator[int]:
    for file in PROC.glob(f"{pid}/task/*/children"):
        try:
            yield from map(int, file.read_text().split())
        except OSError:
            continue  # it ended meanwhile


def worked(pid: int) -> float:
    """The seconds that a processor has worked for a process and all that came of it, also what has ended."""
    return sum(_worked(one) for one in family(pid))


def _worked(pid: int) -> float:
    try:
        ended = map(int, (PROC / f"{pid}/stat").read_text().rpartition(")")[2].split()[OF_CHILDREN])
        return time.clock_gettime((~pid << 3) | CPU_CLOCK) + sum(ended) / TICKS
    except OSError:
        return 0.0


def memory(pid: int) -> float:
    """The megabytes that a process has in memory, those shared with others included."""
    return _status(pid, "VmRSS")


def most_memory(pid: int) -> float:
    """The most megabytes that it had in memory since forget_most()."""
    return _status(pid, "VmHWM")


def forget_most(pid: int) -> None:
    (PROC / f"{pid}/clear_refs").write_text("5")


def _status(pid: int, name: str) -> float:
    lines = (PROC / f"{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / KB for line in lines if line.startswith(f"{name}:"))
