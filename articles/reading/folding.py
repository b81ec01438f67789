"""Fold text for comparison: half-width and simplified characters, of the same length as printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, wraps
from operator import add
from typing import Final, TypeVar

from opencc import OpenCC

T = TypeVar("T")

HAN_RANGES: Final = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
HAN: Final = "".join(
    chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in HAN_RANGES
)  # for character classes of a pattern
# Characters printed for a blank, a colon or a bar: 撰稿丨林晓晴.
LOOKALIKES: Final = {"\u3000": " ", "∶": ":", "︰": ":", "丨": "|", "│": "|", "┃": "|", "∣": "|", "ㅣ": "|"}
NOT_COMPARED: Final = re.compile(r"[\W_]+")
LONGEST_CACHED: Final = 200  # characters of a line
LAST_ASSIGNED: Final = 0x323AF
BEYOND_16_BITS: Final = re.compile("[\U00010000-\U0010ffff]")


def translator(table: Mapping[int, int | str]) -> Callable[[str], str]:
    """Return a fast str.translate for text that contains few characters of the table.

    Characters beyond 16 bits fall back to str.translate: a character class with them is searched one by one.
    """
    common = {
        chr(code): chr(to) if isinstance(to, int) else to for code, to in table.items() if code < 1 << 16
    }
    pattern = re.compile(f"[{''.join(map(re.escape, common))}]")

    def translate(text: str) -> str:
        if BEYOND_16_BITS.search(text):
            return text.translate(table)
        return pattern.sub(lambda match: common[match[0]], text)

    return translate


@cache
def _simplified() -> dict[int, int]:
    """Each traditional character with its simplified one; ambiguous characters are left out."""
    han = [chr(code) for a, b in HAN_RANGES if a >= 0x3400 for code in range(a, min(b, LAST_ASSIGNED) + 1)]
    made = OpenCC("t2s").convert("\n".join(han)).split("\n")
    return {ord(a): ord(b) for a, b in zip(han, made, strict=True) if a != b and len(b) == 1}


@cache
def _to_simplified() -> Callable[[str], str]:
    return translator(_simplified())


@cache
def _to_folded() -> Callable[[str], str]:
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return translator(_simplified() | wide | {ord(mark): plain for mark, plain in LOOKALIKES.items()})


def simplified(text: str) -> str:
    """Convert to simplified characters, keeping the length."""
    return _to_simplified()(text)


def cached_for_short_lines(lines: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Cache a function of one line; several steps look at the same short lines."""

    def decorated(function: Callable[[str], T]) -> Callable[[str], T]:
        cached = lru_cache(maxsize=lines)(function)

        @wraps(function)
        def called(text: str) -> T:
            return cached(text) if len(text) <= LONGEST_CACHED else function(text)

        return called

    return decorated


@cached_for_short_lines(lines=1024)
def fold(text: str) -> str:
    """Convert to half-width and simplified characters, keeping the length."""
    return text if text.isascii() else _to_folded()(text)


@cached_for_short_lines(lines=1024)
def comparison_key(folded: str) -> str:
    """The letters, digits and ideographs of a line, in lower case."""
    return NOT_COMPARED.sub("", folded).lower()


def occurrences(word: str, text: str) -> Iterator[int]:
    """Offsets of the word in the text, without overlaps."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def bigrams(text: str) -> Iterator[str]:
    """Every two adjacent characters, in order."""
    return map(add, text, text[1:])
