"""Tags: words of the vocabulary that the text bears, then its own key phrases; three to five."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from articles.reading.finder import Finder
from articles.reading.folding import fold
from articles.reading.page.phrases import Phrase, phrases_of
from articles.reading.page.told import BOTH, Told
from articles.reading.vocabulary import table

MOST: Final = 5
FEWEST: Final = 3
ENOUGH: Final = 2.0

# What speaks for a tag, measured on the labelled files.
GROUPS: Final = ("business", "matter", "event")
WEIGHTS: Final = {"own": 1.3, "business": 1.0, "matter": 1.0, "event": 0.6}
EACH_MENTION: Final = {"own": 0.4, "business": 0.4, "matter": 0.4, "event": 0.6}
MOST_COUNTED: Final = 5
IN_TITLE: Final = 4.0
IN_LEAD: Final = 1.5
BOTH_IN_TITLE: Final = 5.5
BOTH_IN_LEAD: Final = 3.0
BY_SYNONYM: Final = 0.8
COMMON: Final = 1.6
ACTOR: Final = 4.0
PHRASE_AT_ALL: Final = 1.0
PHRASE: Final = 0.2  # for each character, and for each mention
PHRASE_IN_TITLE: Final = 1.0
OURS: Final = "检察"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A tag, how much speaks for it, and the words of the text that bear it."""

    tag: str
    weight: float
    words: tuple[str, ...]


_Entry = tuple[int, str, str]  # its number, the group it stands in, the tag


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The vocabulary's words with their entries, and what finds them: of A+B by the first part."""

    finder: Finder
    by_word: dict[str, list[tuple[str, _Entry]]]


@dataclass(frozen=True, slots=True)
class _Own:
    """The newsroom's own tags: what finds them folded, and as they are spelt."""

    finder: Finder
    spelt: dict[str, str]


@lru_cache(maxsize=2)  # the same for all files of a run
def _own(known: tuple[str, ...]) -> _Own:
    spelt = {fold(tag): tag for tag in known}
    return _Own(Finder(tag for tag in spelt if len(tag) > 1), spelt)


def choose_tags(
    title: str, paragraphs: Sequence[str], known: Collection[str] = (), people: Collection[str] = ()
) -> tuple[str, ...]:
    """Return three to five tags, the weightiest first; every one is borne by words of the text.

    `known` are the newsroom's own tags, `people` the names that are no tags. A tag is spelt as the newsroom
    spells it, else as the report is printed.
    """
    told, own = Told.of(title, paragraphs), _own(tuple(known))
    candidates = [*_of_vocabulary(told), *_of_newsroom(told, own)]
    work = [c.tag for c in candidates if c.weight >= ENOUGH]
    candidates += [c for c in _of_actor(told) if not any(_says_the_same(c.tag, tag) for tag in work)]
    candidates += _of_phrases(told, people, [c.tag for c in candidates])
    ranked = _apart(told, sorted(candidates, key=lambda c: -c.weight))
    weighty = [c for c in ranked if c.weight >= ENOUGH]
    chosen = weighty if len(weighty) >= FEWEST else ranked[:FEWEST]
    return tuple(own.spelt.get(c.tag) or told.as_printed(c.tag) for c in chosen)


def _of_vocabulary(told: Told) -> Iterator[_Candidate]:
    borne: dict[_Entry, list[str]] = {}
    vocabulary = _vocabulary()
    for found in told.words_of(vocabulary.finder):
        for word, entry in vocabulary.by_word[found]:
            if BOTH not in word or told.lead_has(word):
                borne.setdefault(entry, []).append(word)
    for (_, group, tag), words in sorted(borne.items()):
        printed = tag in words
        weight = WEIGHTS[group] * _weight(told, words, group) * (1 if printed else BY_SYNONYM)
        yield _Candidate(tag, weight + COMMON * (printed and tag in _common()), tuple(words))


def _of_newsroom(told: Told, own: _Own) -> Iterator[_Candidate]:
    for tag in sorted(told.words_of(own.finder)):
        yield _Candidate(tag, WEIGHTS["own"] * _weight(told, (tag,), "own"), (tag,))


def _of_actor(told: Told) -> Iterator[_Candidate]:
    """The kind of office that title, or else lead, name first; one's own is no news."""
    for source in (told.head, told.lead):
        found = [(source.find(word), -len(word), tag, word) for tag, word in _bodies() if word in source]
        if found:
            *_, tag, word = min(found)
            if tag != OURS:
                yield _Candidate(tag, ACTOR, (word,))
            return


def _of_phrases(told: Told, people: Collection[str], tags: Sequence[str]) -> Iterator[_Candidate]:
    for phrase in phrases_of(told, people):
        if not any(_breaks_off(told, phrase.text, tag) for tag in tags):
            yield _Candidate(phrase.text, _weight_of_phrase(phrase), (phrase.text,))


def _weight(told: Told, words: Sequence[str], group: str) -> float:
    """Title, lead and repetition speak for a tag."""
    if any(BOTH in word for word in words):
        in_title = any(BOTH in word and told.title_has(word) for word in words)
        return BOTH_IN_TITLE if in_title else BOTH_IN_LEAD
    times = min(sum(map(told.text.count, words)), MOST_COUNTED)
    in_lead = any(word in told.lead for word in words)
    return IN_TITLE * any(map(told.title_has, words)) + IN_LEAD * in_lead + EACH_MENTION[group] * times


def _weight_of_phrase(phrase: Phrase) -> float:
    counted = len(phrase.text) + min(phrase.times, MOST_COUNTED)
    return PHRASE_AT_ALL + PHRASE * counted + PHRASE_IN_TITLE * phrase.in_title


@cache
def _vocabulary() -> _Vocabulary:
    by_word: dict[str, list[tuple[str, _Entry]]] = {}
    entries = ((group, tag, words) for group in GROUPS for tag, words in table("tags")[group].items())
    for number, (group, tag, words) in enumerate(entries):
        for word in dict.fromkeys((tag, *map(fold, words))):
            by_word.setdefault(word.partition(BOTH)[0], []).append((word, (number, group, tag)))
    return _Vocabulary(Finder(by_word), by_word)


@cache
def _bodies() -> tuple[tuple[str, str], ...]:
    return tuple((tag, word) for tag, words in table("tags")["body"].items() for word in (tag, *words))


@cache
def _alike() -> dict[str, frozenset[str]]:
    return {tag: frozenset(group) for group in table("tags")["alike"]["groups"] for tag in group}


@cache
def _common() -> frozenset[str]:
    return frozenset(table("tags")["common"]["tags"])


def _breaks_off(told: Told, phrase: str, tag: str) -> bool:
    """Whether the phrase ends in the middle of the tag's word: 检察机关公益|诉讼."""
    shared = range(2, min(len(phrase), len(tag)))
    return any(phrase.endswith(tag[:n]) and phrase + tag[n:] in told.head for n in shared)


def _apart(told: Told, ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """The weightiest, without what says the same as a weightier one: its part, its like, its own words."""
    kept: list[_Candidate] = []
    used: set[int] = set()
    for candidate in ranked:
        if len(kept) == MOST:
            break
        if any(_says_the_same(candidate.tag, other.tag) for other in kept):
            continue
        places = told.places(candidate.words)
        if candidate.weight != ACTOR and places and places <= used:
            continue
        kept.append(candidate)
        used |= places
    return kept


def _says_the_same(tag: str, other: str) -> bool:
    return tag in other or other in tag or other in _alike().get(tag, ())
