"""The folder of a static site: one run at a time, files written whole or not at all."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import BinaryIO

#: Begins the name of a file that is still being written. Such a file of a killed run is removed by the next.
UNFINISHED = ".unfinished-"
TRIES = 3  # another process may remove an empty folder
_numbers = count(1)


class FolderError(Exception):
    """The folder can't be written; the message says why."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The places in a folder that publish_static keeps."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def manifest(self) -> Path:
        return self.root / "manifest.jsonl"

    @property
    def maps(self) -> Path:
        return self.root / "nginx.conf"

    @property
    def state(self) -> Path:
        return self.root / ".state"


@contextmanager
def explained(folder: Folder) -> Iterator[None]:
    """Turn what the file system refuses into a FolderError."""
    try:
        yield
    except OSError as error:
        raise FolderError(f"{error.filename or folder.root} can't be written: {error.strerror}.") from error
    except sqlite3.OperationalError as error:  # the disk is full
        raise FolderError(f"{folder.state} can't be written: {error}.") from error


@contextmanager
def locked(folder: Folder) -> Iterator[None]:
    """Hold the folder for one run; raises FolderError where another is at work on it."""
    with explained(folder):
        for place in (folder.site, folder.state):
            place.mkdir(parents=True, exist_ok=True)
        lock = (folder.state / "lock").open("a+")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise FolderError(
                f"Another run (process {lock.read().strip() or '?'}) is at work on {folder.root}."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def write(path: Path, content: bytes, *, durable: bool) -> bool:
    """Write a file if it holds anything else, whole or not at all; say whether it was written.

    `durable` waits until it is on the disk. The first run of a folder does not, and waits once at its end.
    """
    if _holds(path, content):
        return False
    unfinished = path.parent / f"{UNFINISHED}{os.getpid()}-{next(_numbers)}"
    try:
        with _opened(unfinished) as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)  # where it was not put in its place
    return True


def _opened(path: Path) -> BinaryIO:
    """A new file; its folder is made where it is missing, or was removed a moment ago."""
    for _try in range(TRIES):
        with suppress(FileNotFoundError):
            return path.open("xb")
        path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("xb")


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file holds exactly this. A note about it might be wrong after a killed run."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except (FileNotFoundError, NotADirectoryError):
        return False


def remove(folder: Folder, path: str) -> None:
    """Remove a file of the site, and the folders above it that are empty then."""
    place = folder.site / path
    place.unlink(missing_ok=True)
    for parent in place.parents:
        if parent == folder.site:
            break
        try:
            parent.rmdir()
        except OSError:  # not empty
            break


def found(folder: Folder) -> set[str]:
    """The files of the site by their paths. Unfinished ones are removed."""
    paths = set()
    for place, _folders, names in os.walk(folder.root):
        for name in names:
            if name.startswith(UNFINISHED):
                Path(place, name).unlink(missing_ok=True)
            elif (path := Path(place, name)).is_relative_to(folder.site):
                paths.add(path.relative_to(folder.site).as_posix())
    return paths


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()
