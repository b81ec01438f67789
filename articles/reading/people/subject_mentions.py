"""Find names that are the subject of a clause: a verb, or what the person is, follows."""

from __future__ import annotations

import re
from typing import Final

from articles.reading.folding import HAN, occurrences
from articles.reading.people import organisation_names
from articles.reading.people.appositives import mention_at
from articles.reading.people.dictionary import is_word, word_tag
from articles.reading.people.mention_search import BREAK, MentionSearch
from articles.reading.people.name_ends import ACTS, CHARACTER, MARK, SAYING, TITLE, WORD
from articles.reading.people.name_likelihood import COMMON, GIVEN, surname_at
from articles.reading.people.name_scorer import SURE

LEAST_SPEAKING: Final = 2.0
LEAST_DESCRIBED: Final = 1.8
LEAST_ACTING: Final = 2.4
PLACE_ENDINGS: Final = frozenset("河湖溪岛湾港苑园庄桥街滩坡沟坝渠洼塘")  # 龙泉河, 柳林苑
MIDDLE_CHARACTERS: Final = GIVEN | frozenset("小一二三万多双")
BEFORE_DE: Final = re.compile(f"[{HAN}0-9”》]{{2}}")
IS_SPEAKING: Final = re.compile(
    "(?:说|表示|指出|强调|认为|告诉|介绍|坦言|建议|提出|回忆|感慨|要求|希望)[，：]|当选|在[^，。；：“]{1,16}(?:说|表示|指出|强调|认为|提出|介绍|要求|建议)[，：]|（?，?[男女][，）]"
    "|，?(?:今年|现年)[^，。；：]{1,6}岁|的(?:问题|提问|疑问|回答|一番话|一席话|话音|发言|讲述|愿望|担心|话匣子|话语|心里话|心声|顾虑|担忧|想法|看法)"
)
COPULA_TITLE: Final = re.compile("（[^（），。\n]{2,30}）|(?:是|系|任|担任)[^，。；\n]{2,30}[，。；]")
DESCRIBED_AS: Final = re.compile(f"的(?=[{HAN}]{{2,4}}?(?P<told>是[^，。；：的\n]{{2,20}})[，。；])")
CLAUSE_START: Final = re.compile(f"^|{BREAK.pattern}")
PREPOSITIONS: Final = frozenset("据在以用由向对与为请让")
NOT_PREPOSITIONS: Final = frozenset(
    ["对于", "由于", "在于", "用于", "以后", "以及", "向来", "以来", "与会", "为了", "为何", "为首"]
)


def find_at_clause_starts(search: MentionSearch) -> None:
    """Find names at the start of a clause with a verb after them: 伍秋实没有急着表态."""
    for match in CLAUSE_START.finditer(search.text):
        start = match.end()
        led = (
            search.text[start : start + 1] in PREPOSITIONS
            and search.text[start : start + 2] not in NOT_PREPOSITIONS
        )
        name = _acting_name(search, start) or (led and _acting_name(search, start + 1))
        if name:
            start += not search.text.startswith(name, start)
            mention_at(search, start, start + len(name))


def _acting_name(search: MentionSearch, start: int) -> str:
    """The name at `start` that does or says something; "" for none."""
    if start in search.name_places or not (
        search.text[start : start + 1] in COMMON or surname_at(search.text, start) > 1
    ):
        return ""
    if not search.names.has_clear_end(start):
        return ""
    name, score = search.names.best_name(start)
    end = start + len(name)
    if not name or is_word(name) or not search.is_free(start, end):
        return ""
    if is_followed_by_speech(search, start, end):
        return name if score >= LEAST_SPEAKING else ""
    clear = search.end_score(end)
    if _has_given_characters(name) and (clear == WORD or (clear >= CHARACTER and len(name) > 2)):
        least = SURE if word_tag(name) == "ns" or name[-1] in PLACE_ENDINGS else LEAST_ACTING
    else:  # many names of the dictionary are words (安全感)
        least = SURE + 2.0 * word_tag(name).startswith("nr")
    return name if score >= least and clear < MARK else ""


def _has_given_characters(name: str) -> bool:
    """Whether the name consists of characters common in given names."""
    return name[-1] in GIVEN and MIDDLE_CHARACTERS.issuperset(name[1:-1])


def find_described(search: MentionSearch) -> None:
    """Find names after an attribute and before a verb: 住在六楼的王小燕下楼时说."""
    for at in occurrences("的", search.text):
        start = at + 1
        if search.text[start : start + 1] not in COMMON or start in search.name_places:
            continue
        if BEFORE_DE.match(search.text, max(at - 2, 0), at) and (name := _described_name(search, start)):
            mention_at(search, start, start + len(name))


def _described_name(search: MentionSearch, start: int) -> str:
    """The name at `start` after an attribute; "" for none."""
    name, score = search.names.best_name(start) if search.names.has_clear_end(start) else ("", 0.0)
    if score < LEAST_DESCRIBED or not _has_given_characters(name) or is_word(name):
        return ""
    end = start + len(name)
    clear = search.end_score(end)
    goes_on = clear >= CHARACTER and clear != TITLE if len(name) > 2 else clear == WORD
    free = search.is_free(start, end) and not organisation_names.ends_with_organisation(name)
    return name if goes_on and free else ""


def find_before_copula(search: MentionSearch) -> None:
    """Find names whose predicate is a title: 坐在后排的白玉成是村民小组长，."""
    for match in DESCRIBED_AS.finditer(search.text):
        start, title = match.end(), search.titles_by_end.get(match.end("told"))
        name, score = search.names.best_name(start)
        if title is None or match.start("told") - start != len(name) or score < LEAST_SPEAKING:
            continue
        if not is_word(name) and search.is_free(start, start + len(name)):
            mention_at(search, start, start + len(name))


def is_followed_by_speech(search: MentionSearch, start: int, end: int) -> bool:
    """Whether a verb of speech follows, or the colon of an interview: 李佳：…."""
    if search.text[start] not in COMMON:
        return False
    if (match := COPULA_TITLE.match(search.text, end)) and match.end() - 1 in search.titles_by_end:
        return True
    at_paragraph = start == 0 or search.text[start - 1] == "\n"
    if IS_SPEAKING.match(search.text, end) or (at_paragraph and search.text.startswith("：", end)):
        return True
    if search.text[start - 1 : start] == "”" and end - start > 2 and search.end_score(end) >= ACTS:
        return True
    return SAYING.at(search.text, end) is not None and _is_chosen(search.text[start:end])


def _is_chosen(name: str) -> bool:
    """Whether the name has three characters, or a second one common in given names."""
    return len(name) > 2 or name[-1] in GIVEN
