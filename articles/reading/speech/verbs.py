"""Verbs of speech: what kind of speech a clause reports, and whether the words follow."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

from articles.reading.matchers import SuffixMatcher, alternatives, pattern_of_lists
from articles.reading.speech.points import is_marker
from articles.reading.vocabulary import word_set


class SpeechKind(IntEnum):
    """How much of the words is printed; only thanks, praise and statements have words."""

    NONE = 0
    TOPIC = 1  # 就…作了汇报
    THANKS = 2
    PRAISE = 3
    STATEMENT = 4


_STATEMENT_VERBS: Final = pattern_of_lists(("speech", "statement_verbs"))
_BEFORE_PUNCTUATION: Final = re.compile(
    f"{pattern_of_lists(('speech', 'before_punctuation')).pattern}[说道]?(?=[，：“])"
)
_PRAISE: Final = pattern_of_lists(("speech", "praise"))
_THANKS: Final = pattern_of_lists(("speech", "thanks"))
_WISHES: Final = re.compile(f"了?[^，：。]{{0,6}}{pattern_of_lists(('speech', 'wishes')).pattern}")
_TOPIC: Final = pattern_of_lists(("speech", "topic"))
_ANNOUNCING: Final = pattern_of_lists(("speech", "announcing"))
_VERB_NOUNS: Final = word_set("speech", "verb_nouns")
_NOUN_BEFORE: Final = SuffixMatcher(word_set("speech", "noun_before"))
_NOUN_AFTER: Final = pattern_of_lists(("speech", "noun_after"))
_DENIED: Final = re.compile("(?:没有?|未|不|急着|怎么|如何|无法|难以)$")
_NO_ACT: Final = re.compile("(?:[作做][^，。]{0,3}|[并的题]|(?:进行|给予|予以|开展)了?|表态|交流|听取)$")
# Before and after these 说 is part of another word: 听说, 据说, 说明, 说法.
_BEFORE_SAY: Final = frozenset("听据按照小学传再虽来")
_BEFORE_ONE: Final = frozenset("提学疑访慰询追反解演座会洽名职号通街渠便")  # 提问, 演讲, 座谈, 名称, 渠道
_AFTER_SAY: Final = frozenset("明法服理情话唱辞教客词完起清好成不出谎笑谢")

ANSWERS: Final = frozenset(["回应", "答复", "归纳", "列举", "陈述", "讲明", "反映", "比喻", "提到", "透露"])
ADVERBS: Final = f"{pattern_of_lists(('sentences', 'adverbs')).pattern}*+"
_OPINION: Final = re.compile(
    "(?:还)?(?:的|给出的|得出的)(?:看法|观点|想法|建议|回答|态度|体会|经验|答案|数字|数据|结论|理由|解释|做法|愿望|心愿|担心|疑问|判断)"
    "(?:是|很简单|很明确|很直接|很干脆|很实在)[，：]"
)
_BARE: Final = re.compile(
    f"{ADVERBS}(?:(?:{alternatives(word_set('sentences', 'topic_prepositions'))})[^，：]*)?"
)


def is_bare(mask: str, start: int, end: int) -> bool:
    """Whether the span holds only adverbs and the topic of the speech, no subject."""
    return _BARE.fullmatch(mask, start, end) is not None


def is_opinion(mask: str, start: int) -> bool:
    """Whether an opinion is introduced here: 的看法是，…; 给出的数字是，…."""
    return _OPINION.match(mask, start) is not None


def kind_of_speech(mask: str, start: int, end: int) -> tuple[SpeechKind, int]:
    """The kind of speech of a clause, and the place of its verb."""
    if is_opinion(mask, start):
        return SpeechKind.STATEMENT, start
    if mask.startswith(("看来", "的话说", "的话讲", "：“"), start) or (
        mask[start:end] == "：" and mask[start - 1] != "\n"
    ):
        return SpeechKind.STATEMENT, start
    verb = _statement_verb(mask, start, end)
    if verb is not None:
        return SpeechKind.STATEMENT, verb
    for kind, pattern in (
        (SpeechKind.PRAISE, _PRAISE),
        (SpeechKind.THANKS, _THANKS),
        (SpeechKind.TOPIC, _TOPIC),
    ):
        if match := pattern.search(mask, start, end):
            return kind, match.start()
    return SpeechKind.NONE, start


def _statement_verb(mask: str, start: int, end: int) -> int | None:
    """The place of a verb after which the words are printed."""
    for match in _STATEMENT_VERBS.finditer(mask, start, end):
        if _is_verb(mask, match, start) and _gives_words(mask, match, start, end):
            return match.start()
    verb = _BEFORE_PUNCTUATION.search(mask, start, end + 1)
    if verb and _is_act(mask, verb, start):
        return verb.start()
    announces = mask[end - 1] == "：" or (mask[end - 1] in "，。" and is_marker(mask, end))
    if not announces or not _ANNOUNCING.search(mask, start, end):
        return None
    return min(m.start() for p in (_ANNOUNCING, _TOPIC) if (m := p.search(mask, start, end)))


def _is_verb(mask: str, match: re.Match[str], start: int) -> bool:
    """Whether the word is a verb here: not 意见建议, 听说 or 没有说."""
    before, after = mask[max(start, match.start() - 4) : match.start()], mask[match.end() : match.end() + 1]
    if _DENIED.search(before) or after == "的" or before.endswith("所"):
        return False
    if mask.startswith(("这里", "这儿", "此处"), match.end()):
        return False
    if match.group() == "说":
        return before[-1:] not in _BEFORE_SAY and after not in _AFTER_SAY
    if match.group() not in _VERB_NOUNS:
        return True
    verbal = after == "了" or mask.startswith("与会", match.end())
    return not _NOUN_BEFORE.of(before) and (verbal or not _NOUN_AFTER.match(mask, match.end()))


def _gives_words(mask: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether more than thanks or a topic follows."""
    word, at, after = match.group(), match.start(), match.end()
    if word == "表示":
        return not (_PRAISE.match(mask, at) or _WISHES.match(mask, after, end))
    if word in ANSWERS and mask.startswith("了", after):
        return mask[end - 1] == "："
    if word == "提出" and (
        mask.startswith("要求", after) or mask[after : after + 1] not in tuple("，：“要应需可希由将把让请")
    ):
        return mask[end - 1] == "："
    return mask[after : after + 1] not in tuple("。！？") or is_bare(mask, start, at)


def _is_act(mask: str, match: re.Match[str], start: int) -> bool:
    """Whether 介绍, 总结 … is the act of speech and not the object of another verb (作了介绍，)."""
    if len(match.group()) == 1:
        return mask[match.start() - 1] not in _BEFORE_ONE and is_bare(mask, start, match.start())
    before = mask[max(start, match.start() - 4) : match.start()]
    return not _DENIED.search(before) and not _NO_ACT.search(before)
