"""How characters are read, by the data of pypinyin.

Its dictionaries take 57 MB, and every web process reads what is typed into the search. The same data without
tones, as two texts that are searched as they stand, take one. `python -m tests.models.pinyin_data` makes them
from pypinyin, and a test compares what both say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
#: A syllable a line, then the characters that are read so: "nong 侬儂农农…".
CHARACTERS = FOLDER / "characters.txt"
#: A character a line, then what follows it in phrases, sorted; with a reading where a phrase is not read as
#: its characters are: "弄 假 假成真 口:long-kou 堂:long-tang …".
PHRASES = FOLDER / "phrases.txt"

#: Characters that may have a reading, as pypinyin has them.
HAN = re.compile(
    "([\u3007\ue815-\ue864\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a703-\U0002b73f"
    "\U0002b740-\U0002b81d\U0002b825-\U0002bf6e\U0002c029-\U0002ce93\U0002d016\U0002d11b-\U0002ebd9"
    "\U0002f80a-\U0002fa1f\U00030000-\U0003134a\U00031350-\U00032389]+)"
)


@lru_cache(maxsize=1024)
def syllables(text: str) -> tuple[str, ...]:
    """Pinyin of each character, without tones; a character without a reading stays as it is."""
    return tuple(_syllables(text))


def _syllables(text: str) -> Iterator[str]:
    for number, run in enumerate(HAN.split(text)):
        if number % 2:
            yield from _of_run(run)
        elif run:
            yield run


def _of_run(run: str) -> Iterator[str]:
    """Syllables of characters without anything between: the longest phrase at a place counts."""
    start = 0
    while start < len(run):
        end, known = _phrase(run, start)
        yield from known or map(_of_character, run[start:end])
        start = end


def _phrase(run: str, start: int) -> tuple[int, list[str]]:
    """Where the longest phrase that begins here ends, else this character; and the reading of its own."""
    line = _line(run[start])
    known: list[str] = []
    end, place = start + 1, 0
    for size in range(2, len(run) - start + 1):
        # The phrases are sorted: of those that begin so, a phrase that ends here comes first.
        place = line.find(" " + run[start + 1 : start + size], place)
        if place < 0:
            return end, known
        after = place + size
        if line[after] in ": \n":
            end, known = start + size, _own_reading(line, after)
    # pypinyin reads the characters that are left each by itself if they are but the beginning of a phrase.
    return (len(run) if end == start + 1 else end), known


def _own_reading(line: str, start: int) -> list[str]:
    """The reading that follows a phrase up to the next one or the end of the line."""
    if line[start] != ":":
        return []
    end = line.find(" ", start)
    return line[start + 1 : end if end > 0 else -1].split("-")


@lru_cache(maxsize=8192)
def _of_character(character: str) -> str:
    """The reading of a character; itself if it has none."""
    text = _characters()
    place = text.find(character)
    if place < 0:
        return character
    start = text.rfind("\n", 0, place) + 1
    return text[start : text.index(" ", start)]


@cache
def _characters() -> str:
    return CHARACTERS.read_text(encoding="utf-8")


@cache
def _phrases() -> tuple[str, list[str]]:
    """The characters that phrases begin with, sorted, and the line of each."""
    lines = PHRASES.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
    return "".join(line[0] for line in lines), lines


def _line(character: str) -> str:
    """The phrases that begin with a character."""
    firsts, lines = _phrases()
    place = bisect_left(firsts, character)
    return lines[place] if firsts[place : place + 1] == character else ""
