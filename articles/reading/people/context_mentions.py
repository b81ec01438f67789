"""People found by what stands beside the name: a post, a body, a mark and a verb."""

from __future__ import annotations

import re
from typing import Final

import rjieba

from articles.reading.folding import HAN, occurrences
from articles.reading.people import organisation_names
from articles.reading.people.appositives import bare_mention_at, mention_at
from articles.reading.people.dictionary import breaks_a_word, is_word, word_tag
from articles.reading.people.mention_search import BREAK, MentionSearch
from articles.reading.people.name_ends import ACTS, CHARACTER, MARK, SAYING, TITLE, WORD
from articles.reading.people.name_likelihood import COMMON, GIVEN, surname_at
from articles.reading.people.name_scorer import ENOUGH, SURE
from articles.reading.people.syllabic_names import DOTTED, dotted_end
from articles.reading.people.titled_mentions import name_after, opens

SPEAKS: Final = 2.0
TOLD: Final = 1.8
ACTING: Final = 2.4
TERRAIN: Final = frozenset("河湖溪岛湾港苑园庄桥街滩坡沟坝渠洼塘")  # 龙泉河, 柳林苑
GROUND: Final = TERRAIN | frozenset("田野林树木杏圃滩岭谷棚舍仓库厂楼阁殿塔泉园")  # 麦田, 白桦林, 钟楼
KINDS: Final = frozenset("县区市镇乡村州旗")
MIDDLE: Final = GIVEN | frozenset("小一二三万多双")
TOLD_OF: Final = re.compile(f"[{HAN}0-9”》]{{2}}")
SAYS: Final = re.compile(
    "(?:说|表示|指出|强调|认为|告诉|介绍|坦言|建议|提出|回忆|感慨|要求|希望)[，：]|当选|在[^，。；：“]{1,16}(?:说|表示|指出|强调|认为|提出|介绍|要求|建议)[，：]|（?，?[男女][，）]"
    "|，?(?:今年|现年)[^，。；：]{1,6}岁|的(?:问题|提问|疑问|回答|一番话|一席话|话音|发言|讲述|愿望|担心|话匣子|话语|心里话|心声|顾虑|担忧|想法|看法)"
)
INTRODUCES: Final = re.compile("（[^（），。\n]{2,30}）|(?:是|系|任|担任)[^，。；\n]{2,30}[，。；]")
OF_WHOM: Final = re.compile(f"的(?=[{HAN}]{{2,4}}?(?P<told>是[^，。；：的\n]{{2,20}})[，。；])")
CLAUSE: Final = re.compile(f"^|{BREAK.pattern}")
LEADS: Final = frozenset("据在以用由向对与为请让")
LED: Final = frozenset(
    ["对于", "由于", "在于", "用于", "以后", "以及", "向来", "以来", "与会", "为了", "为何", "为首"]
)
APPOINTED: Final = re.compile(
    f"(?:任命|聘任|聘请|选举|推选|补选|免去|接受|授予)(?P<name>[{HAN}·]{{2,12}}?)(?:同志)?(?:为|的|辞去)"
)
APPOINTS: Final = re.compile(
    "(?:任命|授予|表彰|名叫|提名|由|追授|邀请到|还有|分别是|分别为|主角|主人公|名为|[她他我官员人孩]叫)"
)
CALLED: Final = re.compile(
    f"叫(?P<name>[{HAN}]{{2,4}})(?=，(?:今年|现年|[男女0-9]|家住|[一二三四五六七八九十]{{1,3}}岁)"
    "|(?<=[真本大]名叫..)[。，]|(?<=[真本大]名叫...)[。，])"
)
FROM_ORGANISATION: Final = re.compile("(?:来自[^，。；、：]{1,20}|岁)的")


def appointed(search: MentionSearch) -> None:
    """任命李国栋为…, 免去卜凡的…: the verb tells where the name begins, the particle where it ends."""
    for match in APPOINTED.finditer(search.text):
        start, end = match.span("name")
        if match["name"] in search.names.candidates(start) or DOTTED.fullmatch(match["name"]):
            mention_at(search, start, end)
    for match in CALLED.finditer(search.text):
        if match["name"] in search.names.candidates(match.start("name")) and not is_word(match["name"]):
            mention_at(search, *match.span("name"))


def dotted(search: MentionSearch) -> None:
    """阿布力孜·吐尔洪: the dots tell."""
    if "·" not in search.text:
        return
    for match in DOTTED.finditer(search.text):
        dot = match.start() + match.group().index("·")
        start = max(
            [
                _after_words(search.text, match.start(), dot),
                *(p for p in range(match.start(), dot) if p in search.titles_by_end),
            ]
        )
        end = dotted_end(search.end_score, start)
        if end > start + 2:
            mention_at(search, start, end)


def _after_words(text: str, start: int, dot: int) -> int:
    """Where the words of the language end before the syllables of a name: 陪同|阿布力孜."""
    at = last = start
    for word, tag in rjieba.tag(text[start:dot], False):
        at += len(word)
        if len(word) > 1 and tag[:2] not in ("nr", "nz", "ns", "x"):
            last = at
    return last if last < dot else start


def after_bodies(search: MentionSearch) -> None:
    """区妇联庄小苗, 来自民进的舒立群: a name that begins where a body ends."""
    for match in organisation_names.ORGANISATION_ENDINGS.each(search.text):
        if len(match.group()) > 1:
            _bare(search, match.end(), match.end(), WORD + 0.5)
        if search.text.startswith("的", match.end()):
            _bare(search, match.end() + 1, match.end(), WORD)
    for match in FROM_ORGANISATION.finditer(search.text):
        _bare(search, match.end(), match.end() - 1, ENOUGH - 0.5)
    for match in APPOINTS.finditer(search.text):
        _bare(search, match.end(), match.end(), WORD)


def _bare(search: MentionSearch, start: int, organisation_end: int, least: float) -> None:
    if (
        not search.names.candidates(start)
        or start in search.titles_by_start
        or breaks_a_word(search.text, start)
    ):
        return
    name, weight = search.names.best_name(start)
    if len(name) == 3 and search.end_score(start + 3) >= WORD:
        least -= 1.0
    if name and _is_ground(search, name, start, organisation_end):
        least = max(least, SURE) + 1.0
    title = search.titles_by_start.get(start + len(name))
    if title is not None and name_after(search, title)[0]:
        return  # the post is that of the name after it
    if name and weight >= least and not is_word(name) and search.is_free(start, start + len(name)):
        bare_mention_at(search, start, start + len(name), organisation_end)


def _is_ground(search: MentionSearch, name: str, start: int, organisation_end: int) -> bool:
    """石桥镇的麦田, 石桥村苗圃: behind a place a word for ground or a building, and nothing it says."""
    place = search.text[organisation_end - 1] in KINDS or start > organisation_end
    end = start + len(name)
    said = SAYS.match(search.text, end) or _speaks(search, start, end)
    return place and name[-1] in GROUND and not said


def at_clause_starts(search: MentionSearch) -> None:
    """伍秋实没有急着表态: a name at the beginning of a clause, with a verb after it."""
    for match in CLAUSE.finditer(search.text):
        start = match.end()
        led = search.text[start : start + 1] in LEADS and search.text[start : start + 2] not in LED
        name = _acting_name(search, start) or (led and _acting_name(search, start + 1))
        if name:
            start += not search.text.startswith(name, start)
            mention_at(search, start, start + len(name))


def _acting_name(search: MentionSearch, start: int) -> str:
    """The name that begins here and does or says something, "" for none."""
    if start in search.name_places or not (
        search.text[start : start + 1] in COMMON or surname_at(search.text, start) > 1
    ):
        return ""
    if not search.names.has_clear_end(start):
        return ""
    name, weight = search.names.best_name(start)
    end = start + len(name)
    if not name or is_word(name) or not search.is_free(start, end):
        return ""
    if _speaks(search, start, end):
        return name if weight >= SPEAKS else ""
    clear = search.end_score(end)
    if _is_made(name) and (clear == WORD or (clear >= CHARACTER and len(name) > 2)):
        least = SURE if word_tag(name) == "ns" or name[-1] in TERRAIN else ACTING
    else:  # the dictionary's names hold many words (安全感)
        least = SURE + 2.0 * word_tag(name).startswith("nr")
    return name if weight >= least and clear < MARK else ""


def _is_made(name: str) -> bool:
    """Is it made of characters that parents choose?"""
    return name[-1] in GIVEN and MIDDLE.issuperset(name[1:-1])


def told_of(search: MentionSearch) -> None:
    """住在六楼的王小燕下楼时说: what somebody is or does stands before the name, and a verb behind it."""
    for at in occurrences("的", search.text):
        start = at + 1
        if search.text[start : start + 1] not in COMMON or start in search.name_places:
            continue
        if TOLD_OF.match(search.text, max(at - 2, 0), at) and (name := _told_name(search, start)):
            mention_at(search, start, start + len(name))


def _told_name(search: MentionSearch, start: int) -> str:
    """The name that begins here, "" for none."""
    name, weight = search.names.best_name(start) if search.names.has_clear_end(start) else ("", 0.0)
    if weight < TOLD or not _is_made(name) or is_word(name):
        return ""
    end = start + len(name)
    clear = search.end_score(end)
    goes_on = clear >= CHARACTER and clear != TITLE if len(name) > 2 else clear == WORD
    free = search.is_free(start, end) and not organisation_names.ends_with_organisation(name)
    return name if goes_on and free else ""


def introduced(search: MentionSearch) -> None:
    """坐在后排的白玉成是村民小组长，: the words behind the name end in a post."""
    for match in OF_WHOM.finditer(search.text):
        start, title = match.end(), search.titles_by_end.get(match.end("told"))
        name, weight = search.names.best_name(start)
        if title is None or match.start("told") - start != len(name) or weight < SPEAKS:
            continue
        if not is_word(name) and search.is_free(start, start + len(name)):
            mention_at(search, start, start + len(name))


def _speaks(search: MentionSearch, start: int, end: int) -> bool:
    """Does a verb of speech follow, or the colon of an interview (李佳：…)?"""
    if search.text[start] not in COMMON:
        return False
    if (match := INTRODUCES.match(search.text, end)) and match.end() - 1 in search.titles_by_end:
        return True
    at_paragraph = start == 0 or search.text[start - 1] == "\n"
    if SAYS.match(search.text, end) or (at_paragraph and search.text.startswith("：", end)):
        return True
    if search.text[start - 1 : start] == "”" and end - start > 2 and search.end_score(end) >= ACTS:
        return True
    return SAYING.at(search.text, end) is not None and _is_chosen(search.text[start:end])


def _is_chosen(name: str) -> bool:
    """Has it three characters, or a second that parents choose?"""
    return len(name) > 2 or name[-1] in GIVEN


def side_by_side(search: MentionSearch) -> None:
    """陈立新、周慧敏参加: two names joined by 、, one of them of three characters."""
    for match in reversed(list(re.finditer("、", search.text))):
        left = max((_score_listed(search, match.start() - n, n), n) for n in (2, 3))
        if left[0] < WORD:
            continue
        name, _ = search.names.best_name(match.end())
        right = _score_listed(search, match.end(), len(name))
        beside = search.mentions.get(match.end())
        if beside is not None and beside.outer_start == beside.start:
            mention_at(search, match.start() - left[1], match.start())
        elif right >= WORD and max(left[1], len(name)) == 3:
            start = match.start() - left[1]
            mention_at(search, start, match.start())
            mention_at(search, match.end(), match.end() + len(name))


def _score_listed(search: MentionSearch, start: int, length: int) -> float:
    name = search.text[max(start, 0) : start + length]
    if (
        start < 0
        or name not in search.names.candidates(start)
        or is_word(name)
        or organisation_names.ends_with_organisation(name)
        or not search.is_free(start, start + length)
    ):
        return 0.0
    if name[0] not in COMMON or word_tag(name)[:2] not in ("", "nr") or start in search.titles_by_start:
        return 0.0
    opened = opens(search, start) > 0 or search.text[start - 1] in "有是为"
    return search.names.score(name, start) if opened else 0.0
