"""Extract people and statements from the paragraphs of a report."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from articles.reading.draft import Person, Statement
from articles.reading.normalized import NormalizedText, normalize
from articles.reading.people.coreference import distinct_titles, resolve_short_forms
from articles.reading.people.employers import assign_organisations
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
    """People in the order of their first mention, statements in the order of the text."""

    people: tuple[Person, ...]
    statements: tuple[Statement, ...]


def extract(
    paragraphs: Sequence[str], *, known_names: Collection[str] = (), source: str = "", title: str = ""
) -> Extraction:
    """Extract the people and statements of a body; a statement's text is verbatim from the paragraphs.

    `known_names` are full names on the newsroom's register: they are accepted wherever they stand.
    `source` and `title` help: they tell which organisation 我院 is, or that a word is a name (记民警马力);
    people named only there are left out. Never raises on text.
    """
    whole = normalize([*paragraphs, source, title])
    body = replace(whole, text=whole.text[: _body_end(paragraphs, whole.text)])
    mentions = find_mentions(whole.text, _normalized_names(tuple(known_names)))
    mentions = resolve_short_forms([mention for mention in mentions if mention.outer_end <= len(body.text)])
    mask = mask_quotations(body.text)
    sentences = split_sentences(mask)
    spoken = StatementBuilder(body.text, mask, SpeechClassifier(mask, mentions)).build(sentences)
    names = _printed_names(body, mentions)
    statements = tuple(_statement(body, one, names[name]) for one in spoken for name in one.speakers)
    printed = [mention.organisation for mention in mentions if mention.organisation]
    organisations = OrganisationIndex(whole.text, printed, len(body.text))
    mentions = assign_organisations(mentions, _sentence_numbers(mentions, sentences), organisations)
    speakers = {statement.speaker for statement in statements}
    return Extraction(_people(body, _by_name(mentions), organisations, names, speakers), statements)


def _body_end(paragraphs: Sequence[str], text: str) -> int:
    """Where the body ends in the text, to which source and title were appended."""
    end = -1
    for _ in range(sum(paragraph.count("\n") + 1 for paragraph in paragraphs)):
        end = text.find("\n", end + 1)
    return len(text) if end < 0 else end


@lru_cache(maxsize=2)  # all files of an import share one register
def _normalized_names(known_names: tuple[str, ...]) -> frozenset[str]:
    names = {normalize([name]).text for name in known_names}
    return frozenset(name for name in names if len(name) > 1 and "\n" not in name)


def _printed_names(body: NormalizedText, mentions: Sequence[Mention]) -> dict[str, str]:
    """The normalized name of each person, with the name as first printed."""
    names: dict[str, str] = {}
    for mention in mentions:
        if not mention.short:
            names.setdefault(mention.name, body.without_blanks(mention.start, mention.end))
    return names


def _statement(body: NormalizedText, spoken: PartialStatement, speaker: str) -> Statement:
    text = body.verbatim(spoken.start, spoken.end).rstrip("\n；;")
    return Statement(speaker, text, len(points(text)))


def _by_name(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.name, []).append(mention)
    return groups


def _people(
    body: NormalizedText,
    mentions_by_name: Mapping[str, Sequence[Mention]],
    organisations: OrganisationIndex,
    names: Mapping[str, str],
    speakers: Set[str],
) -> tuple[Person, ...]:
    people = []
    for name, printed in names.items():
        mentions = mentions_by_name[name]
        titles = tuple(_as_printed(body, title) for title in distinct_titles(mentions))
        employer = next((mention.organisation for mention in mentions if mention.organisation), None)
        organisation = _as_printed(body, organisations.fullest(employer)) if employer else None
        people.append(Person(printed, titles, organisation, printed in speakers))
    return tuple(people)


def _as_printed(body: NormalizedText, excerpt: Excerpt) -> str:
    return "".join(body.without_blanks(start, end) for start, end in excerpt.spans)


def _sentence_numbers(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> dict[int, int]:
    """The number of the sentence of each mention, by where the mention starts."""
    numbers, number = {}, 0
    for mention in mentions:
        while number < len(sentences) - 1 and sentences[number].end <= mention.start:
            number += 1
        numbers[mention.start] = number
    return numbers
