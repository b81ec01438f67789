"""The one reading of text that index and query share: folding, and pairs of neighbouring characters.

Folded text is letters and digits alone, its words parted by a space and its paragraphs by a newline. What
differs only in width, case, accent or traditional and simplified form folds to the same. Each character
folds by itself, so that a place in the folded text leads back to one in the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

#: Accents on Latin letters, the tones of pinyin among them.
ACCENTS = re.compile(r"[\u0300-\u036f]")
#: Letters that Python's tables don't know as such: rare characters of names in private use, and those of
#: the Han extensions that are younger than the tables.
UNLISTED_LETTER = re.compile(r"[\ue000-\uf8ff\U00020000-\U0003fffd\U000f0000-\U0010fffd]")
LAST_COMMON = 0xFFFF
#: Stands before a gram of the title; folding leaves no such character in a word.
TITLE_MARK = "¶"
#: Where one character of the one script answers to several of the other, depending on the word, opencc
#: leaves it alone outside that word: 瞭解 is 了解, but 瞭望 stays. Here both sides give up the difference.
ONE_OF_SEVERAL = dict(zip("瞭藉著覆彷甦衹祇锺馀", "了借着复仿苏只只钟余", strict=True))


def fold(text: str) -> str:
    """The text as it is compared: 'Ａ股，COVID-19\\n檢察' is 'a股 covid 19\\n检察'."""
    lines = "".join(map(_FOLDING.__getitem__, text)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def fold_in_place(text: str) -> str | None:
    """The text folded with a space where anything else stands, so that each character keeps its place.

    None where a character folds to none or to several.
    """
    letters = [*map(_FOLDING.__getitem__, text)]
    folded = "".join(letters)
    return folded if len(folded) == len(text) and "" not in letters else None


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """fold(text), and for each of its characters the index of the one in `text` that it came from."""
    folded: list[str] = []
    places: list[int] = []
    gap = ""
    for place, character in enumerate(text):
        for letter in _FOLDING[character]:
            if letter in " \n":
                gap = "\n" if "\n" in (gap, letter) else " "
                continue
            if gap and folded:
                folded.append(gap)
                places.append(place)
            gap = ""
            folded.append(letter)
            places.append(place)
    return "".join(folded), places


def grams(folded: str) -> list[str]:
    """Every pair of neighbours in folded text, and each last letter of a word alone; with repetitions.

    So each letter of a word begins a gram: a pair is found as it stands, one letter as a beginning.
    """
    return [word[start : start + 2] for word in folded.split() for start in range(len(word))]


def _fold_character(character: str) -> str:
    """What one character folds to: nothing, a letter, or several (㎏ is kg); a space where it is none."""
    if character == "\n":
        return "\n"
    if unicodedata.category(character) == "Cf":  # zero-width characters and soft hyphens
        return ""
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", character))
    letters = unicodedata.normalize("NFKC", plain).casefold()
    folded = "".join(_simplify(letter) if _is_letter(letter) else " " for letter in letters)
    return folded if folded.strip() or not folded else " "  # … is one gap, not three


def _is_letter(character: str) -> bool:
    return character.isalnum() or UNLISTED_LETTER.fullmatch(character) is not None


def _simplify(character: str) -> str:
    if character.isascii():
        return character
    simplified: str = _converter().convert(character)
    return ONE_OF_SEVERAL.get(simplified, simplified)


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - its dictionaries take memory that few processes need

    return OpenCC("t2s")


class _Folding(dict[str, str]):
    """What each character folds to: it learns the common ones, rarer ones it works out again."""

    def __missing__(self, character: str) -> str:
        letters = _fold_character(character)
        if ord(character) <= LAST_COMMON:
            self[character] = letters
        return letters


_FOLDING = _Folding()
