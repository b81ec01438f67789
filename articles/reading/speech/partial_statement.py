"""What the walk over the sentences carries along: the words under way and the person last named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.reading.people.mention_search import Mention
from articles.reading.sentences import Sentence
from articles.reading.speech.verbs import SpeechKind


@dataclass
class PartialStatement:
    """Words under way: whose, from where, to where; `promised` points were announced and not yet seen."""

    speakers: tuple[str, ...]
    start: int
    end: int
    paragraph: int
    speech: SpeechKind
    promised: int = 0
    colon: bool = False
    closed: bool = False  # a quotation has just been closed, and nothing else was said


@dataclass
class Antecedent:
    """The person the sentence before was about; `spoke` where it leads up to what was said."""

    names: tuple[str, ...]
    sentence: Sentence
    spoke: bool


def names_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The names of some mentions, each once."""
    return tuple(dict.fromkeys(mention.name for mention in mentions))
