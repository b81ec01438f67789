"""Who speaks in a sentence, and whether the words themselves are printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from articles.reading.ground import Mention
from articles.reading.posts import POST
from articles.reading.scenes import GROUP
from articles.reading.sentences import HIDDEN, clauses
from articles.reading.wordlists import alternatives, one_of, words


class Speech(IntEnum):
    """How much of the words is printed."""

    NONE = 0
    TOPIC = 1  # 就…作了汇报
    THANKS = 2
    PRAISE = 3
    SAID = 4


class Who(IntEnum):
    """How the subject is named."""

    DROPPED = 0
    UNNAMED = 1
    PRONOUN = 2
    NAMED = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What a sentence, or a part of it, says about speech: `at` is where its subject begins."""

    start: int
    end: int
    who: Who
    speech: Speech
    speakers: tuple[Mention, ...] = ()
    subject: tuple[Mention, ...] = ()
    at: int = 0


MARK: Final = "，：“"
SAY: Final = one_of(("speech", "say"))
BEFORE_MARK: Final = re.compile(f"(?:{alternatives(words('speech', 'before_mark'))})(?:说|道)?(?=[，：“])")
NOUNS: Final = words("speech", "nouns")
NOUN_BEFORE: Final = re.compile(f"(?:{alternatives(words('speech', 'noun_before'))})$")
NOUN_AFTER: Final = one_of(("speech", "noun_after"))
PRAISE: Final = one_of(("speech", "praise"))
THANKS: Final = one_of(("speech", "thanks"))
TOPIC: Final = one_of(("speech", "topic"))
ANNOUNCE: Final = one_of(("speech", "announce"))
OBJECTS: Final = re.compile(f"(?:{alternatives(words('sentences', 'objects'))})$")
ADVERB: Final = f"(?:{alternatives(words('sentences', 'adverbs'))})"
# 就…, 对…, 在…上: what an act of speech is about, for whom, where and when.
ABOUT: Final = "(?:(?:就|对|向|围绕|针对|结合|从|在|用|代表|为|据|以|通过|听取|听完|听|看完|看到|面对|谈及|谈起|说起|说到|作为|根据|按照|跟|同|与|给)[^，：]*?)"
BARE: Final = re.compile(f"(?:{ADVERB}|{ABOUT})*")
PRONOUN: Final = re.compile(f"(?:{ADVERB})*(?:他|她)(?!们)")
PLURAL: Final = re.compile(f"(?:{ADVERB})*(?:他们|她们|两人|二人|双方|大家)")
JOINS: Final = frozenset(["、", "和", "与", "及", "以及", "，", "；", "同", "暨", ""])
SAID_WORDS: Final = re.compile("[听据按照小学传再虽来]$")
SAYING: Final = re.compile("[明法服理情话唱辞教客词完起清好成不出谎笑]")


# 座谈会上，…; 在听取汇报后，…
ASIDE: Final = re.compile("[时后中上下前际间]，$")
DENIED: Final = re.compile("(?:没有?|未|不|急着|怎么|如何|无法|难以)$")
QUOTED: Final = re.compile(f"“{HIDDEN}{{7,}}(?:』|”(?=[。，；]|$))", re.M)


class Listener:
    """Judges sentences of one masked text, given its mentions."""

    def __init__(self, mask: str, mentions: Sequence[Mention]) -> None:
        self.mask = mask
        self.mentions = mentions
        self._starts = [m.start for m in mentions]

    def turn(self, start: int, end: int) -> Turn:
        """The first act of speech from `start` to `end`, or else the first subject."""
        who, people, at = Who.DROPPED, (), start
        first: tuple[Who, tuple[Mention, ...]] | None = None
        best = Turn(start, end, Who.DROPPED, Speech.NONE)
        for a, b in clauses(self.mask, start, end):
            found = self._subject(a, b)
            said_from = a
            if found is not None:
                said_from = found[3]
                if found[0] is not Who.PRONOUN or who is Who.DROPPED:
                    who, people, at = found[:3]
                first = first or (who, people)
            if found is None and ASIDE.search(self.mask[a:b]):
                continue
            speech, verb = self._verb(said_from, b)
            if who is Who.NAMED and speech < Speech.SAID and self._quotes(b):
                speech, verb = Speech.SAID, b
            if speech > Speech.NONE and found is None and who is Who.DROPPED and not self._is_bare(a, verb):
                who = Who.UNNAMED
            if speech > best.speech or (speech == best.speech and who > best.who):
                best = Turn(start, end, who, speech, people, first[1] if first else (), at)
            if best.speech is Speech.SAID:
                break
        if best.speech is Speech.NONE and first:
            best = Turn(start, end, first[0], Speech.NONE, first[1], first[1], at)
        return best

    def only_person(self, start: int, end: int) -> str:
        """The one person that a sentence names: "" for none or several."""
        index = bisect_left(self._starts, start)
        names = {m.name for m in self.mentions[index : index + 9] if m.end <= end}
        return names.pop() if len(names) == 1 else ""

    def _is_bare(self, start: int, verb: int) -> bool:
        return BARE.fullmatch(self.mask, start, verb) is not None

    def _quotes(self, end: int) -> bool:
        """Does a clause end here with a comma or colon, and a whole quotation follow?"""
        return self.mask[end - 1] in "，：" and QUOTED.match(self.mask, end) is not None

    def quoted_by_others(self, start: int, end: int, speakers: Sequence[str]) -> list[Turn]:
        """People quoted within another's words: 他说，李检察长讲过一句话，“…”。"""
        found = []
        for a, b in clauses(self.mask, start, end):
            subject = self._subject(a, b)
            if subject and subject[0] is Who.NAMED and self._quotes(b) and subject[1][0].name not in speakers:
                close = QUOTED.match(self.mask, b).end()
                close += self.mask[close : close + 1] in tuple("。！？")
                found.append(
                    Turn(subject[2], close, Who.NAMED, Speech.SAID, subject[1], subject[1], subject[2])
                )
        return found

    # -- the subject

    def _subject(self, start: int, end: int) -> tuple[Who, tuple[Mention, ...], int, int] | None:
        """Who is the subject of the clause: how named, who, where named and where the predicate begins."""
        if match := PRONOUN.match(self.mask, start, end):
            return Who.PRONOUN, (), start, match.end()
        if match := PLURAL.match(self.mask, start, end):
            return Who.UNNAMED, (), start, match.end()
        index = bisect_left(self._starts, start)
        before = start
        while index < len(self.mentions) and self.mentions[index].start < end:
            mention = self.mentions[index]
            chain = self._chain(index, end)
            if self._is_subject(before, mention, chain[-1]):
                return Who.NAMED, tuple(chain), mention.first, chain[-1].last
            before = chain[-1].last
            index += len(chain)
        if match := GROUP.match(self.mask, start, end) or POST.match(self.mask, start, end):
            return Who.UNNAMED, (), start, match.end()
        return None

    def _chain(self, index: int, end: int) -> list[Mention]:
        """The people joined to the one at `index` (甲、乙一致表示)."""
        chain = [self.mentions[index]]
        while (index := index + 1) < len(self.mentions) and self.mentions[index].start < end:
            mention = self.mentions[index]
            if self.mask[chain[-1].last : mention.first] not in JOINS:
                break
            chain.append(mention)
        return chain

    def _is_subject(self, before: int, mention: Mention, last: Mention) -> bool:
        lead = self.mask[before : max(mention.first, before)]
        if self.mask.startswith("看来", last.last):
            return True
        if self.mask[last.last : last.last + 1] in ("的", "》", "”"):
            return False
        return not OBJECTS.search(lead)

    # -- the verb

    def _verb(self, start: int, end: int) -> tuple[Speech, int]:
        """What kind of speech the predicate tells of, and where its verb stands."""
        text = self.mask
        if self.mask.startswith(("看来", "：“"), start) or (
            self.mask[start:end] == "：" and self.mask[start - 1] != "\n"
        ):
            return Speech.SAID, start
        found: tuple[Speech, int] = (Speech.NONE, start)
        for match in THANKS.finditer(text, start, end):
            found = (Speech.THANKS, match.start())
            break
        if match := PRAISE.search(text, start, end):
            found = (Speech.PRAISE, match.start())
        for match in SAY.finditer(text, start, end):
            if self._says(match.start(), match.end(), start, end):
                return Speech.SAID, match.start()
        if match := BEFORE_MARK.search(text, start, end + 1):
            if self._is_verb(match, start):
                return Speech.SAID, match.start()
        if text[end - 1] == "：" and (match := _last(ANNOUNCE, text, start, end)):
            return Speech.SAID, match.start()
        if found[0] is Speech.NONE and (match := TOPIC.search(text, start, end)):
            found = (Speech.TOPIC, match.start())
        return found

    def _is_verb(self, match: re.Match[str], start: int) -> bool:
        before = self.mask[start : match.start()]
        word = match.group()
        if DENIED.search(before):
            return False
        if len(word) == 1:
            return BARE.fullmatch(before) is not None
        return not re.search("(?:作|做|并|的|题|作了|做了|进行|表态|交流|听取)$", before)

    def _says(self, at: int, after: int, start: int, end: int) -> bool:
        text = self.mask
        word, before, then = text[at:after], text[max(start, at - 4) : at], text[after : after + 2]
        if DENIED.search(before):
            return False
        if then[:1] in tuple("。！？") and not BARE.fullmatch(text, start, at):
            return False
        if word == "说" and (SAID_WORDS.search(before) or SAYING.match(then)):
            return False
        if word == "表示" and (THANKS.match(text, at) or PRAISE.match(text, at) or _wishes(text, after, end)):
            return False
        if word == "提出" and (then == "要求" or then[:1] not in "，：“要应需可希"):
            return text[end - 1] == "："
        if word in NOUNS and (
            NOUN_BEFORE.search(before) or (NOUN_AFTER.match(text, after) and then[:1] != "了")
        ):
            return False
        if then[:1] == "的" or (before[-1:] == "所"):
            return False
        return after < end or text[after - 1] in MARK


def _wishes(text: str, at: int, end: int) -> bool:
    return (
        re.compile(
            "了?[^，：。]{0,6}(?:欢迎|感谢|谢意|祝贺|敬意|慰问|满意|赞赏|支持|认可|关切|歉意|问候)"
        ).match(text, at, end)
        is not None
    )


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text, start, end):
        pass
    return found
