"""Find names beside a title, before or after it."""

from __future__ import annotations

import re
from typing import Final

import rjieba

from articles.reading.folding import HAN
from articles.reading.people import organisation_names
from articles.reading.people.appositives import mention_at
from articles.reading.people.dictionary import NOT_HAN, breaks_a_word, is_word, word_tag
from articles.reading.people.mention_search import BREAK, MentionSearch
from articles.reading.people.name_ends import ACTS, DICTIONARY
from articles.reading.people.name_likelihood import COMMON, GIVEN, Expected, surname_at
from articles.reading.people.name_scorer import ENOUGH, FIRST, SURE
from articles.reading.people.syllabic_names import (
    element_name,
    element_name_start,
    syllable_name,
    unsurnamed_name,
)
from articles.reading.people.titles import PrintedTitle, is_address
from articles.reading.vocabulary import word_set

TITLE_BONUS: Final = 1.5  # a title directly before is evidence for a name
SINGLE_PERSON: Final = re.compile(
    "(?<!当事)人$|获得者$|助理$|书记$|[^党官议职成委队队]员$|法警$|实习生$|经理$|主任$|师$|[察法]官$|[民辅狱刑交特巡]警$"
)
ROLE_AND_NAME: Final = re.compile(f"[人员师手户工匠家者民主监倌客生](?=[{''.join(FIRST)}][{''.join(GIVEN)}])")
NOT_ROLES: Final = word_set("titles", "not_roles")
RELATIVES: Final = frozenset(
    ["大叔", "大爷", "大妈", "大娘", "大哥", "大姐", "大嫂", "大伯", "大婶", "奶奶", "爷爷", "阿姨"]
)
HAN_HERE: Final = re.compile(f"[{HAN}]")
BEFORE_TITLE: Final = "、兼的和与及同跟由经在请向对被给让据为是有率"
JOINING: Final = "和与及同"
UNNAMED_PEOPLE: Final = word_set("sentences", "unnamed_people")  # 县领导和嘉宾 is no name
PLURAL_TITLES: Final = frozenset(["代表", "委员", "专家", "老师", "教师", "医生", "护士", "司机"])


def find_before_titles(search: MentionSearch) -> None:
    """Find names that end where a title starts: 孙刚检察长."""
    for title in search.titles:
        if not is_address(title.head) or title.start in search.titles_by_end:
            continue
        if start := element_name_start(search.text, title.start):
            if search.is_free(start, title.start):
                mention_at(search, start, title.start)
            continue
        scored = [
            (_score_before(search, start, title), start)
            for start in range(max(title.start - 4, 0), title.start - 1)
            if search.text[start] in FIRST
        ]
        most, start = max(scored, default=(0.0, 0))
        if most < ENOUGH:
            continue
        after = name_after(search, title)[1]
        if after <= most and (after < ENOUGH or search.text[start] in COMMON):
            mention_at(search, start, title.start)


def _score_before(search: MentionSearch, start: int, title: PrintedTitle) -> float:
    name = search.text[start : title.start]
    if NOT_HAN.search(name) or not search.is_free(start, title.start) or not surname_at(name, 0):
        return 0.0
    if name not in search.names.candidates(start) or word_tag(name) == "ns":
        return 0.0
    score = (
        search.names.score(name, start)
        + start_score(search, start)
        - (surname_at(name, 0) == 1 and name[0] not in COMMON)
    )
    score -= 2.0 * (title.head in PLURAL_TITLES and len(name) == 2)
    if organisation_names.ends_with_organisation(name) and (score < SURE or name[-1] not in GIVEN):
        return 0.0
    return score - (1.5 if start == 0 or BREAK.match(search.text, start - 1) else 3.0) * is_word(name)


def find_after_titles(search: MentionSearch) -> None:
    """Find names that start where a title ends: 检察长孙刚, 代表扎西次仁."""
    for title in search.titles:
        if (
            title.start in search.trailing_titles
            or title.end in search.mentions
            or _is_verb_after_title(search, title)
        ):
            continue
        name, _ = name_after(search, title)
        end = title.end + len(name)
        if (
            name
            and not (name[0] in JOINING and name[1:] in UNNAMED_PEOPLE)
            and search.is_free(title.end, end)
            and not _is_form_of_address(search.text, name, end)
        ):
            mention_at(search, title.end, end)


def find_after_roles(search: MentionSearch) -> None:
    """Find names after a role that only its last character reveals: 摆渡人石宝山, 按摩师光小岚."""
    for match in ROLE_AND_NAME.finditer(search.text):
        start = match.end()
        if start in search.titles_by_end or start in search.name_places or breaks_a_word(search.text, start):
            continue
        role = _role_before(search.text, start)
        name, score = search.names.best_name(start, expected=Expected.MAYBE)
        clear = search.end_score(start + len(name)) >= ACTS
        if (
            role
            and clear
            and score >= ENOUGH
            and not is_word(name)
            and search.is_free(start, start + len(name))
        ):
            search.add_title(PrintedTitle(start - len(role), start, role))
            mention_at(search, start, start + len(name))


def _role_before(text: str, end: int) -> str:
    """The noun that ends here if it means a single person: 摆渡人, but not 工作人员 or 国家."""
    *_, (word, tag) = rjieba.tag(NOT_HAN.sub(" ", text[max(end - 6, 0) : end]), False)
    one = (tag[:1] == "n" and tag[:2] not in ("nr", "ns", "nt")) or tag == "x"
    return word if one and len(word) > 1 and word not in NOT_ROLES else ""


def _is_form_of_address(text: str, name: str, end: int) -> bool:
    """Whether a kinship word follows a given name: 牧民库尔班大叔 is no full name."""
    return name[0] not in COMMON and text[end : end + 2] in RELATIVES


def name_after(search: MentionSearch, title: PrintedTitle) -> tuple[str, float]:
    """The name that starts where a title ends, with its score; ("", 0) for none."""
    start = title.end
    if not HAN_HERE.match(search.text, start) or organisation_names.PLURAL.match(search.text, start):
        return "", 0.0
    expected = expected_after(search, title)
    name, score = search.names.best_name(start, expected=expected)
    sure = expected is Expected.SURELY
    score += TITLE_BONUS - (0.0 if sure or is_address(title.head) else 1.5 * is_word(name))
    other = element_name(search.end_score, start)
    end = search.end_score(start + len(name))
    if expected and len(other) < 4 and end < (DICTIONARY if len(name) < 3 else ACTS):
        other = max(other, syllable_name(search.end_score, start), key=len)
    if len(other) > len(name):
        return other, SURE
    if score >= ENOUGH and search.end_score(start + len(name)):
        return name, score
    other = unsurnamed_name(search.end_score, start)
    if len(other) > len(name):
        return other, SURE
    if score >= ENOUGH:
        return name, score
    name = search.names.unlisted_name(start) if sure else other
    return name, ENOUGH * bool(name)


def _is_verb_after_title(search: MentionSearch, title: PrintedTitle) -> bool:
    """Whether 代表 after a title is a verb: 撒伟忠所长代表石门看守所表态."""
    before = search.titles_by_end.get(title.start)
    return title.head == "代表" and before is not None and before.start in search.trailing_titles


def expected_after(search: MentionSearch, title: PrintedTitle) -> Expected:
    """Whether a name must follow this title: not after the 代表 of 回应代表关切."""
    if title.head in PLURAL_TITLES or not (is_address(title.head) or SINGLE_PERSON.search(title.head)):
        return Expected.MAYBE
    before = search.text[max(title.start - 8, 0) : title.start]
    opened = (
        not before
        or BREAK.match(before[-1])
        or title.start in search.titles_by_end
        or before[-1] in BEFORE_TITLE
    )
    return Expected.SURELY if opened or organisation_names.ends_with_organisation(before) else Expected.MAYBE


def start_score(search: MentionSearch, start: int) -> float:
    """How likely a name starts at this place."""
    if start == 0 or NOT_HAN.match(search.text, start - 1) or start in search.titles_by_end:
        return 1.5
    if organisation_names.ends_with_organisation(search.text[max(0, start - 8) : start]):
        return 1.0
    return -2.0 if breaks_a_word(search.text, start) else -0.5
