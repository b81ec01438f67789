"""Find names by other words before them: an appointment, an organisation, a second name."""

from __future__ import annotations

import re
from typing import Final

import rjieba

from articles.reading.folding import HAN
from articles.reading.people import organisation_names
from articles.reading.people.appositives import bare_mention_at, mention_at
from articles.reading.people.dictionary import breaks_a_word, is_word, word_tag
from articles.reading.people.mention_search import MentionSearch
from articles.reading.people.name_ends import WORD
from articles.reading.people.name_likelihood import COMMON
from articles.reading.people.name_scorer import ENOUGH, SURE
from articles.reading.people.subject_mentions import IS_SPEAKING, PLACE_ENDINGS, is_followed_by_speech
from articles.reading.people.syllabic_names import DOTTED, dotted_end
from articles.reading.people.titled_mentions import name_after, start_score

TERRAIN_WORDS: Final = PLACE_ENDINGS | frozenset(
    "田野林树木杏圃滩岭谷棚舍仓库厂楼阁殿塔泉园"
)  # 麦田, 白桦林, 钟楼
DIVISIONS: Final = frozenset("县区市镇乡村州旗")
APPOINTMENT: Final = re.compile(
    f"(?:任命|聘任|聘请|选举|推选|补选|免去|接受|授予)(?P<name>[{HAN}·]{{2,12}}?)(?:同志)?(?:为|的|辞去)"
)
BEFORE_NAME: Final = re.compile(
    "(?:任命|授予|表彰|名叫|提名|由|追授|邀请到|还有|分别是|分别为|主角|主人公|名为|[她他我官员人孩]叫)"
)
NAMED_AS: Final = re.compile(
    f"叫(?P<name>[{HAN}]{{2,4}})(?=，(?:今年|现年|[男女0-9]|家住|[一二三四五六七八九十]{{1,3}}岁)"
    "|(?<=[真本大]名叫..)[。，]|(?<=[真本大]名叫...)[。，])"
)
FROM_ORGANISATION: Final = re.compile("(?:来自[^，。；、：]{1,20}|岁)的")


def find_appointed(search: MentionSearch) -> None:
    """Find names between a verb of appointment and a particle: 任命李国栋为…, 免去卜凡的…."""
    for match in APPOINTMENT.finditer(search.text):
        start, end = match.span("name")
        if match["name"] in search.names.candidates(start) or DOTTED.fullmatch(match["name"]):
            mention_at(search, start, end)
    for match in NAMED_AS.finditer(search.text):
        if match["name"] in search.names.candidates(match.start("name")) and not is_word(match["name"]):
            mention_at(search, *match.span("name"))


def find_dotted(search: MentionSearch) -> None:
    """Find names with dots: 阿布力孜·吐尔洪."""
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
    """Where the dictionary words before the first syllable of a name end: 陪同|阿布力孜."""
    at = last = start
    for word, tag in rjieba.tag(text[start:dot], False):
        at += len(word)
        if len(word) > 1 and tag[:2] not in ("nr", "nz", "ns", "x"):
            last = at
    return last if last < dot else start


def find_after_organisations(search: MentionSearch) -> None:
    """Find names directly after an organisation or 的: 区妇联庄小苗, 来自民进的舒立群."""
    for match in organisation_names.ORGANISATION_ENDINGS.each(search.text):
        if len(match.group()) > 1:
            _add_after_organisation(search, match.end(), match.end(), WORD + 0.5)
        if search.text.startswith("的", match.end()):
            _add_after_organisation(search, match.end() + 1, match.end(), WORD)
    for match in FROM_ORGANISATION.finditer(search.text):
        _add_after_organisation(search, match.end(), match.end() - 1, ENOUGH - 0.5)
    for match in BEFORE_NAME.finditer(search.text):
        _add_after_organisation(search, match.end(), match.end(), WORD)


def _add_after_organisation(search: MentionSearch, start: int, organisation_end: int, least: float) -> None:
    """Add the name at `start` if it scores `least` or more."""
    if (
        not search.names.candidates(start)
        or start in search.titles_by_start
        or breaks_a_word(search.text, start)
    ):
        return
    name, score = search.names.best_name(start)
    if len(name) == 3 and search.end_score(start + 3) >= WORD:
        least -= 1.0
    if name and _is_terrain(search, name, start, organisation_end):
        least = max(least, SURE) + 1.0
    title = search.titles_by_start.get(start + len(name))
    if title is not None and name_after(search, title)[0]:
        return  # the title belongs to the name after it
    if name and score >= least and not is_word(name) and search.is_free(start, start + len(name)):
        bare_mention_at(search, start, start + len(name), organisation_end)


def _is_terrain(search: MentionSearch, name: str, start: int, organisation_end: int) -> bool:
    """Whether a place is followed by a word for terrain or a building that says nothing: 石桥镇的麦田."""
    place = search.text[organisation_end - 1] in DIVISIONS or start > organisation_end
    end = start + len(name)
    said = IS_SPEAKING.match(search.text, end) or is_followed_by_speech(search, start, end)
    return place and name[-1] in TERRAIN_WORDS and not said


def find_name_pairs(search: MentionSearch) -> None:
    """Find two names joined by 、, one of them of three characters: 陈立新、周慧敏参加."""
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
    opened = start_score(search, start) > 0 or search.text[start - 1] in "有是为"
    return search.names.score(name, start) if opened else 0.0
