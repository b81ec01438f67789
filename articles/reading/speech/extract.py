"""Who is named in a report, and who said what: paragraphs in, people and statements out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from articles.reading.draft import Person, Statement
from articles.reading.normalized import NormalizedText, normalize
from articles.reading.people.coreference import resolve, seated, titles_of
from articles.reading.people.mention_search import Excerpt, Mention
from articles.reading.people.mentions import find_mentions
from articles.reading.people.organisation_index import OrganisationIndex
from articles.reading.sentences import Sentence, mask_quotations, split_sentences
from articles.reading.speech.classify import SpeechClassifier
from articles.reading.speech.partial_statement import PartialStatement
from articles.reading.speech.points import points
from articles.reading.speech.statements import StatementBuilder


@dataclass(frozen=True, slots=True)
class Extraction:
    """People in the order they are named, statements in the order they are printed."""

    people: tuple[Person, ...]
    statements: tuple[Statement, ...]


def extract(
    paragraphs: Sequence[str], *, known_names: Collection[str] = (), source: str = "", title: str = ""
) -> Extraction:
    """Find the people and the statements of a body.

    What 我院 means may be told by the page's `source` or `title` alone; a title may tell that a word is a
    name (记民警马力), but who is named there alone is not among the people.
    `known_names` are full names on the newsroom's register: they are believed wherever they stand.
    A statement's text is verbatim from the paragraphs joined by line ends. Never raises on text.
    """
    whole = normalize([*paragraphs, source, title])
    normalized = replace(whole, text=whole.text[: _end_of(paragraphs, whole.text)])
    found = find_mentions(whole.text, _levelled(tuple(known_names)))
    mentions = resolve([mention for mention in found if mention.outer_end <= len(normalized.text)])
    mask = mask_quotations(normalized.text)
    cut = split_sentences(mask)
    spans = StatementBuilder(normalized.text, mask, SpeechClassifier(mask, mentions)).run(cut)
    names = _printed_names(normalized, mentions)
    statements = tuple(
        _statement(normalized, span, names[speaker]) for span in spans for speaker in span.speakers
    )
    organisations = OrganisationIndex(
        whole.text, [m.organisation for m in mentions if m.organisation], len(normalized.text)
    )
    by_name = _by_name(seated(mentions, _sentence_numbers(mentions, cut), organisations))
    return Extraction(
        _people(normalized, by_name, organisations, names, {s.speaker for s in statements}), statements
    )


def _end_of(paragraphs: Sequence[str], text: str) -> int:
    """Where the body ends in the text that the page's own words follow."""
    end = -1
    for _ in range(sum(paragraph.count("\n") + 1 for paragraph in paragraphs)):
        end = text.find("\n", end + 1)
    return len(text) if end < 0 else end


@lru_cache(maxsize=2)  # a register, which is the same for all files of a run
def _levelled(known_names: tuple[str, ...]) -> frozenset[str]:
    names = {normalize([name]).text for name in known_names}
    return frozenset(name for name in names if len(name) > 1 and "\n" not in name)


def _printed_names(normalized: NormalizedText, mentions: Sequence[Mention]) -> dict[str, str]:
    """The levelled name of each person, and the name as first printed."""
    names: dict[str, str] = {}
    for mention in mentions:
        if not mention.short:
            names.setdefault(mention.name, normalized.plain(mention.start, mention.end))
    return names


def _statement(normalized: NormalizedText, span: PartialStatement, speaker: str) -> Statement:
    text = normalized.printed(span.start, span.end).rstrip("\n；;")
    return Statement(speaker, text, len(points(text)))


def _by_name(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.name, []).append(mention)
    return found


def _people(
    normalized: NormalizedText,
    by_name: Mapping[str, Sequence[Mention]],
    organisations: OrganisationIndex,
    names: Mapping[str, str],
    speakers: Set[str],
) -> tuple[Person, ...]:
    people = []
    for name, printed in names.items():
        titles = tuple(_as_printed(normalized, title) for title in titles_of(by_name[name]))
        organisation = next((m.organisation for m in by_name[name] if m.organisation), None)
        organisation = _as_printed(normalized, organisations.fullest(organisation)) if organisation else None
        people.append(Person(printed, titles, organisation, printed in speakers))
    return tuple(people)


def _as_printed(normalized: NormalizedText, words: Excerpt) -> str:
    return "".join(normalized.plain(start, end) for start, end in words.spans)


def _sentence_numbers(mentions: Sequence[Mention], cut: Sequence[Sentence]) -> dict[int, int]:
    """The number of the sentence in which each mention begins."""
    numbers, number = {}, 0
    for mention in mentions:
        while number < len(cut) - 1 and cut[number].end <= mention.start:
            number += 1
        numbers[mention.start] = number
    return numbers
