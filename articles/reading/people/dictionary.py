"""Words and parts of speech from the dictionary of rjieba."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import rjieba

from articles.reading.folding import HAN
from articles.reading.vocabulary import word_set

NOT_HAN: Final = re.compile(f"[^{HAN}]")
NOT_NAMES: Final = word_set("names", "not_names")


def is_verbal(text: str) -> bool:
    """Whether the text starts with a verb, adverb or the like of two or more characters."""
    word, tag = first_word(text)
    saying = len(word) == 4 or (len(word) == 3 and word[-1] == "地")  # 话音刚落, 坦率地
    return saying or (len(word) > 1 and tag[0] in "vdpcbftmrilza")


@lru_cache(maxsize=65_536)
def word_tag(text: str) -> str:
    """The part of speech of a text that is one word of the dictionary; "" for any other."""
    found = rjieba.tag(text, False)
    return found[0][1] if len(found) == 1 and len(text) > 1 else ""


def is_word(text: str) -> bool:
    """Whether the text is a dictionary word and not known as a name."""
    return text in NOT_NAMES or word_tag(text)[:2] not in ("", "nr", "x")


def is_thing(text: str) -> bool:
    """Whether it is a word for a thing, quality or time that parents may choose: 陆地, 苗条, 严冬."""
    return word_tag(text)[:1] in tuple("nazsftb")


@lru_cache(maxsize=65_536)
def is_common(text: str) -> bool:
    """Whether it is a dictionary word of two or more characters, and no name of any kind."""
    return word_tag(text)[:2] not in ("", "nr", "x", "nz", "ns")


@lru_cache(maxsize=65_536)
def first_word(text: str) -> tuple[str, str]:
    """The first dictionary word of a text, with its part of speech."""
    return rjieba.tag(text, False)[0]


def breaks_a_word(text: str, at: int) -> bool:
    """Whether a name that starts here would cut a dictionary word in two: 队|伍建设."""
    begin = max(at - 4, 0)
    return _is_inside_a_word(text[begin : at + 3], at - begin)


@lru_cache(maxsize=65_536)
def _is_inside_a_word(text: str, at: int) -> bool:
    end = 0
    for word in rjieba.cut(NOT_HAN.sub(" ", text), False):
        end += len(word)
        if end >= at:
            return end > at > end - len(word)
    return False
