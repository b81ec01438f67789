"""Names without surnames (Tibetan, Mongol, Uyghur, foreign): syllables, with dots or without."""

from __future__ import annotations

import re
from typing import Final

import rjieba

from articles.reading.folding import HAN
from articles.reading.matchers import alternatives
from articles.reading.people.dictionary import NOT_HAN, NOT_NAMES
from articles.reading.people.name_ends import CHARACTER, DICTIONARY, FOLLOWING, PARTICLES, WORD, NameEndScores
from articles.reading.people.name_likelihood import surname_at
from articles.reading.people.titles import TITLE_MATCHER
from articles.reading.vocabulary import character_set, word_set

DOTTED: Final = re.compile(f"[{HAN}]{{1,10}}(?:·[{HAN}]{{1,10}})+")
LAST_ALONE: Final = "措加太本吉江图花夫"
ELEMENTS: Final = re.compile(
    f"(?:{alternatives(word_set('surnames', 'name_elements'))}){{1,3}}[{LAST_ALONE}]?"
)
ELEMENTS_END: Final = frozenset(LAST_ALONE) | {
    element[-1] for element in word_set("surnames", "name_elements")
}
SYLLABLES: Final = character_set("surnames", "syllables")
LONGEST: Final = 7  # syllables of a name without dots


def element_name(end_score: NameEndScores, start: int) -> str:
    """A name that consists of syllables used only by peoples without surnames: 扎西次仁."""
    match = ELEMENTS.match(end_score.text, start)
    if match and (match.end() - start > 3 or end_score(match.end()) >= CHARACTER):
        return match.group()
    return ""


def element_name_start(text: str, end: int) -> int:
    """Where such a name that ends here starts, after punctuation or a particle (养羊的巴图|委员); 0: none."""
    if text[end - 1 : end] not in ELEMENTS_END:
        return 0
    for start in range(max(end - 8, 1), end - 1):
        opened = NOT_HAN.match(text, start - 1) or text[start - 1] in "的和与"
        if opened and (match := ELEMENTS.match(text, start, end)) and match.end() == end:
            return start
    return 0


def syllable_name(end_score: NameEndScores, start: int) -> str:
    """Three or more syllables that end where a name may end."""
    text, end = end_score.text, start
    while end < start + LONGEST and text[end : end + 1] in SYLLABLES and end < len(text):
        end += 1
    name = text[start:end]
    if not 3 <= len(name) < LONGEST or not end_score(end) or end_score(start):
        return ""
    return name if _only_syllables(name) else ""


def unsurnamed_name(end_score: NameEndScores, start: int) -> str:
    """A name without dots or surname: only syllables up to a clear end."""
    text = end_score.text
    if not SYLLABLES.issuperset(text[start : start + 2]):
        return ""
    for end in range(start + 2, start + LONGEST):
        name = text[start:end]
        if NOT_HAN.search(name) or len(name) < end - start or FOLLOWING.at(name):
            return ""
        if end_score(end) >= (DICTIONARY if len(name) > 2 else WORD):
            return name if _only_syllables(name) else ""
    return ""


def _only_syllables(name: str) -> bool:
    """Whether the characters are syllables of names and no words of the dictionary."""
    if name[0] in "小老大阿" and surname_at(name, 1):
        return False  # 小李, 老王
    if name in NOT_NAMES or TITLE_MATCHER.at(name) or not SYLLABLES.issuperset(name):
        return False
    return all(len(word) == 1 or tag[:2] in ("nr", "x", "ns", "nz") for word, tag in rjieba.tag(name, False))


def _is_joined(end_score: NameEndScores, at: int) -> bool:
    """Whether 和 or 与 stands here, before a title or another name with dots."""
    joined = end_score.text[at : at + 1] in tuple("和与及")
    return joined and (at + 1 in end_score.titles or DOTTED.match(end_score.text, at + 1) is not None)


def _one_more(end_score: NameEndScores, stop: int, longest: int) -> bool:
    """Whether a character of no list stands here before a clear end: 阿依肯|也将."""
    if stop >= longest or end_score.text[stop + 1 : stop + 2] in PARTICLES:
        return False
    return end_score(stop) < CHARACTER <= end_score(stop + 1)


def dotted_end(end_score: NameEndScores, start: int) -> int:
    """Where the name with dots that starts here ends: the first clear end after the last dot."""
    text = end_score.text
    match = DOTTED.match(text, start)
    if match is None:
        return start
    last = match.group().rindex("·") + start + 1
    stop = next((at for at in range(last, match.end()) if text[at] not in SYLLABLES), match.end())
    if _one_more(end_score, stop, match.end()):
        stop += 1
    if stop < last + 2:
        stop = match.end()
    ends = range(last + 1, stop + 1)
    clear = (end for end in ends if end > last + 1 and (end_score(end) >= WORD or _is_joined(end_score, end)))
    return next(clear, max(reversed(ends), key=lambda end: end_score(end) + (end == stop)))
