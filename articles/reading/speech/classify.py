"""Classify sentences by speech: who is the subject, and whether the words themselves are printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from articles.reading.matchers import SuffixMatcher
from articles.reading.people.mention_search import Mention
from articles.reading.people.titles import TITLE_MATCHER
from articles.reading.sentences import MASK, split_clauses
from articles.reading.speech.narration import GROUP
from articles.reading.speech.verbs import ADVERBS, SpeechKind, is_bare, is_opinion, kind_of_speech
from articles.reading.vocabulary import word_set


class SubjectKind(IntEnum):
    """How the subject is named."""

    DROPPED = 0
    UNNAMED = 1
    PRONOUN = 2
    NAMED = 3


class Subject(NamedTuple):
    """The subject of a clause: the people it names, its start, and the start of the predicate."""

    kind: SubjectKind
    people: tuple[Mention, ...]
    start: int
    predicate: int


@dataclass(frozen=True, slots=True)
class SpeechAct:
    """What a sentence or a part of it says about speech.

    `speakers` are the people who speak, `subject` those of its first clause.
    """

    start: int
    end: int
    subject_kind: SubjectKind
    kind: SpeechKind
    speakers: tuple[Mention, ...] = ()
    subject: tuple[Mention, ...] = ()
    subject_start: int = 0


OBJECTS: Final = SuffixMatcher(word_set("sentences", "before_objects"))
# Words that may stand before the subject in its clause: time, place, an attribute, an adverb.
BEFORE_SUBJECT: Final = re.compile(
    f"(?:.*[上中时后前下间内外日午晚夜天际的等）』”位是起、]|{ADVERBS}|其中|作为.*)"
)
TRANSFERS: Final = re.compile("[把将给到向对与着了过被让]")  # 把锦旗送到(法官沈静手中)
AS_SOURCE: Final = re.compile("[^，。；]{0,4}(?:介绍|说|透露|反映|回忆|讲述|分析)")
PRONOUN: Final = re.compile(f"(?:[^，。；：他她]{{0,6}}[后时上中里间]|{ADVERBS})[他她](?!们)")
PLURAL: Final = re.compile(f"{ADVERBS}(?:他们|她们|两人|二人|双方|大家)")
JOINS: Final = frozenset(["、", "和", "与", "及", "以及", "，", "；", "同", "暨", ""])
ADVERBIAL_CLAUSE: Final = re.compile("[时后中上下前际间]，$")  # 座谈会上，…; 在听取汇报后，…
# 谈及未来，
TOPIC_CLAUSE: Final = re.compile("(?:谈及|谈起|说起|提起|提及|讲起|说到|谈到|提到)[^：。；]{1,30}，$")
ONLY_ADVERBS: Final = re.compile(ADVERBS)
TOGETHER: Final = re.compile("等?[^，。；]{0,4}?(?:一致|均|都|共同|先后|分别|异口同声|不约而同|也)")
BEFORE_LIST: Final = re.compile("(?:有|包括|包含|如下|名单|分别[是为]|是|为|[即如]|图|摄)：$")
SPEECH_NOUN: Final = re.compile(
    "的(?:回答|一?[番句席]?话|发言|讲述|介绍|感慨|比喻|感言|建议|点评|心声|解释|提醒|留言|观点|问题|提问|追问|疑问)"
)
IN_WORDS: Final = re.compile("的话[说讲来]")  # 用某某的话说
QUOTATION: Final = re.compile(f"“{MASK}{{2,}}[』”]")
WHOLE_QUOTATION: Final = re.compile(f"“{MASK}{{7,}}(?:』|”(?=[。，；]|$))", re.M)


class SpeechClassifier:
    """Classify sentences and clauses of one masked text, given the people it mentions."""

    def __init__(self, mask: str, mentions: Sequence[Mention]) -> None:
        self.mask = mask
        self.mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._outer_starts = frozenset(mention.outer_start for mention in mentions)
        self._acts: dict[tuple[int, int], SpeechAct] = {}

    def speech_act(self, start: int, end: int) -> SpeechAct:
        """The first act of speech between two places; where none is found, the first subject."""
        place = start, end
        if place not in self._acts:
            self._acts[place] = self._find_speech_act(start, end)
        return self._acts[place]

    def _find_speech_act(self, start: int, end: int) -> SpeechAct:
        kind, people, subject_start = SubjectKind.DROPPED, tuple[Mention, ...](), start
        first: tuple[SubjectKind, tuple[Mention, ...]] | None = None
        best = SpeechAct(start, end, SubjectKind.DROPPED, SpeechKind.NONE)
        enumerated: tuple[Mention, ...] = ()  # names of the clauses before, each a clause of its own
        for a, b in split_clauses(self.mask, start, end):
            subject = self._subject(a, b)
            if subject is not None:
                if subject.kind is not SubjectKind.PRONOUN or kind is SubjectKind.DROPPED:
                    kind, people, subject_start = subject[:3]
                if enumerated and TOGETHER.match(self.mask, subject.predicate):
                    people = (*enumerated, *people)
                named = subject.kind is SubjectKind.NAMED
                alone = named and subject.start == a and subject.predicate == b - 1
                enumerated = (*enumerated, *subject.people) if alone else ()
                first = first or (kind, people)
            elif self._is_adverbial(a, b):
                continue
            speech, verb = kind_of_speech(self.mask, subject.predicate if subject else a, b)
            quotes = self._precedes_quotation(b) or self._announces_words(a, b)
            if kind >= SubjectKind.PRONOUN and speech < SpeechKind.STATEMENT and quotes:
                speech, verb = SpeechKind.STATEMENT, b
            without_subject = subject is None and kind is SubjectKind.DROPPED
            if speech > SpeechKind.NONE and without_subject and not is_bare(self.mask, a, verb):
                kind = SubjectKind.UNNAMED
            if speech > best.kind or (speech == best.kind and kind > best.subject_kind):
                subject_of_first = first[1] if first else ()
                best = SpeechAct(start, end, kind, speech, people, subject_of_first, subject_start)
            if best.kind is SpeechKind.STATEMENT:
                break
        if best.kind is SpeechKind.NONE and first:
            best = SpeechAct(start, end, first[0], SpeechKind.NONE, first[1], first[1], subject_start)
        return best

    def _is_adverbial(self, start: int, end: int) -> bool:
        """Whether a clause only says where or when: 座谈会上，; but not 强调要把责任落到岗位上，."""
        if self.mask[end - 1] != "，":
            return False
        if self.mask[start] in "谈说提讲" and TOPIC_CLAUSE.match(self.mask, start, end):
            return True
        if not ADVERBIAL_CLAUSE.search(self.mask[start:end]):
            return False
        speech, verb = kind_of_speech(self.mask, start, end)
        starts_with_verb = ONLY_ADVERBS.fullmatch(self.mask, start, verb) is not None
        speaks = speech is SpeechKind.STATEMENT and starts_with_verb
        return not (speaks and self.mask[end - 2] in "上中下里间内")

    def leading_person(self, start: int, end: int) -> str:
        """The only person of a sentence, if a clause starts with the name: 蓝女士的语速快了起来."""
        only = self.only_person(start, end)
        first = self.mentions[bisect_left(self._starts, start)].outer_start if only else start
        return only if first <= start or self.mask[first - 1] in "，。：；』”\n" else ""

    def only_person(self, start: int, end: int) -> str:
        """The only person of a sentence; "" for none or several."""
        index = bisect_left(self._starts, start)
        names = {mention.name for mention in self.mentions[index : index + 9] if mention.end <= end}
        return names.pop() if len(names) == 1 else ""

    def _precedes_quotation(self, end: int) -> bool:
        """Whether a clause ends here with a comma or colon and a whole quotation follows."""
        if self.mask[end - 1] == "：" and QUOTATION.match(self.mask, end):
            return True
        return self.mask[end - 1] in "，：" and WHOLE_QUOTATION.match(self.mask, end) is not None

    def _announces_words(self, start: int, end: int) -> bool:
        """Whether a clause ends with a colon that no list follows: 先诉起苦来：六百户人家…."""
        return self.mask[end - 1] == "：" and BEFORE_LIST.search(self.mask, start, end) is None

    def starts_with_person(self, start: int) -> bool:
        """Whether a person is named at this place."""
        return start in self._outer_starts

    def names_anybody(self, start: int, end: int) -> bool:
        """Whether a person is named between two places."""
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < end

    def nested_acts(self, start: int, end: int, speakers: Sequence[str]) -> list[SpeechAct]:
        """People whom the speaker quotes: 他说，李检察长讲过一句话，“…”。"""
        acts = []
        for a, b in split_clauses(self.mask, start, end):
            subject = self._subject(a, b)
            if subject is None or subject.kind is not SubjectKind.NAMED or not self._precedes_quotation(b):
                continue
            if subject.people[0].name in speakers or not (quotation := WHOLE_QUOTATION.match(self.mask, b)):
                continue
            close = quotation.end()
            close += self.mask[close : close + 1] in tuple("。！？")
            acts.append(
                SpeechAct(
                    subject.start,
                    close,
                    SubjectKind.NAMED,
                    SpeechKind.STATEMENT,
                    subject.people,
                    subject.people,
                    subject.start,
                )
            )
        return acts

    # -- the subject

    def _subject(self, start: int, end: int) -> Subject | None:
        """The subject of a clause; None if it has none of its own."""
        if match := PRONOUN.match(self.mask, start, end):
            return Subject(SubjectKind.PRONOUN, (), start, match.end())
        if match := PLURAL.match(self.mask, start, end):
            return Subject(SubjectKind.UNNAMED, (), start, match.end())
        index = bisect_left(self._starts, start)
        before = start
        while index < len(self.mentions) and self.mentions[index].start < end:
            mention = self.mentions[index]
            joined = self._joined_mentions(index, end)
            if self._is_subject(before, mention, joined[-1], end):
                return Subject(SubjectKind.NAMED, tuple(joined), mention.outer_start, joined[-1].outer_end)
            before = joined[-1].outer_end
            index += len(joined)
        if match := GROUP.match(self.mask, start, end) or TITLE_MATCHER.at(self.mask, start, end):
            return Subject(SubjectKind.UNNAMED, (), start, match.end())
        return None

    def _joined_mentions(self, index: int, end: int) -> list[Mention]:
        """The person at `index` and those joined to it: 甲、乙一致表示."""
        joined = [self.mentions[index]]
        while (index := index + 1) < len(self.mentions) and self.mentions[index].start < end:
            mention = self.mentions[index]
            if self.mask[joined[-1].outer_end : mention.outer_start] not in JOINS:
                break
            joined.append(mention)
        return joined

    def _is_subject(self, before: int, first: Mention, last: Mention, end: int) -> bool:
        """Whether the people from `first` to `last` are the subject of the clause that starts at `before`."""
        lead = self.mask[before : max(first.outer_start, before)]
        predicate = last.outer_end
        if self.mask.startswith("看来", predicate) or is_opinion(self.mask, predicate):
            return True
        quoted_as = {"用": IN_WORDS, "据": AS_SOURCE}.get(lead)
        if quoted_as is not None and quoted_as.match(self.mask, predicate):
            return True
        if SPEECH_NOUN.match(self.mask, predicate) and self._beside_quotation(first.outer_start, end):
            return True
        if self.mask[predicate : predicate + 1] in ("的", "》", "”"):
            return False
        if OBJECTS.of(lead):
            return False
        return BEFORE_SUBJECT.fullmatch(lead) is not None or not TRANSFERS.search(lead)

    def _beside_quotation(self, start: int, end: int) -> bool:
        """Whether a quotation ends before or starts after: “…”李宁的回答很干脆; 李宁的话很短：“…”."""
        before = self.mask[start - 1 : start] if start else ""
        return before in tuple("』”") or self.mask.startswith("：“", end - 1)
