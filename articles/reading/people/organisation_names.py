"""Boundaries of organisation names before a title, and the department that belongs to the title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import rjieba

from articles.reading.matchers import PrefixMatcher, SuffixMatcher, alternatives
from articles.reading.vocabulary import word_set

ENDING_WORDS: Final = word_set("organisations", "endings")


def _named(some: Iterable[str]) -> str:
    return f"{alternatives(some)}(?:(?<=委)员会)?"


ORGANISATION_ENDINGS: Final = PrefixMatcher(ENDING_WORDS, _named)
ENDING_PATTERN: Final = re.compile(_named(ENDING_WORDS))
ENDING: Final = SuffixMatcher(ENDING_WORDS)
GENERIC: Final = SuffixMatcher(word_set("organisations", "generic_endings"))
UNIT: Final = SuffixMatcher(word_set("organisations", "departments"))
ENDING_OR_UNIT: Final = SuffixMatcher(ENDING_WORDS | word_set("organisations", "departments"))
JOINED: Final = SuffixMatcher(word_set("organisations", "with_conjunction"))
COURT: Final = re.compile("(?:检察院|法院|[市省县区州分]院)")
STOPS: Final = word_set("organisations", "lead_words")
NAMED_COURT: Final = re.compile("..(?:人民|巡回)法庭$")
OURS: Final = re.compile("[我本该][院局校所庭队]")
PLACES: Final = "省市县区州旗镇乡村"
VISITS: Final = frozenset(["视察", "调研", "考察", "检查", "督导"])  # but 视察组, 考察团
VILLAGE: Final = re.compile("(?P<place>.+(?:村|社区))(?P<unit>妇联|党支部|党总支|团支部|民兵连)")
PLURAL: Final = re.compile("^(?:各|全体|部分|有关|相关|多名|数名|众|两|三|四|五|六|七|八|九|十|几)")


def skip_lead(text: str) -> int:
    """Where the organisation's name starts: after the last word that cannot be part of it."""
    start = at = 0
    for word in _cut(text):
        at += len(word)
        if word in STOPS or word[-1] in "日时" or word in VISITS:
            start = at if _stops(word, text, at) else start
    return start


def _stops(word: str, text: str, at: int) -> bool:
    """Whether this word, which ends at `at`, stands before the organisation's name."""
    if word in VISITS and text[at : at + 1] not in tuple("组团队"):
        return True
    if word[-1] in "日时" and text[at - 2 : at - 1].isdigit():
        return True
    if word not in STOPS or JOINED.of(text[:at]):
        return False
    organisation = ENDING_PATTERN.match(text, at - len(word))  # 区|经开区, 市|经信局
    return organisation is None or organisation.end() <= at


@lru_cache(maxsize=4096)
def _cut(text: str) -> list[str]:
    return rjieba.cut(text, False)


@lru_cache(maxsize=4096)
def split(name: str) -> tuple[str, str]:
    """Split an organisation from the department that belongs to the title: 市检察院 | 未成年人检察处."""
    court = _last(COURT, name)
    if court:
        sent = "派驻" in name and ENDING.of(name)  # 市纪委监委派驻市检察院纪检监察组
        return (name, "") if sent or NAMED_COURT.search(name, court) else (name[:court], name[court:])
    if match := OURS.match(name):
        return match.group(), name[match.end() :]
    if match := VILLAGE.fullmatch(name):
        return match["place"], match["unit"]
    if ENDING.of(name) or name.endswith("委"):
        return (
            ("", name) if len(name) == 1 or name in word_set("organisations", "departments") else (name, "")
        )
    cuts = [n for n in range(len(name) - 1, 1, -1) if UNIT.of(name[n:]) and ENDING.of(name[:n])]
    if cuts:  # 州商务局|市场科 rather than 州商务局市|场科
        cut = next((cut for cut in cuts if name[cut - 1] not in PLACES), cuts[0])
        return name[:cut], name[cut:]
    return (name, "") if GENERIC.of(name[2:]) and not UNIT.of(name) else ("", name)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in pattern.finditer(text)), default=0)


def is_organisation(text: str) -> bool:
    """Whether the text ends with an organisation of two or more characters: 区政协."""
    return len(ENDING.of(text)) > 1


def ends_with_organisation(text: str) -> bool:
    """Whether the text ends with an organisation or department: 市妇联, 未检科."""
    return ENDING_OR_UNIT.of(text) != ""
