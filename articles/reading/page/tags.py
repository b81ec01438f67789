"""Choose three to five tags: words of the vocabulary in the text, then key phrases of the title."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log1p
from typing import Final

from articles.reading.folding import fold
from articles.reading.page.key_phrases import key_phrases
from articles.reading.page.tag_matches import OWN_TAGS, TagMatch, find_tag_matches
from articles.reading.page.tag_text import LEAD, TagText
from articles.reading.vocabulary import load_table

MOST: Final = 5
FEWEST: Final = 3
ENOUGH: Final = -0.6

# Evidence for a tag, as logarithms of odds; fitted to labelled reports with a smaller vocabulary.
BASE: Final = -2.1
OWN_WORD: Final = (1.0, 0.15, -0.1)  # the tag itself in title, lead, body
SYNONYM: Final = (0.0, -0.35, -0.35)
TWO_CHARACTERS: Final = -0.6
THREE: Final = -0.6
LONG: Final = 0.6
MENTIONS: Final = 0.8
EARLY: Final = 1.2  # in the title or the first line
BEGINNING: Final = 60
TWO_WORDS: Final = 0.4
TOGETHER: Final = 0.7
COMMON: Final = 1.3
EVENT: Final = -0.7
NEWSROOMS: Final = 1.0
ACTOR_SCORES: Final = (1.0, -0.3)
PHRASE: Final = 0.0
OWN_OFFICE: Final = "检察"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A tag with its score."""

    tag: str
    weight: float


def choose_tags(
    title: str, paragraphs: Sequence[str], known: Collection[str] = (), people: Collection[str] = ()
) -> tuple[str, ...]:
    """Return three to five tags, the best first; words of the text stand for each.

    `known` are the newsroom's own tags, `people` are names, which are no tags. A tag is spelt as the newsroom
    spells it, else as printed.
    """
    text, known = TagText.of(title, paragraphs), tuple(known)
    candidates = [_Candidate(match.tag, _weight(text, match)) for match in find_tag_matches(text, known)]
    work = [c.tag for c in candidates if c.weight >= ENOUGH]
    candidates += [c for c in _actor_tags(text) if not any(_is_similar(c.tag, tag) for tag in work)]
    candidates += _phrase_tags(text, people, [c.tag for c in candidates])
    ranked = _without_similar(sorted(candidates, key=lambda c: -c.weight))
    weighty = [c for c in ranked if c.weight >= ENOUGH]
    chosen = weighty if len(weighty) >= FEWEST else ranked[:FEWEST]
    return tuple(_own_spelling(known).get(c.tag) or text.as_printed(c.tag) for c in chosen)


@lru_cache(maxsize=2)  # all files of an import share the tags
def _own_spelling(known: tuple[str, ...]) -> dict[str, str]:
    """The newsroom's own tags by their folded form."""
    return {fold(tag): tag for tag in known}


def _weight(text: TagText, match: TagMatch) -> float:
    """Title, first line and repetition speak for a tag; its own words more than synonyms."""
    return BASE + _by_words(text, match) + _by_kind(match)


def _by_words(text: TagText, match: TagMatch) -> float:
    stands = [place for places in match.words.values() for place in places]
    weight = (
        TOGETHER * bool(match.by_pair) + TWO_WORDS * (len(match.words) > 1) + MENTIONS * log1p(len(stands))
    )
    if not stands:
        return weight + SYNONYM[2]
    first = min(stands)
    own = match.words.get(match.tag)
    where = max(SYNONYM[_part(text, first)], OWN_WORD[_part(text, own[0])] if own else SYNONYM[2])
    return weight + where + EARLY * (first < text.body_start + BEGINNING)


def _by_kind(match: TagMatch) -> float:
    length = len(match.tag)
    long = TWO_CHARACTERS if length == 2 else THREE if length == 3 else LONG if length > 4 else 0
    group = NEWSROOMS if match.group == OWN_TAGS else EVENT if match.group == "event" else 0
    return long + group + COMMON * (match.tag in _common_tags())


def _part(text: TagText, place: int) -> int:
    """0 for the title, 1 for the lead, 2 for the rest."""
    return (place >= text.body_start) + (place >= text.body_start + LEAD)


def _actor_tags(text: TagText) -> Iterator[_Candidate]:
    """The kind of office that the title, or else the lead, names first, except OWN_OFFICE."""
    for source, weight in zip((text.title, text.lead), ACTOR_SCORES, strict=True):
        found = [(source.find(word), -len(word), tag) for tag, word in _office_words() if word in source]
        if found:
            *_, tag = min(found)
            if tag != OWN_OFFICE:
                yield _Candidate(tag, weight)
            return


def _phrase_tags(text: TagText, people: Collection[str], tags: Sequence[str]) -> Iterator[_Candidate]:
    for phrase in key_phrases(text, people):
        if not any(_cuts_tag(text, phrase, tag) for tag in tags):
            yield _Candidate(phrase, PHRASE)


@cache
def _office_words() -> tuple[tuple[str, str], ...]:
    return tuple(
        (tag, word) for tag, words in load_table("tags")["organisation"].items() for word in (tag, *words)
    )


@cache
def _similar_tags() -> dict[str, frozenset[str]]:
    return {tag: frozenset(group) for group in load_table("tags")["alike"]["groups"] for tag in group}


@cache
def _common_tags() -> frozenset[str]:
    return frozenset(load_table("tags")["common"]["tags"])


def _cuts_tag(text: TagText, phrase: str, tag: str) -> bool:
    """Whether the phrase ends in the middle of the tag: 检察机关公益|诉讼."""
    shared = range(2, min(len(phrase), len(tag)))
    return any(phrase.endswith(tag[:n]) and phrase + tag[n:] in text.title for n in shared)


def _without_similar(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """The best candidates without those similar to a better one."""
    kept: list[_Candidate] = []
    for candidate in ranked:
        if len(kept) == MOST:
            break
        if not any(_is_similar(candidate.tag, other.tag) for other in kept):
            kept.append(candidate)
    return kept


def _is_similar(tag: str, other: str) -> bool:
    return tag in other or other in tag or other in _similar_tags().get(tag, ())
