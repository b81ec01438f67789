"""Read the files of an import and unpack archives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from articles.intake.files import FilePath, read_bytes
from articles.reading.formats.archive import ZIP, holds_office_file, members
from articles.reading.formats.detect import SUFFIXES
from articles.reading.parallel import InputFile
from articles.reading.unreadable import Unreadable


def unpack_each(paths: Iterable[FilePath]) -> Iterator[InputFile]:
    """Read the files one after the other; no more than one is in memory here."""
    for path in paths:
        try:
            raw = read_bytes(path)
        except Unreadable as error:
            yield InputFile(path.name, error=str(error))
        else:
            yield from unpack(path.name, raw)


def unpack(name: str, raw: bytes) -> Iterator[InputFile]:
    """Yield the file itself, or each member of an archive as archive.zip/a.txt; the content decides."""
    try:
        if not raw.startswith(ZIP) or name.lower().endswith(".docx") or holds_office_file(raw):
            yield InputFile(name, raw)
            return
        for member in members(raw, SUFFIXES):
            yield InputFile(f"{name}/{member.name}", member.raw, member.error)
    except Unreadable as error:
        yield InputFile(name, error=str(error))
