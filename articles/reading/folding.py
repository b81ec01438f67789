"""The form in which text is compared: half-width, in simplified characters, place for place as printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache, lru_cache
from operator import add
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
NOT_COUNTED: Final = re.compile(r"[\W_]+")
SHORT: Final = 200  # characters of a line of which the key is kept
SHORT_TEXT: Final = 20_000  # characters of a text of which the pairs are kept
LAST_ASSIGNED: Final = 0x323AF
BEYOND_16_BITS: Final = re.compile("[\U00010000-\U0010ffff]")


def exchanger(table: Mapping[int, int | str]) -> Callable[[str], str]:
    """What str.translate does with a table, character for character, many times as fast where few are in it.

    A class of the pattern that reached beyond 16 bits would be searched one by one.
    """
    common = {
        chr(code): chr(to) if isinstance(to, int) else to for code, to in table.items() if code < 1 << 16
    }
    wanted = re.compile(f"[{''.join(map(re.escape, common))}]")

    def exchanged(text: str) -> str:
        if BEYOND_16_BITS.search(text):
            return text.translate(table)
        return wanted.sub(lambda match: common[match[0]], text)

    return exchanged


@cache
def _simplified() -> dict[int, int]:
    """Each traditional character with its simplified one; where opencc gives several, it stays."""
    han = [chr(code) for a, b in HAN_RANGES if a >= 0x3400 for code in range(a, min(b, LAST_ASSIGNED) + 1)]
    made = OpenCC("t2s").convert("\n".join(han)).split("\n")
    return {ord(a): ord(b) for a, b in zip(han, made, strict=True) if a != b and len(b) == 1}


@cache
def _to_simplified() -> Callable[[str], str]:
    return exchanger(_simplified())


@cache
def _to_folded() -> Callable[[str], str]:
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return exchanger(_simplified() | wide | str.maketrans(LOOKALIKES))


def simplified(text: str) -> str:
    """Return `text` in simplified characters, of the same length."""
    return _to_simplified()(text)


def fold(text: str) -> str:
    """Return `text` half-width and in simplified characters, of the same length."""
    return _short_fold(text) if len(text) <= SHORT else _to_folded()(text)


@lru_cache(maxsize=1024)  # the lines of a page are looked at by several steps
def _short_fold(text: str) -> str:
    return text if text.isascii() else _to_folded()(text)


def key_of(folded: str) -> str:
    """What of a line counts when two lines are compared: letters, digits and ideographs."""
    return _short_key(folded) if len(folded) <= SHORT else NOT_COUNTED.sub("", folded).lower()


@lru_cache(maxsize=1024)  # the lines of a page are compared again and again
def _short_key(folded: str) -> str:
    return NOT_COUNTED.sub("", folded).lower()


def places_of(word: str, text: str) -> Iterator[int]:
    """Where the word stands in the text, each time after the last."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def pairs_in(text: str) -> Iterator[str]:
    """Every two characters that stand side by side, in order."""
    return map(add, text, text[1:])


def places_of_pairs(pairs: Container[str], text: str) -> list[int]:
    """Where two characters side by side are one of the pairs."""
    side_by_side = _short_pairs(text) if len(text) <= SHORT_TEXT else pairs_in(text)
    return [at for at, pair in enumerate(side_by_side) if pair in pairs]


@lru_cache(maxsize=2)  # the text of a report is walked by several steps
def _short_pairs(text: str) -> tuple[str, ...]:
    return tuple(pairs_in(text))
