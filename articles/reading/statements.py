"""From sentences to statements: where a speaker's words begin, go on and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from articles.reading.ground import Mention
from articles.reading.points import PATTERNS, announced
from articles.reading.sentences import Sentence
from articles.reading.speech import Listener, Speech, Turn, Who
from articles.reading.wordlists import one_of

GROUPS: Final = re.compile(
    f"{one_of(('sentences', 'groups')).pattern}|[一两三四五六七八九十几多数][个名位][^，。]{1, 6}"
)
SCENES: Final = one_of(("sentences", "scenes"))
REMEMBERED: Final = one_of(("sentences", "remembered"))
ENOUGH: Final = re.compile("肯定|满意|认为|赞同|同意")


@dataclass
class Span:
    """Words under way: whose, from where, to where."""

    speakers: tuple[str, ...]
    start: int
    end: int
    paragraph: int
    speech: Speech
    promised: int = 0  # points announced, not yet seen
    colon: bool = False


@dataclass
class Lead:
    """The person the sentence before was about."""

    names: tuple[str, ...]
    sentence: Sentence
    spoke: bool  # does the sentence lead up to what was said?


@dataclass
class Assembler:
    """Walks over the sentences of one text and keeps the spans that are statements."""

    text: str
    mask: str
    listener: Listener
    spans: list[Span] = field(default_factory=list)
    open: Span | None = None
    lead: Lead | None = None
    quote: int | None = None  # where a quotation that waits for its speaker begins

    def run(self, sentences: Sequence[Sentence]) -> list[Span]:
        """The statements' spans in the order of their beginnings."""
        for number, sentence in enumerate(sentences):
            after = sentences[number + 1] if number + 1 < len(sentences) else None
            if sentence.quoted:
                self._quotation(sentence, after)
            else:
                for start, end in self._parts(sentence):
                    self._part(start, end, sentence)
        self._close()
        return sorted(self.spans, key=lambda s: s.start)

    # -- parts of a sentence

    def _parts(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The sentence, cut at a ； after which another named speaker speaks."""
        edges = [sentence.start]
        for match in re.compile("；").finditer(self.mask, sentence.start, sentence.end):
            turn = self.listener.turn(match.end(), _next_mark(self.mask, match.end(), sentence.end))
            if turn.who is Who.NAMED and turn.speech >= Speech.PRAISE and turn.at == match.end():
                edges.append(match.end())
        return list(zip(edges, [*edges[1:], sentence.end], strict=True))

    def _part(self, start: int, end: int, sentence: Sentence) -> None:
        turn = self.listener.turn(start, end)
        speaks = turn.speech > Speech.TOPIC or self.quote is not None
        if self.quote is None and self._goes_on(turn, sentence):
            self._extend(end, sentence)
        elif turn.who is Who.NAMED and speaks:
            self._begin(self._names(turn.speakers), turn, sentence, back=False)
        elif turn.who is Who.PRONOUN and speaks and self.lead:
            self._begin(self.lead.names, turn, sentence, back=self.lead.spoke)
        elif turn.who is Who.DROPPED and turn.speech is Speech.SAID and self._lead_is_next(sentence):
            self._begin(self.lead.names, turn, sentence, back=True)
        elif self.quote is not None and (only := self.listener.only_person(start, end)):
            self._begin((only,), turn, sentence, back=False)
        else:
            self._silent(turn, sentence)
        if self.open is not None:
            self._nested(start, end, self.open.speakers)
        self.quote = None

    def _nested(self, start: int, end: int, speakers: tuple[str, ...]) -> None:
        for turn in self.listener.quoted_by_others(start, end, speakers):
            self.spans.append(Span(self._names(turn.speakers), turn.start, turn.end, -1, Speech.SAID))

    def _goes_on(self, turn: Turn, sentence: Sentence) -> bool:
        """Are these still the words of the one who spoke before?"""
        span = self.open
        if span is None:
            return False
        if sentence.paragraph != span.paragraph and not self._carries_over(sentence, turn):
            return False
        if turn.who is Who.NAMED:
            return (
                self._names(turn.speakers) == span.speakers
                and turn.speech != Speech.TOPIC
                or self._told(turn, sentence)
            )
        if turn.who is Who.PRONOUN:
            return True
        if GROUPS.match(self.mask, sentence.start) and not self._modal(turn):
            return False
        return not SCENES.match(self.mask, sentence.start) or self._promise(span, sentence)

    def _modal(self, turn: Turn) -> bool:
        return (
            turn.speech is Speech.NONE
            and re.compile("[^，。；]{0,20}(?:要|应|将|可以|必须|能|会)").match(self.mask, turn.start)
            is not None
        )

    def _told(self, turn: Turn, sentence: Sentence) -> bool:
        """Does the speaker tell of somebody: after 今年…, 去年… in the same paragraph, or amid points?"""
        span = self.open
        if sentence.paragraph == span.paragraph and turn.who is Who.NAMED:
            return REMEMBERED.search(self.mask, sentence.start, max(turn.at, sentence.start)) is not None
        return False

    def _promise(self, span: Span, sentence: Sentence) -> bool:
        return _marker(self.text, sentence.start)

    def _carries_over(self, sentence: Sentence, turn: Turn) -> bool:
        """May the words go on in this new paragraph?"""
        span = self.open
        if sentence.paragraph > span.paragraph + 1:
            return False
        if _marker(self.text, sentence.start):
            return True
        if span.colon or span.promised:
            return turn.who is not Who.NAMED
        if turn.speech > Speech.TOPIC and turn.who is Who.PRONOUN:
            return True
        return (
            turn.who is Who.NAMED
            and turn.speech > Speech.TOPIC
            and self._names(turn.speakers) == span.speakers
        )

    # -- beginnings and ends

    def _names(self, mentions: Sequence[Mention]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.name for m in mentions))

    def _begin(self, speakers: tuple[str, ...], turn: Turn, sentence: Sentence, *, back: bool) -> None:
        self._close()
        start = turn.start
        if self.quote is not None:
            start = self.quote
        elif back and self._lead_is_next(sentence):
            start = self.lead.sentence.start
        speech = Speech.SAID if self.quote is not None else turn.speech
        self.open = Span(speakers, start, turn.end, sentence.paragraph, speech)
        self._extend(turn.end, sentence)
        self.lead = Lead(speakers, sentence, spoke=True)

    def _lead_is_next(self, sentence: Sentence) -> bool:
        if self.lead is None or self.lead.sentence.paragraph != sentence.paragraph:
            return False
        return not self.mask[self.lead.sentence.end : sentence.start].strip()

    def _extend(self, end: int, sentence: Sentence) -> None:
        span = self.open
        turn_speech = self.listener.turn(sentence.start, end).speech
        span.speech = max(span.speech, turn_speech)
        new = sentence.paragraph != span.paragraph
        span.end, span.paragraph = end, sentence.paragraph
        if new and span.promised:
            span.promised -= 1
        if self.mask[end - 1] == "：":
            span.colon = True
            span.promised = announced(self.text[sentence.start : end])
        elif new:
            span.colon = False

    def _silent(self, turn: Turn, sentence: Sentence) -> None:
        """Nobody's words: remember who the sentence is about, for a 他说 that may follow."""
        self._close()
        spoke = turn.speech is not Speech.NONE or "是" in self.mask[sentence.start : sentence.end]
        if turn.who is Who.NAMED and turn.subject:
            self.lead = Lead(self._names(turn.subject), sentence, spoke)
        elif turn.who is Who.PRONOUN and self.lead:
            self.lead = Lead(self.lead.names, sentence, spoke)
        elif only := self.listener.only_person(sentence.start, sentence.end):
            self.lead = Lead((only,), sentence, spoke=False)
        elif turn.who is Who.UNNAMED:
            self.lead = None

    def _close(self) -> None:
        span, self.open = self.open, None
        if span is None:
            return
        if span.speech is Speech.SAID or ENOUGH.search(self.mask, span.start, span.end):
            self.spans.append(span)

    # -- quotations that stand alone

    def _quotation(self, sentence: Sentence, after: Sentence | None) -> None:
        """A quotation belongs to the speaker named right after it, else to the one before."""
        opening = sentence.start == 0 or self.mask[sentence.start - 1] == "\n"
        near = after is not None and after.paragraph == sentence.paragraph and not after.quoted
        if near and self._attributes(after, opening=opening):
            self.quote = sentence.start if self.quote is None else self.quote
        elif self.open is not None and sentence.paragraph == self.open.paragraph:
            self._extend(sentence.end, sentence)
        elif self._lead_is_next(sentence):
            self.open = Span(
                self.lead.names, self.lead.sentence.start, sentence.end, sentence.paragraph, Speech.SAID
            )
        else:
            self.quote = None

    def _attributes(self, sentence: Sentence, *, opening: bool) -> bool:
        """Does this sentence name the speaker of the quotation before it, which may open a paragraph?"""
        turn = self.listener.turn(sentence.start, sentence.end)
        if turn.who not in (Who.NAMED, Who.PRONOUN):
            return (
                opening
                and turn.who is Who.DROPPED
                and bool(self.listener.only_person(sentence.start, sentence.end))
            )
        return opening or (turn.speech is Speech.SAID and turn.at == sentence.start)


def _next_mark(mask: str, start: int, end: int) -> int:
    match = re.compile("[；。]").search(mask, start, end)
    return match.end() if match else end


def _marker(text: str, at: int) -> bool:
    """Does a point's marker stand here?"""
    return any((m := p.search(text, at, at + 8)) and m.start("marker") == at for p in PATTERNS)
