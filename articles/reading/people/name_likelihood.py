"""Likelihood that characters are a name: a surname, and characters that parents choose."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import Final

from articles.reading.people.dictionary import NOT_NAMES, is_common, is_thing, word_tag
from articles.reading.vocabulary import character_set, word_set

NEVER: Final = character_set("names", "never_given")
GIVEN: Final = character_set("names", "given_characters")
SELDOM_ONLY: Final = character_set("names", "seldom_last") - GIVEN
FOLLOWING_CHARACTERS: Final = character_set("names", "following_characters")
FOLLOWING_ONLY: Final = FOLLOWING_CHARACTERS - GIVEN
FOLLOWING_WORDS: Final = word_set("names", "following_words")
KINSHIP_WORDS: Final = word_set("names", "kinship_words")
DOUBTFUL_SURNAMES: Final = word_set("names", "doubtful_surnames")
COMMON: Final = character_set("surnames", "common") | character_set("surnames", "uncommon")
SINGLE: Final = COMMON | character_set("surnames", "rare")
VERB_SURNAMES: Final = word_set("names", "verb_surnames") - COMMON
COMPOUND: Final = word_set("surnames", "compound")
COMPOUND_FIRST: Final = frozenset(compound[0] for compound in COMPOUND)
CONJUNCTIONS: Final = frozenset("和同")
JOINS: Final = frozenset("和与及同向对由从")  # 和政协, 向马力: words in front of another name
DOUBLED = 1.5  # 钱多多
COMPOUNDED = 1.5  # a surname of two characters that is no word for a place or number (东方, 第五)
PHRASE = 3.0  # deducted for a verb with its object and similar phrases
USUAL = 0.4  # per character common in given names
THREE = 1.0  # most names have three characters


class Expected(IntEnum):
    """Whether the words before require a name here."""

    NO = 0
    MAYBE = 1  # 村民, 干警: one person or all of them
    SURELY = 2  # 检察长: held by one person


def surname_at(text: str, at: int) -> int:
    """The length of the surname that stands here, 0 for none."""
    first = text[at : at + 1]
    if first in COMPOUND_FIRST:
        for length in (4, 3, 2):
            if text[at : at + length] in COMPOUND:
                return length
    return 1 if first in SINGLE else 0


@lru_cache(maxsize=65_536)
def likelihood(text: str, surname: int, *, expected: Expected = Expected.NO) -> float:
    """How likely the characters are a name; `expected` weakens the objection that they are words."""
    given = text[surname:]
    if given in FOLLOWING_WORDS:
        return -5.0
    no_name = text in NOT_NAMES and not (expected is Expected.SURELY and is_thing(text))
    if given in KINSHIP_WORDS or no_name or "某" in given:
        return -9.0
    points = _length_score(text, surname) + sum(USUAL if c in GIVEN else -USUAL for c in given)
    points -= _phrase_penalty(text, given, expected)
    if len(given) == 2 and given[0] == given[1]:  # 钱多多, 李想想
        return points + DOUBLED
    points -= _particle_penalty(text, given, expected)
    if word_tag(text).startswith("nr"):
        return points + 1.0
    return points if expected is Expected.SURELY else points - _doubt_penalty(text, surname)


def _length_score(text: str, surname: int) -> float:
    """Most names have three characters; few words start with a surname of two."""
    if surname == 1:
        return THREE * (len(text) == 3)
    return THREE + COMPOUNDED * (word_tag(text[:surname])[:1] not in tuple("mfts"))


def _phrase_penalty(text: str, given: str, expected: Expected) -> float:
    """How much it looks like a phrase: 师生座|谈, 开方子, 向马力."""
    if expected is Expected.SURELY:
        return 0.0
    done = text[0] in VERB_SURNAMES and is_thing(given) and word_tag(given)[:2] not in ("nr", "ns", "nz")
    joined = text[0] in JOINS and expected is Expected.MAYBE and surname_at(given, 0) > 0
    broken = len(text) == 3 and text[:2] in NOT_NAMES
    return PHRASE * (done + joined + broken)


def _particle_penalty(text: str, given: str, expected: Expected) -> float:
    """How much particles among the characters speak against a name."""
    last = given[-1]
    against = 2.0 * (last in SELDOM_ONLY) + 2.0 * (last in FOLLOWING_ONLY)
    if expected is Expected.NO or not is_thing(text):
        against += (2.0 if last in GIVEN else 4.0) * (last in NEVER)
    return against + (0.5 if expected is Expected.SURELY else 2.0) * sum(c in NEVER for c in given[:-1])


def _doubt_penalty(text: str, surname: int) -> float:
    """How much is deducted where no name is required."""
    given = text[surname:]
    rare = surname == 1 and text[0] not in COMMON
    doubts = _surname_penalty(text[:surname]) - 0.5 * (len(given) == 1), 1.5 * is_common(given)
    alone = (1.5 if rare else 1.0) * (len(given) == 1 and given not in GIVEN)
    return alone + (sum(doubts) if rare else max(doubts))


def _surname_penalty(surname: str) -> float:
    """How much is deducted for surnames that are more often other words: 和, 向, 成."""
    if surname in CONJUNCTIONS:
        return 4.0
    return 2.0 * (surname in DOUBTFUL_SURNAMES)
