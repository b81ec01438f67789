"""Could these characters be a person's name, and where does it end?

A name is weighed by what it is made of (a surname, no particle) and by what follows it: a mark, a post or
a verb speaks for an end there. How often each candidate stands in the text decides between the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import rjieba

from articles.reading.folding import HAN
from articles.reading.voices.organisations import BODY
from articles.reading.voices.posts import POST
from articles.reading.voices.wordlists import characters, one_of, words

NOT_HAN: Final = re.compile(f"[^{HAN}]")
NEVER: Final = characters("names", "never")
GIVEN: Final = characters("names", "given")
SELDOM_ONLY: Final = characters("names", "seldom") - GIVEN
FOLLOW: Final = characters("names", "follow")
FOLLOW_ONLY: Final = FOLLOW - GIVEN
FOLLOW_WORDS: Final = words("names", "follow_words")
KIN: Final = words("names", "kin")
NO_NAMES: Final = words("names", "no_names")
DOUBTFUL: Final = words("names", "doubtful")
COMMON: Final = characters("surnames", "common")
SINGLE: Final = COMMON | characters("surnames", "rare")
COMPOUND: Final = words("surnames", "compound")
COMPOUND_FIRST: Final = frozenset(compound[0] for compound in COMPOUND)
MAY_BEGIN: Final = re.compile(f"[{''.join(SINGLE | COMPOUND_FIRST)}]")
FOLLOWS: Final = one_of(("names", "follow_words"))

MARK, TITLE, WORD, DICTIONARY, STRONG_CHARACTER, CHARACTER = 4.0, 3.5, 3.0, 2.0, 2.0, 1.5
ACTS: Final = 1.0  # any other verb of one character
STRONG: Final = frozenset("说是在向对率")
CONJUNCTIONS: Final = frozenset("和同")
OTHER_WORD = 4.0  # against a name at whose place another word begins
EXPECTED_WORD = 1.5  # against a name that is a word, where a name is expected
USUAL = 0.4  # a character that many given names hold
THREE = 1.0  # most names have three characters
ENOUGH: Final = 2.5
SURE: Final = 6.0


def surname_at(text: str, at: int) -> int:
    """How many characters of a surname stand here: 0, 1, 2 …"""
    first = text[at : at + 1]
    if first in COMPOUND_FIRST:
        for length in (4, 3, 2):
            if text[at : at + length] in COMPOUND:
                return length
    return 1 if first in SINGLE else 0


def follows(text: str, at: int) -> float:
    """How much the text at this place looks like what stands after a name."""
    if at >= len(text) or NOT_HAN.match(text, at):
        return 0.0 if text[at : at + 1] == "·" else MARK
    if POST.match(text, at):
        return TITLE
    if FOLLOWS.match(text, at):
        return WORD
    return DICTIONARY if is_verbal(text[at : at + 4]) else _character_follows(text, at)


def _character_follows(text: str, at: int) -> float:
    """The same of one character."""
    if text[at] in STRONG:
        return STRONG_CHARACTER
    if text[at] in FOLLOW:
        return CHARACTER
    return ACTS * (text[at] not in GIVEN and first_word(text[at : at + 4])[1] == "v")


def is_verbal(text: str) -> bool:
    """Does the text begin with a verb, adverb or the like of two or more characters?"""
    word, tag = first_word(text)
    return len(word) > 1 and tag[0] in "vdpcbftmrilza"


@lru_cache(maxsize=16384)
def word_tag(text: str) -> str:
    """The dictionary's part of speech where the text is one word of it, else nothing."""
    found = rjieba.tag(text, False)
    return found[0][1] if len(found) == 1 and len(text) > 1 else ""


def is_word(text: str) -> bool:
    """Is it a word of the language, and not known as a name?"""
    return text in NO_NAMES or word_tag(text)[:2] not in ("", "nr", "x")


def made_like_a_name(text: str, surname: int, *, expected: bool = False) -> float:
    """How much the characters speak for a name; where one is `expected`, being words is no objection."""
    given = text[surname:]
    if given in FOLLOW_WORDS:
        return -5.0
    if given in KIN or text in NO_NAMES:
        return -9.0
    points = THREE if len(given) == 2 else 0.0
    points += sum(USUAL if c in GIVEN else -USUAL for c in given)
    last = given[-1]
    points -= (2.0 if last in GIVEN else 4.0) * (last in NEVER)
    points -= 2.0 * (last in SELDOM_ONLY) + 2.0 * (last in FOLLOW_ONLY)
    points -= (0.5 if expected else 2.0) * sum(c in NEVER for c in given[:-1])
    if word_tag(text).startswith("nr"):
        return points + 1.0
    if expected:
        return points
    rare = surname == 1 and text[0] not in COMMON
    points -= (1.5 if rare else 1.0) * (len(given) == 1 and given not in GIVEN)
    doubts = _doubt(text[:surname]) - 0.5 * (len(given) == 1), 1.5 * is_common(given)
    return points - (sum(doubts) if rare else max(doubts))


def _doubt(surname: str) -> float:
    """How much less is believed of surnames that are more often other words (和, 向, 成)."""
    if surname in CONJUNCTIONS:
        return 4.0
    return 2.0 * (surname in DOUBTFUL)


@lru_cache(maxsize=16384)
def is_common(text: str) -> bool:
    """Is it a word of two or more characters that is no name?"""
    return word_tag(text)[:2] not in ("", "nr", "x", "nz", "ns")


@lru_cache(maxsize=16384)
def first_word(text: str) -> tuple[str, str]:
    """The word that the text begins with, and its part of speech."""
    return rjieba.tag(text, False)[0]


def breaks_a_word(text: str, at: int) -> bool:
    """Would a name that begins here cut a word of the language in two (队|伍建设)?"""
    end = max(at - 4, 0)
    for word in rjieba.cut(NOT_HAN.sub(" ", text[end : at + 3]), False):
        if end < at < end + len(word):
            return True
        end += len(word)
    return False


class Names:
    """Weighs the names of one text; `count` is told of the candidates first."""

    def __init__(self, text: str, known: Iterable[str] = ()) -> None:
        self.text = text
        self.known = frozenset(known)
        self._times: Counter[str] = Counter()

    def count(self, starts: Iterable[int]) -> None:
        """Count how often each candidate that begins at one of these places stands in the whole text."""
        wanted = {name for start in starts for name in self.candidates(start)}
        firsts: dict[str, list[str]] = {}
        for name in wanted:
            firsts.setdefault(name[:2], []).append(name)
        for match in MAY_BEGIN.finditer(self.text):
            at = match.start()
            for name in firsts.get(self.text[at : at + 2], ()):
                self._times[name] += self.text.startswith(name, at)

    def candidates(self, start: int) -> list[str]:
        """The strings that could be a Han name beginning here."""
        surname = surname_at(self.text, start)
        if not surname:
            return []
        longest = self.text[start : start + surname + 2]
        if stop := NOT_HAN.search(longest):
            longest = longest[: stop.start()]
        return [longest[:n] for n in range(surname + 1, len(longest) + 1)]

    def name_from(self, start: int, *, expected: bool = False) -> tuple[str, float]:
        """The best name that begins here, and its weight: ("", 0) where there is none."""
        best, most = "", 0.0
        for name in self.candidates(start):
            weight = self.weigh(name, start, expected=expected)
            if weight > most:
                best, most = name, weight
        return best, most

    def may_act(self, start: int) -> bool:
        """Could a name begin here that a verb, a mark or the like follows?"""
        return any(follows(self.text, start + len(name)) for name in self.candidates(start))

    def weigh(self, name: str, start: int, *, expected: bool = False) -> float:
        """How much speaks for this name at this place; `expected` after the post of one person."""
        if name in self.known:
            return 10.0
        end = start + len(name)
        if any(POST.match(self.text, at) for at in range(start + surname_at(name, 0), end)):
            return 0.0
        clear = follows(self.text, end)
        points = clear + made_like_a_name(name, surname_at(name, 0), expected=expected)
        other = self._other_word(name, start)
        if expected and other <= OTHER_WORD and clear >= (WORD if is_word(name) else ACTS):
            other = min(other, EXPECTED_WORD)
        elif expected and other:  # 院长|热线|开通: words go on as words
            other += is_word(name)
        points -= other + 1.5 * breaks_a_word(self.text, end)
        points -= 3.0 * _is_place(self.text, end)
        times = self._times
        if times[name] > 1 and (expected or not word_tag(name)):
            points += min(times[name] - 1, 2)
            longer = max(
                (times[c] for c in self.candidates(start) if c.startswith(name) and c != name), default=0
            )
            points -= 2.0 * (longer == times[name])
        return points

    def _other_word(self, name: str, start: int) -> float:
        """How much it speaks against a name that a word of the language begins at its place."""
        word, tag = first_word(self.text[start : start + 4])
        if POST.match(self.text, start):
            return 9.0
        if FOLLOWS.match(self.text, start):
            return 5.0
        if len(word) == 1 or tag[:2] in ("nr", "ns", "nz", "x") or len(word) <= surname_at(word, 0):
            return 0.0
        if word == name:
            return 3.0 if tag[0] in "vdpc" else 0.5
        if len(word) < len(name) and first_word(self.text[start + len(word) : start + 6])[1].startswith("nr"):
            return 1.5
        return 2.0 if len(word) < len(name) and name[0] in COMMON else OTHER_WORD

    def strange_from(self, start: int) -> str:
        """A name with a surname that no list holds, between a post and a clear end: 县长普伟，."""
        for length in (3, 2):
            name = self.text[start : start + length]
            if len(name) < length or NOT_HAN.search(name) or FOLLOWS.match(name) or POST.match(name):
                continue
            clear = follows(self.text, start + length) in (MARK, WORD)
            made = made_like_a_name(name, 1, expected=True) >= 0.0 and name[0] not in NEVER | FOLLOW
            if clear and made and not is_word(name) and not is_common(name[:2]) and not is_common(name[1:]):
                return name
        return ""


def _is_place(text: str, end: int) -> bool:
    """Does the rest of a body's name follow, of which this is the place: 石门|看守所, 石门|县?"""
    body = BODY.match(text, end)
    return body is not None and (len(body.group()) > 1 or body.group() in "省市县区州镇乡村")
