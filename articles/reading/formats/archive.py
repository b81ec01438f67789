"""Read the members of a .zip in memory, within the announced and allowed sizes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from articles.reading.unreadable import Unreadable

ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")  # an archive, and an empty one
MOST_MEMBERS: Final = 20_000
MOST_BYTES: Final = 64 * 1024 * 1024  # of one member, unpacked
MOST_IN_ALL: Final = 1024 * 1024 * 1024
MOST_RATIO: Final = 200  # prose is packed to a third; such a ratio is a zip bomb
RATIO_IGNORED_UP_TO: Final = 1024 * 1024  # bytes; smaller members may have any ratio
UTF8_NAME: Final = 0x800
ENCRYPTED: Final = 0x1
OFFICE: Final = "[Content_Types].xml"
IGNORED: Final = ("__MACOSX/", ".")  # added by operating systems


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive, or the `error` why it can't be read."""

    name: str
    raw: bytes = b""
    error: str = ""


def members(raw: bytes, suffixes: tuple[str, ...]) -> Iterator[Member]:
    """The files of an archive with one of these suffixes, one in memory at a time.

    Raises Unreadable if the archive as a whole is broken or too large.
    """
    archive = open_archive(raw)
    infos = [info for info in archive.infolist() if not info.is_dir()]
    wanted = [(name, info) for info in infos if is_wanted(name := member_name(info), suffixes)]
    if not wanted:
        raise Unreadable(f"The archive holds no file of these kinds: {', '.join(suffixes)}.")
    for name, info in wanted:
        try:
            yield Member(name, read_member(archive, info))
        except Unreadable as error:
            yield Member(name, error=str(error))


def open_archive(raw: bytes) -> zipfile.ZipFile:
    """Open an archive that is intact and within the limits. Raises Unreadable."""
    try:
        archive = zipfile.ZipFile(BytesIO(raw))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(f"The archive is broken ({error}). Pack it again.") from None
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise Unreadable(f"The archive holds {len(infos):,} files, more than {MOST_MEMBERS:,}. Split it.")
    if sum(info.file_size for info in infos) > MOST_IN_ALL:
        raise Unreadable(f"Unpacked, the archive has more than {MOST_IN_ALL:,} bytes. Split it.")
    return archive


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member; zipfile never returns more than the announced size, which is checked here."""
    if info.flag_bits & ENCRYPTED:
        raise Unreadable("It is locked with a password. Pack it again without one.")
    if info.file_size > MOST_BYTES:
        raise Unreadable(f"Unpacked, it has {info.file_size:,} bytes, more than {MOST_BYTES:,}. Split it.")
    if info.file_size > max(RATIO_IGNORED_UP_TO, info.compress_size * MOST_RATIO):
        raise Unreadable(f"It unpacks to more than {MOST_RATIO} times its size, which no text does.")
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise Unreadable(f"It is broken inside the archive ({error}). Pack it again.") from None
    except NotImplementedError:
        raise Unreadable(
            "It is packed by a method that can't be read. Pack it as an ordinary .zip."
        ) from None


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's name. Chinese Windows writes GBK without declaring it.

    No path is made of it; parts that lead upwards are dropped all the same.
    """
    name = info.filename
    if not info.flag_bits & UTF8_NAME:
        name = _repaired(name)
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in {"", ".", ".."})


def is_wanted(name: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a member has one of the suffixes and was not added by an operating system."""
    hidden = name.startswith(IGNORED) or name.rpartition("/")[2].startswith(".")
    return name.lower().endswith(suffixes) and not hidden


def holds_office_file(raw: bytes) -> bool:
    """Whether the archive is an Office file."""
    return OFFICE in open_archive(raw).namelist()


def _repaired(name: str) -> str:
    """Decode a name that is not declared as UTF-8; zipfile took it for cp437."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
