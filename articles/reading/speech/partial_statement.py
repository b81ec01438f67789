"""State of StatementBuilder: the statement that is being built, and the person last named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.reading.people.mention_search import Mention
from articles.reading.sentences import Sentence
from articles.reading.speech.verbs import SpeechKind


@dataclass
class PartialStatement:
    """A statement that may still grow; `promised` counts points that were announced and not seen yet."""

    speakers: tuple[str, ...]
    start: int
    end: int
    paragraph: int
    kind: SpeechKind
    promised: int = 0
    colon: bool = False  # announced with a colon
    closed: bool = False  # ends with a closed quotation


@dataclass
class Antecedent:
    """The people of the last sentence, to whom 他 or a missing subject refers.

    `spoke`: that sentence is about speech.
    """

    names: tuple[str, ...]
    sentence: Sentence
    spoke: bool


def names_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The distinct names of some mentions."""
    return tuple(dict.fromkeys(mention.name for mention in mentions))
