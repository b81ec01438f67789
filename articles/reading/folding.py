"""The form in which text is compared: half-width, in simplified characters, place for place as printed."""

from __future__ import annotations

from functools import cache
from typing import Final

from opencc import OpenCC

HAN_RANGES: Final = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
HAN: Final = "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in HAN_RANGES)  # for regex classes
# Marks that stand for a blank, a colon or a bar; 丨 is one where by-lines are printed: 撰稿丨林晓晴.
LOOKALIKES: Final = {"\u3000": " ", "∶": ":", "︰": ":", "丨": "|", "│": "|", "┃": "|", "∣": "|", "ㅣ": "|"}
LAST_ASSIGNED: Final = 0x323AF


@cache
def _simplified() -> dict[int, int]:
    """Each traditional character with its simplified one; where opencc gives several, it stays."""
    han = [chr(code) for a, b in HAN_RANGES if a >= 0x3400 for code in range(a, min(b, LAST_ASSIGNED) + 1)]
    made = OpenCC("t2s").convert("\n".join(han)).split("\n")
    return {ord(a): ord(b) for a, b in zip(han, made, strict=True) if a != b and len(b) == 1}


@cache
def _folded() -> dict[int, int]:
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return _simplified() | wide | str.maketrans(LOOKALIKES)


def simplified(text: str) -> str:
    """Return `text` in simplified characters, of the same length."""
    return text.translate(_simplified())


def fold(text: str) -> str:
    """Return `text` half-width and in simplified characters, of the same length."""
    return text if text.isascii() else text.translate(_folded())


def key_of(folded: str) -> str:
    """What of a line counts when two lines are compared: letters, digits and ideographs."""
    return "".join(filter(str.isalnum, folded)).lower()
