"""Find the files that an import is asked to take, and read them whole or refuse them with a reason."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.reading.formats.detect import ARCHIVE, SUFFIXES
from articles.reading.unreadable import Unreadable

MOST_BYTES = 64 * 1024 * 1024  # a report is some kilobytes; a text beyond this is something else
MOST_IN_ARCHIVE = 512 * 1024 * 1024
STDIN = "-"
WANTED = (*SUFFIXES, ARCHIVE)


@dataclass(frozen=True)
class FilePath:
    """A file to read. Its `name` is the path below the folder that was named, with that folder."""

    path: Path
    name: str


def find(paths: Sequence[str | os.PathLike[str]]) -> Iterator[FilePath]:
    """Find every file of a known kind at or below the paths, in the order given, by name in a folder.

    A path without a file is yielded as it is: read_bytes() says what is wrong. Links to folders are not
    followed, since they may form a loop. “-” is the standard input.
    """
    for path in map(Path, paths):
        if str(path) == STDIN:
            yield FilePath(path, STDIN)
            continue
        below = list(_walk(path)) if path.is_dir() else []
        yield from below or [FilePath(path, _name(path, path.absolute().parent.parent))]


def read_bytes(file: FilePath) -> bytes:
    """Read the whole file. Raises Unreadable, with the error of the operating system where there is one."""
    if file.name == STDIN:
        return _limited(sys.stdin.buffer.read(MOST_BYTES + 1))
    try:
        info = file.path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise Unreadable(f"There is no {', '.join(WANTED)} file in this folder.")
        if not stat.S_ISREG(info.st_mode):
            raise Unreadable("This is not a regular file. Name a file or a folder.")
        most = MOST_IN_ARCHIVE if file.name.lower().endswith(ARCHIVE) else MOST_BYTES
        if info.st_size > most:
            raise Unreadable(f"The file has {info.st_size:,} bytes, more than {most:,}. Split it.")
        return file.path.read_bytes()
    except Unreadable:
        raise
    except OSError as error:
        raise Unreadable(f"It can't be read: {error.strerror or error}.") from None
    except ValueError as error:  # a NUL in the name
        raise Unreadable(f"It can't be read: {error}.") from None


def _limited(raw: bytes) -> bytes:
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"The input has more than {MOST_BYTES:,} bytes. Split it.")
    return raw


def as_text(name: str) -> str:
    """A file name as text: bytes in it that are no character become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _walk(folder: Path) -> Iterator[FilePath]:
    base = folder.absolute().parent
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for file in sorted(files):
            if file.lower().endswith(WANTED):
                path = Path(parent, file)
                yield FilePath(path, _name(path, base))


def _name(path: Path, base: Path) -> str:
    return as_text(str(path.absolute().relative_to(base)))
