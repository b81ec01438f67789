"""From sentences to statements: where a speaker's words begin, go on and end."""

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

SHARED: Final = re.compile("[；，]")
SAID_BEFORE: Final = 6  # characters between a verb of speech and the next speaker: 他说，李检察长讲过… is one
LOOK_BACK: Final = 4000  # characters
PRAISED: Final = re.compile("肯定|满意|认为|赞同|同意|赞成|认可|支持")


@dataclass
class StatementBuilder:
    """Walks over the sentences of one text and keeps the spans that are statements."""

    text: str
    mask: str
    listener: SpeechClassifier
    spans: list[PartialStatement] = field(default_factory=list)
    open: PartialStatement | None = None
    lead: Antecedent | None = None
    quote: int | None = None  # where a quotation that waits for its speaker begins

    def run(self, sentences: Sequence[Sentence]) -> list[PartialStatement]:
        """The statements' spans in the order of their beginnings."""
        for number, sentence in enumerate(sentences):
            if sentence.quoted:
                self._quotation(sentence, next_prose(sentences, number))
            else:
                for start, end in self._parts(sentence):
                    self._part(start, end, sentence)
        self._close()
        return sorted(self.spans, key=lambda span: span.start)

    def _parts(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The sentence, cut at a mark after which another named speaker speaks."""
        edges = [sentence.start]
        for match in SHARED.finditer(self.mask, sentence.start, sentence.end):
            if match.group() == "，" and not self._takes_over(edges[-1], match.end(), sentence):
                continue
            turn = self.listener.turn(match.end(), part_end(self.mask, match.end(), sentence.end))
            if turn.who is SubjectKind.NAMED and turn.speech >= SpeechKind.PRAISE and turn.at == match.end():
                edges.append(match.end())
        return list(zip(edges, [*edges[1:], sentence.end], strict=True))

    def _takes_over(self, start: int, at: int, sentence: Sentence) -> bool:
        """Does another speaker begin behind a comma: 店主辩称…，宗泽润随即反问?"""
        if not (self.listener.begins_with_person(at) and self.listener.names_anybody(start, at)):
            return False
        before, turn = self.listener.turn(start, at), self.listener.turn(at, sentence.end)
        if before.who is not SubjectKind.NAMED or turn.who is not SubjectKind.NAMED or turn.at != at:
            return False
        if min(before.speech, turn.speech) < SpeechKind.SAID or names_of(before.speakers) == names_of(
            turn.speakers
        ):
            return False
        clause = max(self.mask.rfind(mark, start, at - 1) for mark in "，；：") + 1
        speech, verb = kind_of_speech(self.mask, max(clause, start), at)
        return speech is not SpeechKind.SAID or at - verb > SAID_BEFORE

    def _part(self, start: int, end: int, sentence: Sentence) -> None:
        turn = self.listener.turn(start, end)
        if self.quote is None and self._goes_on(turn, sentence):
            self._extend(turn, sentence)
        elif self.quote is None and self._lists(turn, sentence):
            self._begin_list(turn, sentence)
        elif speakers := self._speakers(turn, sentence):
            self._begin(speakers, turn, sentence)
        else:
            self._silent(turn, sentence)
        if self.open is not None:
            self._nested(turn, self.open.speakers)
        self.quote = None

    def _speakers(self, turn: SpeechAct, sentence: Sentence) -> tuple[str, ...]:
        """Who begins to speak here: nobody where the words are not printed or the speaker is not named."""
        speaks = turn.speech > SpeechKind.TOPIC or self.quote is not None
        if turn.who is SubjectKind.NAMED and speaks:
            return names_of(turn.speakers)
        if turn.who is SubjectKind.PRONOUN and speaks and self.lead:
            return self.lead.names
        if (
            turn.who is SubjectKind.DROPPED
            and turn.speech is SpeechKind.SAID
            and self._lead_is_next(sentence)
        ):
            return self.lead.names
        if self.quote is not None and (only := self.listener.leading_person(turn.start, turn.end)):
            return (only,)
        return ()

    def _begin(self, speakers: tuple[str, ...], turn: SpeechAct, sentence: Sentence) -> None:
        if self.quote is not None and self._continues_own(speakers):
            self._extend(turn, sentence)
        else:
            self._close()
            start, speech = turn.start, turn.speech
            if self.quote is not None:
                start, speech = self.quote, SpeechKind.SAID
            elif self._leads_up(turn, sentence):
                start = self.lead.sentence.start
            self.open = PartialStatement(speakers, start, turn.end, sentence.paragraph, speech)
            self._extend(turn, sentence)
        self.lead = Antecedent(speakers, sentence, spoke=True)

    def _lists(self, turn: SpeechAct, sentence: Sentence) -> bool:
        """Do the points begin here that the sentence before only announces: …提出三点意见。一是…?"""
        if (
            self.open
            or not self.lead
            or turn.who is SubjectKind.NAMED
            or not is_marker(self.text, turn.start)
        ):
            return False
        start, end = self.lead.sentence.start, self.lead.sentence.end
        if turn.start != sentence.start or self.mask[end : turn.start].strip():
            return False
        before, told = self.listener.turn(start, end), self.text[start:end]
        tells = before.speech is SpeechKind.TOPIC or promises_points(told)
        return tells and before.who >= SubjectKind.PRONOUN and not names_chair(told)

    def _begin_list(self, turn: SpeechAct, sentence: Sentence) -> None:
        start, names = self.lead.sentence.start, self.lead.names
        self.open = PartialStatement(names, start, turn.end, sentence.paragraph, SpeechKind.SAID)
        self._extend(turn, sentence)
        self.lead = Antecedent(names, sentence, spoke=True)

    def _continues_own(self, speakers: tuple[str, ...]) -> bool:
        """Does a quotation with its speaker after it follow that speaker's own words?"""
        span = self.open
        return (
            span is not None
            and span.speakers == speakers
            and not self.mask[span.end : self.quote].strip("\n")
        )

    def _leads_up(self, turn: SpeechAct, sentence: Sentence) -> bool:
        """Does the statement begin a sentence earlier, where the speaker was named: …汇报了工作。他说…"""
        if turn.who is SubjectKind.NAMED or not self._lead_is_next(sentence):
            return False
        return self.lead.spoke or turn.who is SubjectKind.DROPPED

    def _lead_is_next(self, sentence: Sentence) -> bool:
        if self.lead is None or self.lead.sentence.paragraph != sentence.paragraph:
            return False
        return not self.mask[self.lead.sentence.end : sentence.start].strip()

    def _extend(self, turn: SpeechAct, sentence: Sentence) -> None:
        span = self.open
        span.speech = max(span.speech, turn.speech)
        new = sentence.paragraph != span.paragraph
        span.end, span.paragraph = turn.end, sentence.paragraph
        span.closed = self._closes(turn)
        if new:
            span.promised -= 1
            span.colon = span.colon and span.promised > 0
        if self.mask[turn.end - 1] == "：":
            span.colon = True
            span.promised = announced_count(self.text[sentence.start : turn.end])

    def _closes(self, turn: SpeechAct) -> bool:
        """Does a sentence that is mostly quotation end with it, or with its 某某说。?"""
        part = self.mask[turn.start : turn.end]
        if self.quote is not None and self._ends_in_saying(turn):
            return True
        return part.endswith(("』", "”。")) and 2 * part.count(MASK) > len(part)

    def _silent(self, turn: SpeechAct, sentence: Sentence) -> None:
        """Nobody's words: remember who the sentence is about, for a 他说 that may follow."""
        self._close()
        spoke = turn.speech is not SpeechKind.NONE or "是" in self.mask[sentence.start : sentence.end]
        if turn.who is SubjectKind.NAMED and turn.subject:
            self.lead = Antecedent(names_of(turn.subject), sentence, spoke)
        elif turn.who is SubjectKind.PRONOUN and self.lead:
            self.lead = Antecedent(self.lead.names, sentence, spoke)
        elif only := self.listener.only_person(sentence.start, sentence.end):
            self.lead = Antecedent((only,), sentence, spoke=False)
        elif turn.who is SubjectKind.UNNAMED:
            self.lead = None

    def _close(self) -> None:
        span, self.open = self.open, None
        if span is None:
            return
        if span.speech is SpeechKind.SAID or PRAISED.search(self.mask, span.start, span.end):
            self.spans.append(span)

    def _nested(self, turn: SpeechAct, speakers: tuple[str, ...]) -> None:
        for inner in self.listener.quoted_by_others(turn.start, turn.end, speakers):
            self.spans.append(
                PartialStatement(names_of(inner.speakers), inner.start, inner.end, -1, SpeechKind.SAID)
            )

    # -- do the words go on?

    def _goes_on(self, turn: SpeechAct, sentence: Sentence) -> bool:
        """Are these still the words of the one who spoke before?"""
        span = self.open
        if span is None:
            return False
        same_paragraph = sentence.paragraph == span.paragraph
        if not same_paragraph and not self._carries_over(turn, sentence):
            return False
        if is_marker(self.text, sentence.start):
            return True
        if turn.who is SubjectKind.NAMED:
            own = names_of(turn.speakers) == span.speakers and turn.speech > SpeechKind.TOPIC
            return own or (same_paragraph and refers_to_past(self.mask, turn.start, turn.at))
        scene = changes_scene(self.mask, turn.start)
        if turn.who is SubjectKind.PRONOUN:
            return not (scene and turn.speech is SpeechKind.NONE)
        after_quotation = same_paragraph and span.closed and turn.speech is SpeechKind.NONE
        ended = after_quotation or scene or resumes_narration(self.mask, sentence.start)
        return not ended and not self._is_done(sentence)

    def _carries_over(self, turn: SpeechAct, sentence: Sentence) -> bool:
        """May the words go on in this new paragraph?"""
        span = self.open
        if sentence.paragraph > span.paragraph + 1:
            return False
        if is_marker(self.text, sentence.start):
            return True
        if span.colon:
            return turn.who is not SubjectKind.NAMED
        if turn.speech <= SpeechKind.TOPIC:
            return False
        if turn.who is SubjectKind.DROPPED:
            return adds_to_speech(self.mask, sentence.start)
        return turn.who is SubjectKind.PRONOUN or (
            turn.who is SubjectKind.NAMED and names_of(turn.speakers) == span.speakers
        )

    def _is_done(self, sentence: Sentence) -> bool:
        """Are the speaker's points all told in this paragraph, and does a body say what it will do?"""
        if not announces_action(self.mask, sentence.start):
            return False
        paragraph = self.text.rfind("\n", 0, sentence.start) + 1
        begun = max(paragraph, self.open.start, sentence.start - LOOK_BACK)
        return not is_marker(self.text, paragraph) and bool(points(self.text[begun : sentence.start]))

    # -- quotations that stand alone

    def _quotation(self, sentence: Sentence, after: Sentence | None) -> None:
        """A quotation belongs to the speaker named right after it, else to the one before."""
        opening = sentence.start == 0 or self.mask[sentence.start - 1] == "\n"
        if self._runs_on(sentence, opening=opening):
            self._quote_on(sentence)
        elif after is not None and self._is_of_another(after):
            self.quote = None
            self._close()
        elif after is not None and self._attributes(
            after, opening=opening or self.quote is not None or self._is_nobodys(sentence)
        ):
            self.quote = sentence.start if self.quote is None else self.quote
        elif self.open is not None and sentence.paragraph == self.open.paragraph:
            self._quote_on(sentence)
        elif self._lead_is_next(sentence):
            start = self.lead.sentence.start
            self.open = PartialStatement(
                self.lead.names, start, sentence.end, sentence.paragraph, SpeechKind.SAID
            )
        else:
            self.quote = None

    def _is_nobodys(self, sentence: Sentence) -> bool:
        """Does a quotation follow words about nobody: …只插了几面小旗。“…”匡扶有些着急?"""
        return self.open is None and not self._lead_is_next(sentence)

    def _is_of_lead(self, turn: SpeechAct) -> bool:
        """Is it the one whom the report was about, and who had not begun to speak?"""
        named = turn.who is SubjectKind.NAMED and self.lead is not None and self.open is None
        return named and names_of(turn.subject) == self.lead.names

    def _is_of_another(self, sentence: Sentence) -> bool:
        """Does this sentence give the quotation before it to somebody unnamed: 一名男孩小声说?"""
        turn = self.listener.turn(sentence.start, sentence.end)
        unnamed = turn.who is SubjectKind.UNNAMED and turn.at == sentence.start
        return unnamed and (turn.speech is SpeechKind.SAID or self._ends_in_saying(turn))

    def _ends_in_saying(self, turn: SpeechAct) -> bool:
        return self.mask[turn.start : turn.end].rstrip("。！")[-1:] in tuple("说道讲问答")

    def _runs_on(self, sentence: Sentence, *, opening: bool) -> bool:
        """Does a new paragraph go on with a quotation, which was announced or left open before?"""
        span = self.open
        if span is None or not opening or sentence.paragraph != span.paragraph + 1:
            return False
        return span.colon or self.mask[span.end - 1] == MASK

    def _quote_on(self, sentence: Sentence) -> None:
        self._extend(SpeechAct(sentence.start, sentence.end, SubjectKind.DROPPED, SpeechKind.NONE), sentence)

    def _attributes(self, sentence: Sentence, *, opening: bool) -> bool:
        """Does this sentence name the speaker of the quotation before it, which may open a paragraph?"""
        turn = self.listener.turn(sentence.start, sentence.end)
        if turn.who in (SubjectKind.NAMED, SubjectKind.PRONOUN):
            here = turn.at == sentence.start and (
                turn.speech is SpeechKind.SAID or self._is_of_lead(turn) or self._ends_in_saying(turn)
            )
            return opening or here
        only = self.listener.leading_person(sentence.start, sentence.end)
        return opening and turn.who is SubjectKind.DROPPED and bool(only)
