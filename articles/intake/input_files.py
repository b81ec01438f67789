"""Files as they arrive at an import, archives unpacked: name and bytes of each, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from articles.intake.files import FilePath, read_bytes
from articles.reading.formats.archive import ZIP, holds_office_file, members
from articles.reading.formats.detect import SUFFIXES
from articles.reading.parallel import InputFile
from articles.reading.unreadable import Unreadable


def unpack_each(found: Iterable[FilePath]) -> Iterator[InputFile]:
    """What the files hold, one after the other: no more than one is in memory here."""
    for file in found:
        try:
            raw = read_bytes(file)
        except Unreadable as error:
            yield InputFile(file.name, error=str(error))
        else:
            yield from unpack(file.name, raw)


def unpack(name: str, raw: bytes) -> Iterator[InputFile]:
    """The file itself; of an archive, whatever it is called, each of its members: archive.zip/a.txt."""
    try:
        if not raw.startswith(ZIP) or name.lower().endswith(".docx") or holds_office_file(raw):
            yield InputFile(name, raw)
            return
        for member in members(raw, SUFFIXES):
            yield InputFile(f"{name}/{member.name}", member.raw, member.error)
    except Unreadable as error:
        yield InputFile(name, error=str(error))
