"""Who speaks in a sentence, and whether the words themselves are printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from articles.reading.matchers import SuffixMatcher
from articles.reading.people.mention_search import Mention
from articles.reading.people.titles import POST
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


@dataclass(frozen=True, slots=True)
class SpeechAct:
    """What a sentence, or a part of it, says about speech: `at` is where its subject begins."""

    start: int
    end: int
    who: SubjectKind
    speech: SpeechKind
    speakers: tuple[Mention, ...] = ()
    subject: tuple[Mention, ...] = ()
    at: int = 0


OBJECTS: Final = SuffixMatcher(word_set("sentences", "objects"))
# What may stand before the subject in its clause: when and where, which one, an adverb.
SETTING: Final = re.compile(f"(?:.*[上中时后前下间内外日午晚夜天际的等）』”位是起、]|{ADVERBS}|其中|作为.*)")
CARRIES: Final = re.compile("[把将给到向对与着了过被让]")  # 把锦旗送到(法官沈静手中)
SOURCE: Final = re.compile("[^，。；]{0,4}(?:介绍|说|透露|反映|回忆|讲述|分析)")
PRONOUN: Final = re.compile(f"(?:[^，。；：他她]{{0,6}}[后时上中里间]|{ADVERBS})[他她](?!们)")
PLURAL: Final = re.compile(f"{ADVERBS}(?:他们|她们|两人|二人|双方|大家)")
JOINS: Final = frozenset(["、", "和", "与", "及", "以及", "，", "；", "同", "暨", ""])
ASIDE: Final = re.compile("[时后中上下前际间]，$")  # 座谈会上，…; 在听取汇报后，…
SPOKEN_OF: Final = re.compile(
    "(?:谈及|谈起|说起|提起|提及|讲起|说到|谈到|提到)[^：。；]{1,30}，$"
)  # 谈及未来，
OPENING: Final = re.compile(ADVERBS)
TOGETHER: Final = re.compile("等?[^，。；]{0,4}?(?:一致|均|都|共同|先后|分别|异口同声|不约而同|也)")
LISTS: Final = re.compile("(?:有|包括|包含|如下|名单|分别[是为]|是|为|[即如]|图|摄)：$")
OF_SPEECH: Final = re.compile(
    "的(?:回答|一?[番句席]?话|发言|讲述|介绍|感慨|比喻|感言|建议|点评|心声|解释|提醒|留言|观点|问题|提问|追问|疑问)"
)
IN_WORDS: Final = re.compile("的话[说讲来]")  # 用某某的话说
AT_ONCE: Final = re.compile(f"“{MASK}{{2,}}[』”]")
QUOTED: Final = re.compile(f"“{MASK}{{7,}}(?:』|”(?=[。，；]|$))", re.M)


class SpeechClassifier:
    """Judges sentences of one masked text, given its mentions."""

    def __init__(self, mask: str, mentions: Sequence[Mention]) -> None:
        self.mask = mask
        self.mentions = mentions
        self._starts = [m.start for m in mentions]
        self._firsts = frozenset(m.outer_start for m in mentions)
        self._turns: dict[tuple[int, int], SpeechAct] = {}

    def turn(self, start: int, end: int) -> SpeechAct:
        """The first act of speech from `start` to `end`, or else the first subject."""
        place = start, end
        if place not in self._turns:
            self._turns[place] = self._turn(start, end)
        return self._turns[place]

    def _turn(self, start: int, end: int) -> SpeechAct:
        who, people, at = SubjectKind.DROPPED, (), start
        first: tuple[SubjectKind, tuple[Mention, ...]] | None = None
        best = SpeechAct(start, end, SubjectKind.DROPPED, SpeechKind.NONE)
        waiting: tuple[Mention, ...] = ()
        for a, b in split_clauses(self.mask, start, end):
            found = self._subject(a, b)
            said_from = a
            if found is not None:
                said_from = found[3]
                if found[0] is not SubjectKind.PRONOUN or who is SubjectKind.DROPPED:
                    who, people, at = found[:3]
                if waiting and TOGETHER.match(self.mask, found[3]):
                    people = (*waiting, *people)
                alone = found[0] is SubjectKind.NAMED and found[2] == a and found[3] == b - 1
                waiting = (*waiting, *found[1]) if alone else ()
                first = first or (who, people)
            if found is None and self._is_aside(a, b):
                continue
            speech, verb = kind_of_speech(self.mask, said_from, b)
            if (
                who >= SubjectKind.PRONOUN
                and speech < SpeechKind.SAID
                and (self._quotes(b) or self._announces(a, b))
            ):
                speech, verb = SpeechKind.SAID, b
            if (
                speech > SpeechKind.NONE
                and found is None
                and who is SubjectKind.DROPPED
                and not is_bare(self.mask, a, verb)
            ):
                who = SubjectKind.UNNAMED
            if speech > best.speech or (speech == best.speech and who > best.who):
                best = SpeechAct(start, end, who, speech, people, first[1] if first else (), at)
            if best.speech is SpeechKind.SAID:
                break
        if best.speech is SpeechKind.NONE and first:
            best = SpeechAct(start, end, first[0], SpeechKind.NONE, first[1], first[1], at)
        return best

    def _is_aside(self, start: int, end: int) -> bool:
        """Does the clause only tell where or when (座谈会上，), unlike 强调要把责任落到岗位上，?"""
        if self.mask[end - 1] != "，":
            return False
        if self.mask[start] in "谈说提讲" and SPOKEN_OF.match(self.mask, start, end):
            return True
        if not ASIDE.search(self.mask[start:end]):
            return False
        speech, verb = kind_of_speech(self.mask, start, end)
        opens = speech is SpeechKind.SAID and OPENING.fullmatch(self.mask, start, verb) is not None
        return not (opens and self.mask[end - 2] in "上中下里间内")

    def leading_person(self, start: int, end: int) -> str:
        """The one person a sentence names, where a clause begins with the name: 蓝女士的语速快了起来。"""
        only = self.only_person(start, end)
        first = self.mentions[bisect_left(self._starts, start)].outer_start if only else start
        return only if first <= start or self.mask[first - 1] in "，。：；』”\n" else ""

    def only_person(self, start: int, end: int) -> str:
        """The one person that a sentence names: "" for none or several."""
        index = bisect_left(self._starts, start)
        names = {m.name for m in self.mentions[index : index + 9] if m.end <= end}
        return names.pop() if len(names) == 1 else ""

    def _quotes(self, end: int) -> bool:
        """Does a clause end here with a comma or colon, and a whole quotation follow?"""
        if self.mask[end - 1] == "：" and AT_ONCE.match(self.mask, end):
            return True
        return self.mask[end - 1] in "，：" and QUOTED.match(self.mask, end) is not None

    def _announces(self, start: int, end: int) -> bool:
        """Does a clause about somebody end with a colon that no list follows: 先诉起苦来：六百户人家…?"""
        return self.mask[end - 1] == "：" and LISTS.search(self.mask, start, end) is None

    def begins_with_person(self, start: int) -> bool:
        """Is somebody named right here?"""
        return start in self._firsts

    def names_anybody(self, start: int, end: int) -> bool:
        """Is somebody named between these places?"""
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < end

    def quoted_by_others(self, start: int, end: int, speakers: Sequence[str]) -> list[SpeechAct]:
        """People quoted within another's words: 他说，李检察长讲过一句话，“…”。"""
        found = []
        for a, b in split_clauses(self.mask, start, end):
            subject = self._subject(a, b)
            if (
                subject
                and subject[0] is SubjectKind.NAMED
                and self._quotes(b)
                and subject[1][0].name not in speakers
            ):
                close = QUOTED.match(self.mask, b).end()
                close += self.mask[close : close + 1] in tuple("。！？")
                found.append(
                    SpeechAct(
                        subject[2],
                        close,
                        SubjectKind.NAMED,
                        SpeechKind.SAID,
                        subject[1],
                        subject[1],
                        subject[2],
                    )
                )
        return found

    # -- the subject

    def _subject(self, start: int, end: int) -> tuple[SubjectKind, tuple[Mention, ...], int, int] | None:
        """Who is the subject of the clause: how named, who, where named and where the predicate begins."""
        if match := PRONOUN.match(self.mask, start, end):
            return SubjectKind.PRONOUN, (), start, match.end()
        if match := PLURAL.match(self.mask, start, end):
            return SubjectKind.UNNAMED, (), start, match.end()
        index = bisect_left(self._starts, start)
        before = start
        while index < len(self.mentions) and self.mentions[index].start < end:
            mention = self.mentions[index]
            chain = self._chain(index, end)
            if self._is_subject(before, mention, chain[-1], end):
                return SubjectKind.NAMED, tuple(chain), mention.outer_start, chain[-1].outer_end
            before = chain[-1].outer_end
            index += len(chain)
        if match := GROUP.match(self.mask, start, end) or POST.at(self.mask, start, end):
            return SubjectKind.UNNAMED, (), start, match.end()
        return None

    def _chain(self, index: int, end: int) -> list[Mention]:
        """The people joined to the one at `index` (甲、乙一致表示)."""
        chain = [self.mentions[index]]
        while (index := index + 1) < len(self.mentions) and self.mentions[index].start < end:
            mention = self.mentions[index]
            if self.mask[chain[-1].outer_end : mention.outer_start] not in JOINS:
                break
            chain.append(mention)
        return chain

    def _is_subject(self, before: int, mention: Mention, last: Mention, end: int) -> bool:
        lead = self.mask[before : max(mention.outer_start, before)]
        if self.mask.startswith("看来", last.outer_end) or is_opinion(self.mask, last.outer_end):
            return True
        if (lead == "用" and IN_WORDS.match(self.mask, last.outer_end)) or (
            lead == "据" and SOURCE.match(self.mask, last.outer_end)
        ):
            return True
        if OF_SPEECH.match(self.mask, last.outer_end) and self._beside_quotation(mention.outer_start, end):
            return True
        if self.mask[last.outer_end : last.outer_end + 1] in ("的", "》", "”"):
            return False
        if OBJECTS.of(lead):
            return False
        return SETTING.fullmatch(lead) is not None or not CARRIES.search(lead)

    def _beside_quotation(self, start: int, end: int) -> bool:
        """Does a quotation end before or begin after: “…”李宁的回答很干脆; 李宁的话很短：“…”?"""
        before = self.mask[start - 1 : start] if start else ""
        return before in tuple("』”") or self.mask.startswith("：“", end - 1)
