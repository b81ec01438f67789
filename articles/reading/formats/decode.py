"""Decode bytes: byte order mark, UTF-16 by its NULs, UTF-8, GB18030; anything else is refused."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from articles.reading.unreadable import Unreadable

SAMPLE: Final = 4096
MIN_SHARE_OF_NULS: Final = 0.3  # ASCII in UTF-16 is half NULs

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with that one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
GB_NAMES: Final = frozenset({"gb2312", "gbk", "cp936", "hz", "gb18030_2000"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and its encoding."""

    text: str
    encoding: str


class Undecodable(Unreadable):
    """The bytes are no accepted text; `offset` is the first wrong byte, from 0."""

    def __init__(self, message: str, offset: int, encoding: str | None = None) -> None:
        super().__init__(message)
        self.offset = offset
        self.encoding = encoding


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    """Decode `raw`, with `encoding` if a person picked one.

    Raises Undecodable, which names the byte, if the bytes are binary or in no accepted encoding.
    """
    if encoding is not None:
        return _decode_as(raw, _canonical(encoding))
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _decode_as(raw[len(mark) :], name, skipped=len(mark))
    wide = _utf16_without_mark(raw)
    if wide:
        return _decode_as(raw, wide)
    _refuse_binary(raw)
    return _decode_by_trial(raw)


def _canonical(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise Undecodable(f"Unknown encoding “{encoding}”. Pick UTF-8, GB18030, Big5 or UTF-16.", 0) from None
    return "gb18030" if name in GB_NAMES else name


def _decode_as(raw: bytes, encoding: str, skipped: int = 0) -> Decoded:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(
            _explain(error, encoding, skipped, len(raw)), error.start + skipped, encoding
        ) from None
    except (LookupError, UnicodeError, ValueError):  # codecs that return no text (hex, punycode, idna)
        raise Undecodable(
            f"The encoding {encoding} cannot be used for text. Pick another.", 0, encoding
        ) from None
    if not isinstance(text, str):
        raise Undecodable(f"The encoding {encoding} cannot be used for text. Pick another.", 0, encoding)
    if "\0" in text:
        offset = skipped + len(text[: text.index("\0")].encode(encoding, "replace"))
        raise Undecodable(f"NUL character at byte {offset}: this is no text file.", offset, encoding)
    return Decoded(text, encoding)


def _explain(error: UnicodeDecodeError, encoding: str, skipped: int, size: int) -> str:
    at = error.start + skipped
    if error.end >= size and (
        "unexpected end" in error.reason or "incomplete" in error.reason or "truncated" in error.reason
    ):
        return f"The file breaks off inside a character at byte {at} ({encoding}). Fetch it again."
    return f"Byte {at} (0x{error.object[error.start]:02x}) is not valid {encoding}. Pick the right encoding."


def _utf16_without_mark(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark: its ASCII has NULs in one byte, 一, 开 or 最 in the other.

    The place of the NULs proves little, so both byte orders are tried: only one gives text.
    """
    sample = raw[:SAMPLE]
    if len(raw) < 2 or len(raw) % 2 or b"\0" not in sample or _is_ascii_with_a_nul(sample):
        return None
    return next((name for name in ("utf-16-le", "utf-16-be") if _reads_as(raw, name)), None)


def _is_ascii_with_a_nul(sample: bytes) -> bool:
    """Whether it is ASCII with a stray NUL: as UTF-16 its letters would look like ideographs."""
    return sample.isascii() and sample.count(0) < len(sample) * MIN_SHARE_OF_NULS


def _reads_as(raw: bytes, encoding: str) -> bool:
    """Whether a sample decodes to letters or ideographs rather than noise."""
    try:
        text = raw[: SAMPLE - SAMPLE % 4].decode(encoding, "ignore")
    except UnicodeDecodeError:
        return False
    known = sum(
        c in "\r\n\t"
        or 0x20 <= ord(c) < 0x7F
        or 0x2010 <= ord(c) < 0x2070
        or 0x3000 <= ord(c) < 0xA000
        or 0xFF00 <= ord(c) < 0xFFF0
        for c in text
    )
    return bool(text) and known / len(text) > 0.9


def _refuse_binary(raw: bytes) -> None:
    offset = raw.find(b"\0")
    if offset >= 0:
        raise Undecodable(f"NUL byte at byte {offset}: this is no text file.", offset)


def _decode_by_trial(raw: bytes) -> Decoded:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        utf8 = error
    try:
        return Decoded(raw.decode("gb18030"), "gb18030")
    except UnicodeDecodeError as error:
        likelier = _likelier(utf8, error)
    encoding = likelier.encoding.replace("utf8", "utf-8")
    raise Undecodable(_explain(likelier, encoding, 0, len(raw)), likelier.start, encoding)


def _likelier(utf8: UnicodeDecodeError, gb18030: UnicodeDecodeError) -> UnicodeDecodeError:
    """The error of the encoding that got further, which the file was most likely meant to be in."""
    return utf8 if utf8.start >= gb18030.start else gb18030
