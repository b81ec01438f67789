"""Build statements from sentences: where the words of a speaker begin, continue and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from articles.reading.sentences import MASK, Sentence, next_prose, part_end
from articles.reading.speech.classify import SpeechAct, SpeechClassifier, SubjectKind
from articles.reading.speech.narration import (
    adds_to_speech,
    announces_action,
    changes_scene,
    refers_to_past,
    resumes_narration,
)
from articles.reading.speech.partial_statement import Antecedent, PartialStatement, names_of
from articles.reading.speech.points import announced_count, is_marker, names_chair, points, promises_points
from articles.reading.speech.verbs import SpeechKind, kind_of_speech

PART_MARK: Final = re.compile("[；，]")
LONGEST_VERB: Final = 6  # characters: 他说，李检察长讲过… is one act of speech
LOOK_BACK: Final = 4000  # characters
PRAISE: Final = re.compile("肯定|满意|认为|赞同|同意|赞成|认可|支持")


@dataclass
class StatementBuilder:
    """Walk over the sentences of one text and collect the statements."""

    text: str
    mask: str
    classifier: SpeechClassifier
    statements: list[PartialStatement] = field(default_factory=list)
    current: PartialStatement | None = None
    antecedent: Antecedent | None = None
    quote_start: int | None = None  # start of a quotation whose speaker is named after it

    def build(self, sentences: Sequence[Sentence]) -> list[PartialStatement]:
        """The statements, sorted by where they start."""
        for number, sentence in enumerate(sentences):
            if sentence.is_quotation:
                self._add_quotation(sentence, next_prose(sentences, number))
            else:
                for start, end in self._split_by_speaker(sentence):
                    self._add_part(start, end, sentence)
        self._close()
        return sorted(self.statements, key=lambda statement: statement.start)

    def _split_by_speaker(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Split a sentence before each further speaker who is named in it."""
        edges = [sentence.start]
        for match in PART_MARK.finditer(self.mask, sentence.start, sentence.end):
            if match.group() == "，" and not self._changes_speaker(edges[-1], match.end(), sentence):
                continue
            act = self.classifier.speech_act(match.end(), part_end(self.mask, match.end(), sentence.end))
            named = act.subject_kind is SubjectKind.NAMED and act.subject_start == match.end()
            if named and act.kind >= SpeechKind.PRAISE:
                edges.append(match.end())
        return list(zip(edges, [*edges[1:], sentence.end], strict=True))

    def _changes_speaker(self, start: int, at: int, sentence: Sentence) -> bool:
        """Whether another speaker starts behind a comma: 店主辩称…，宗泽润随即反问."""
        if not (self.classifier.starts_with_person(at) and self.classifier.names_anybody(start, at)):
            return False
        before, act = self.classifier.speech_act(start, at), self.classifier.speech_act(at, sentence.end)
        if before.subject_kind is not SubjectKind.NAMED or act.subject_kind is not SubjectKind.NAMED:
            return False
        same = names_of(before.speakers) == names_of(act.speakers)
        if act.subject_start != at or min(before.kind, act.kind) < SpeechKind.STATEMENT or same:
            return False
        clause = max(self.mask.rfind(mark, start, at - 1) for mark in "，；：") + 1
        kind, verb = kind_of_speech(self.mask, max(clause, start), at)
        return kind is not SpeechKind.STATEMENT or at - verb > LONGEST_VERB

    def _add_part(self, start: int, end: int, sentence: Sentence) -> None:
        act = self.classifier.speech_act(start, end)
        current, quoted = self.current, self.quote_start is not None
        if current and not quoted and self._continues(current, act, sentence):
            self._extend(current, act, sentence)
        elif not quoted and (antecedent := self._list_speaker(act, sentence)):
            self._begin_list(antecedent, act, sentence)
        elif speakers := self._speakers(act, sentence):
            self._begin(speakers, act, sentence)
        else:
            self._remember_subject(act, sentence)
        if self.current is not None:
            self._add_nested(act, self.current.speakers)
        self.quote_start = None

    # -- where a statement begins

    def _speakers(self, act: SpeechAct, sentence: Sentence) -> tuple[str, ...]:
        """Who starts to speak here; () if no words are printed or nobody is named."""
        speaks = act.kind > SpeechKind.TOPIC or self.quote_start is not None
        if act.subject_kind is SubjectKind.NAMED and speaks:
            return names_of(act.speakers)
        if act.subject_kind is SubjectKind.PRONOUN and speaks and self.antecedent:
            return self.antecedent.names
        goes_on = act.subject_kind is SubjectKind.DROPPED and act.kind is SpeechKind.STATEMENT
        if goes_on and (antecedent := self._adjacent_antecedent(sentence)):
            return antecedent.names
        if self.quote_start is not None and (only := self.classifier.leading_person(act.start, act.end)):
            return (only,)
        return ()

    def _begin(self, speakers: tuple[str, ...], act: SpeechAct, sentence: Sentence) -> None:
        current, quote_start = self.current, self.quote_start
        if current and quote_start is not None and self._is_own_quotation(current, speakers, quote_start):
            self._extend(current, act, sentence)
        else:
            self._close()
            start, kind = act.start, act.kind
            if quote_start is not None:
                start, kind = quote_start, SpeechKind.STATEMENT
            elif antecedent := self._introduction(act, sentence):
                start = antecedent.sentence.start
            self.current = PartialStatement(speakers, start, act.end, sentence.paragraph, kind)
            self._extend(self.current, act, sentence)
        self.antecedent = Antecedent(speakers, sentence, spoke=True)

    def _list_speaker(self, act: SpeechAct, sentence: Sentence) -> Antecedent | None:
        """The speaker of points that the sentence before only announced: …提出三点意见。一是…."""
        antecedent = self.antecedent
        if self.current or not antecedent or act.subject_kind is SubjectKind.NAMED:
            return None
        start, end = antecedent.sentence.start, antecedent.sentence.end
        if act.start != sentence.start or not is_marker(self.text, act.start):
            return None
        if self.mask[end : act.start].strip():
            return None
        before, announcement = self.classifier.speech_act(start, end), self.text[start:end]
        announces = before.kind is SpeechKind.TOPIC or promises_points(announcement)
        spoken = before.subject_kind >= SubjectKind.PRONOUN and not names_chair(announcement)
        return antecedent if announces and spoken else None

    def _begin_list(self, antecedent: Antecedent, act: SpeechAct, sentence: Sentence) -> None:
        names, start = antecedent.names, antecedent.sentence.start
        self.current = PartialStatement(names, start, act.end, sentence.paragraph, SpeechKind.STATEMENT)
        self._extend(self.current, act, sentence)
        self.antecedent = Antecedent(names, sentence, spoke=True)

    def _is_own_quotation(
        self, current: PartialStatement, speakers: tuple[str, ...], quote_start: int
    ) -> bool:
        """Whether a quotation directly follows other words of the same speaker."""
        return current.speakers == speakers and not self.mask[current.end : quote_start].strip("\n")

    def _introduction(self, act: SpeechAct, sentence: Sentence) -> Antecedent | None:
        """The sentence before, if the statement starts with it: 李宁汇报了工作。他说…."""
        if act.subject_kind is SubjectKind.NAMED:
            return None
        antecedent = self._adjacent_antecedent(sentence)
        spoke = antecedent and (antecedent.spoke or act.subject_kind is SubjectKind.DROPPED)
        return antecedent if spoke else None

    def _adjacent_antecedent(self, sentence: Sentence) -> Antecedent | None:
        """The antecedent, if its sentence stands directly before this one."""
        antecedent = self.antecedent
        if antecedent is None or antecedent.sentence.paragraph != sentence.paragraph:
            return None
        return None if self.mask[antecedent.sentence.end : sentence.start].strip() else antecedent

    def _add_nested(self, act: SpeechAct, speakers: tuple[str, ...]) -> None:
        for inner in self.classifier.nested_acts(act.start, act.end, speakers):
            names = names_of(inner.speakers)
            self.statements.append(PartialStatement(names, inner.start, inner.end, -1, SpeechKind.STATEMENT))

    # -- where it ends

    def _extend(self, current: PartialStatement, act: SpeechAct, sentence: Sentence) -> None:
        current.kind = max(current.kind, act.kind)
        new_paragraph = sentence.paragraph != current.paragraph
        current.end, current.paragraph = act.end, sentence.paragraph
        current.closed = self._ends_quotation(act)
        if new_paragraph:
            current.promised -= 1
            current.colon = current.colon and current.promised > 0
        if self.mask[act.end - 1] == "：":
            current.colon = True
            current.promised = announced_count(self.text[sentence.start : act.end])

    def _ends_quotation(self, act: SpeechAct) -> bool:
        """Whether a part that is mostly quotation ends with it, or with 某某说。"""
        part = self.mask[act.start : act.end]
        if self.quote_start is not None and self._ends_in_saying(act):
            return True
        return part.endswith(("』", "”。")) and 2 * part.count(MASK) > len(part)

    def _remember_subject(self, act: SpeechAct, sentence: Sentence) -> None:
        """End the statement, and keep whom this sentence is about for a 他说 in the next one."""
        self._close()
        spoke = act.kind is not SpeechKind.NONE or "是" in self.mask[sentence.start : sentence.end]
        if act.subject_kind is SubjectKind.NAMED and act.subject:
            self.antecedent = Antecedent(names_of(act.subject), sentence, spoke)
        elif act.subject_kind is SubjectKind.PRONOUN and self.antecedent:
            self.antecedent = Antecedent(self.antecedent.names, sentence, spoke)
        elif only := self.classifier.only_person(sentence.start, sentence.end):
            self.antecedent = Antecedent((only,), sentence, spoke=False)
        elif act.subject_kind is SubjectKind.UNNAMED:
            self.antecedent = None

    def _close(self) -> None:
        """End the current statement; thanks without an opinion are dropped."""
        current, self.current = self.current, None
        if current is None:
            return
        if current.kind is SpeechKind.STATEMENT or PRAISE.search(self.mask, current.start, current.end):
            self.statements.append(current)

    # -- whether it continues

    def _continues(self, current: PartialStatement, act: SpeechAct, sentence: Sentence) -> bool:
        """Whether these are still the words of the current speaker."""
        same_paragraph = sentence.paragraph == current.paragraph
        if not same_paragraph and not self._continues_in_paragraph(current, act, sentence):
            return False
        if is_marker(self.text, sentence.start):
            return True
        if act.subject_kind is SubjectKind.NAMED:
            own = names_of(act.speakers) == current.speakers and act.kind > SpeechKind.TOPIC
            return own or (same_paragraph and refers_to_past(self.mask, act.start, act.subject_start))
        new_scene = changes_scene(self.mask, act.start)
        if act.subject_kind is SubjectKind.PRONOUN:
            return not (new_scene and act.kind is SpeechKind.NONE)
        after_quotation = same_paragraph and current.closed and act.kind is SpeechKind.NONE
        ended = after_quotation or new_scene or resumes_narration(self.mask, sentence.start)
        return not ended and not self._is_followed_by_action(current, sentence)

    def _continues_in_paragraph(self, current: PartialStatement, act: SpeechAct, sentence: Sentence) -> bool:
        """Whether the words may continue in this new paragraph."""
        if sentence.paragraph > current.paragraph + 1:
            return False
        if is_marker(self.text, sentence.start):
            return True
        if current.colon:
            return act.subject_kind is not SubjectKind.NAMED
        if act.kind <= SpeechKind.TOPIC:
            return False
        if act.subject_kind is SubjectKind.DROPPED:
            return adds_to_speech(self.mask, sentence.start)
        own = act.subject_kind is SubjectKind.NAMED and names_of(act.speakers) == current.speakers
        return own or act.subject_kind is SubjectKind.PRONOUN

    def _is_followed_by_action(self, current: PartialStatement, sentence: Sentence) -> bool:
        """Whether, after all points of the paragraph, an organisation says what it will do."""
        if not announces_action(self.mask, sentence.start):
            return False
        paragraph = self.text.rfind("\n", 0, sentence.start) + 1
        start = max(paragraph, current.start, sentence.start - LOOK_BACK)
        return not is_marker(self.text, paragraph) and bool(points(self.text[start : sentence.start]))

    # -- sentences that are nothing but a quotation

    def _add_quotation(self, sentence: Sentence, following: Sentence | None) -> None:
        """Give a quotation to the speaker who is named directly after it, else to the one before."""
        current, antecedent = self.current, self._adjacent_antecedent(sentence)
        opens_paragraph = sentence.start == 0 or self.mask[sentence.start - 1] == "\n"
        unclaimed = current is None and antecedent is None
        may_wait = opens_paragraph or self.quote_start is not None or unclaimed
        if current and opens_paragraph and self._runs_on(current, sentence):
            self._extend_by_quotation(current, sentence)
        elif following is not None and self._belongs_to_unnamed(following):
            self.quote_start = None
            self._close()
        elif following is not None and self._names_speaker(following, may_wait=may_wait):
            self.quote_start = sentence.start if self.quote_start is None else self.quote_start
        elif current is not None and sentence.paragraph == current.paragraph:
            self._extend_by_quotation(current, sentence)
        elif antecedent:
            self.current = PartialStatement(
                antecedent.names,
                antecedent.sentence.start,
                sentence.end,
                sentence.paragraph,
                SpeechKind.STATEMENT,
            )
        else:
            self.quote_start = None

    def _is_of_antecedent(self, act: SpeechAct) -> bool:
        """Whether the subject is the person of the sentence before, who did not speak yet."""
        if act.subject_kind is not SubjectKind.NAMED or self.current is not None:
            return False
        return self.antecedent is not None and names_of(act.subject) == self.antecedent.names

    def _belongs_to_unnamed(self, following: Sentence) -> bool:
        """Whether the sentence after a quotation gives it to somebody unnamed: 一名男孩小声说."""
        act = self.classifier.speech_act(following.start, following.end)
        unnamed = act.subject_kind is SubjectKind.UNNAMED and act.subject_start == following.start
        return unnamed and (act.kind is SpeechKind.STATEMENT or self._ends_in_saying(act))

    def _ends_in_saying(self, act: SpeechAct) -> bool:
        return self.mask[act.start : act.end].rstrip("。！")[-1:] in tuple("说道讲问答")

    def _runs_on(self, current: PartialStatement, sentence: Sentence) -> bool:
        """Whether a quotation that was announced or left open continues in the next paragraph."""
        if sentence.paragraph != current.paragraph + 1:
            return False
        return current.colon or self.mask[current.end - 1] == MASK

    def _extend_by_quotation(self, current: PartialStatement, sentence: Sentence) -> None:
        act = SpeechAct(sentence.start, sentence.end, SubjectKind.DROPPED, SpeechKind.NONE)
        self._extend(current, act, sentence)

    def _names_speaker(self, following: Sentence, *, may_wait: bool) -> bool:
        """Whether the sentence after a quotation names its speaker.

        `may_wait`: any subject will do, since no speaker before the quotation competes.
        """
        act = self.classifier.speech_act(following.start, following.end)
        if act.subject_kind in (SubjectKind.NAMED, SubjectKind.PRONOUN):
            says = act.kind is SpeechKind.STATEMENT or self._is_of_antecedent(act)
            here = act.subject_start == following.start and (says or self._ends_in_saying(act))
            return may_wait or here
        only = self.classifier.leading_person(following.start, following.end)
        return may_wait and act.subject_kind is SubjectKind.DROPPED and bool(only)
