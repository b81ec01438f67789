"""Tags: words of the vocabulary that the text bears, then its own key phrases; three to five."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log1p
from typing import Final

from articles.reading.folding import fold
from articles.reading.page.key_phrases import key_phrases
from articles.reading.page.tag_matches import OWN, TagMatch, find_tag_matches
from articles.reading.page.tag_text import LEAD, TagText
from articles.reading.vocabulary import load_table

MOST: Final = 5
FEWEST: Final = 3
ENOUGH: Final = -0.6

# What speaks for a tag, as logarithms of odds: fitted to labelled reports with a smaller vocabulary.
AT_ALL: Final = -2.1
OWN_WORD: Final = (1.0, 0.15, -0.1)  # the tag itself in title, lead, text
SYNONYM: Final = (0.0, -0.35, -0.35)
TWO_CHARACTERS: Final = -0.6
THREE: Final = -0.6
LONG: Final = 0.6
MENTIONS: Final = 0.8
AT_ONCE: Final = 1.2  # in the title or the first line
BEGINNING: Final = 60
TWO_WORDS: Final = 0.4
TOGETHER: Final = 0.7
COMMON: Final = 1.3
EVENT: Final = -0.7
NEWSROOMS: Final = 1.0
ACTOR: Final = (1.0, -0.3)
PHRASE: Final = 0.0
OURS: Final = "检察"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A tag, and how much speaks for it."""

    tag: str
    weight: float


def choose_tags(
    title: str, paragraphs: Sequence[str], known: Collection[str] = (), people: Collection[str] = ()
) -> tuple[str, ...]:
    """Return three to five tags, the weightiest first; every one is borne by words of the text.

    `known` are the newsroom's own tags, `people` the names that are no tags. A tag is spelt as the newsroom
    spells it, else as the report is printed.
    """
    told, known = TagText.of(title, paragraphs), tuple(known)
    candidates = [_Candidate(borne.tag, _weight(told, borne)) for borne in find_tag_matches(told, known)]
    work = [c.tag for c in candidates if c.weight >= ENOUGH]
    candidates += [c for c in _of_actor(told) if not any(_says_the_same(c.tag, tag) for tag in work)]
    candidates += _of_phrases(told, people, [c.tag for c in candidates])
    ranked = _apart(sorted(candidates, key=lambda c: -c.weight))
    weighty = [c for c in ranked if c.weight >= ENOUGH]
    chosen = weighty if len(weighty) >= FEWEST else ranked[:FEWEST]
    return tuple(_spelt(known).get(c.tag) or told.as_printed(c.tag) for c in chosen)


@lru_cache(maxsize=2)  # the same for all files of a run
def _spelt(known: tuple[str, ...]) -> dict[str, str]:
    """The newsroom's own tags by what they are folded."""
    return {fold(tag): tag for tag in known}


def _weight(told: TagText, borne: TagMatch) -> float:
    """Title, first line and repetition speak for a tag; its own words more than synonyms."""
    return AT_ALL + _by_words(told, borne) + _by_kind(borne)


def _by_words(told: TagText, borne: TagMatch) -> float:
    stands = [place for places in borne.words.values() for place in places]
    weight = (
        TOGETHER * bool(borne.by_both) + TWO_WORDS * (len(borne.words) > 1) + MENTIONS * log1p(len(stands))
    )
    if not stands:
        return weight + SYNONYM[2]
    first = min(stands)
    own = borne.words.get(borne.tag)
    where = max(SYNONYM[_part(told, first)], OWN_WORD[_part(told, own[0])] if own else SYNONYM[2])
    return weight + where + AT_ONCE * (first < told.begins + BEGINNING)


def _by_kind(borne: TagMatch) -> float:
    length = len(borne.tag)
    long = TWO_CHARACTERS if length == 2 else THREE if length == 3 else LONG if length > 4 else 0
    group = NEWSROOMS if borne.group == OWN else EVENT if borne.group == "event" else 0
    return long + group + COMMON * (borne.tag in _common())


def _part(told: TagText, place: int) -> int:
    """0 in the title, 1 in the lead, 2 after it."""
    return (place >= told.begins) + (place >= told.begins + LEAD)


def _of_actor(told: TagText) -> Iterator[_Candidate]:
    """The kind of office that title, or else lead, name first; one's own is no news."""
    for source, weight in zip((told.head, told.lead), ACTOR, strict=True):
        found = [(source.find(word), -len(word), tag) for tag, word in _bodies() if word in source]
        if found:
            *_, tag = min(found)
            if tag != OURS:
                yield _Candidate(tag, weight)
            return


def _of_phrases(told: TagText, people: Collection[str], tags: Sequence[str]) -> Iterator[_Candidate]:
    for phrase in key_phrases(told, people):
        if not any(_breaks_off(told, phrase, tag) for tag in tags):
            yield _Candidate(phrase, PHRASE)


@cache
def _bodies() -> tuple[tuple[str, str], ...]:
    return tuple(
        (tag, word) for tag, words in load_table("tags")["organisation"].items() for word in (tag, *words)
    )


@cache
def _alike() -> dict[str, frozenset[str]]:
    return {tag: frozenset(group) for group in load_table("tags")["alike"]["groups"] for tag in group}


@cache
def _common() -> frozenset[str]:
    return frozenset(load_table("tags")["common"]["tags"])


def _breaks_off(told: TagText, phrase: str, tag: str) -> bool:
    """Whether the phrase ends in the middle of the tag's word: 检察机关公益|诉讼."""
    shared = range(2, min(len(phrase), len(tag)))
    return any(phrase.endswith(tag[:n]) and phrase + tag[n:] in told.head for n in shared)


def _apart(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """The weightiest, without what says the same as a weightier one: its part, or its like."""
    kept: list[_Candidate] = []
    for candidate in ranked:
        if len(kept) == MOST:
            break
        if not any(_says_the_same(candidate.tag, other.tag) for other in kept):
            kept.append(candidate)
    return kept


def _says_the_same(tag: str, other: str) -> bool:
    return tag in other or other in tag or other in _alike().get(tag, ())
