"""Tags: words of the vocabulary that the text bears, then its own key phrases; three to eight."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import add
from typing import Final

import rjieba

from articles.reading.folding import HAN, fold
from articles.reading.vocabulary import table

MOST: Final = 5
FEWEST: Final = 3
LOOKED_AT: Final = 6_000  # characters: a report's subject is plain long before
LEAD: Final = 200
IN_TITLE: Final = 4.0
IN_LEAD: Final = 1.5
MOST_COUNTED: Final = 5
ENOUGH: Final = 2.0
WEIGHTS: Final = {"own": 1.3, "subject": 1.0, "event": 0.6, "body": 1.0}
PHRASE: Final = 0.5
CONTENT: Final = frozenset({"n", "nz", "vn", "an", "l", "j", "a", "b", "ad", "vd", "i"})
NOUN: Final = frozenset({"n", "nz", "vn", "an", "j", "l", "v"})
NAMED: Final = NOUN - {"v"}  # 建设|推进 is no name of anything
BOTH: Final = "+"  # 人大+视察: title or lead must have both words
BLANKS: Final = re.compile(r"\s+")
HAN_ONLY: Final = re.compile(f"[{HAN}]{{4,6}}")


def choose_tags(
    title: str, paragraphs: Sequence[str], known: Collection[str] = (), people: Collection[str] = ()
) -> tuple[str, ...]:
    """Return three to five tags, the weightiest first; every one is borne by words of the text.

    `known` are the newsroom's own tags, `people` the names that are no tags.
    """
    told = _Told.of(title, paragraphs)
    scores = dict(_of_vocabulary(told, known))
    borne = [tag for tag in scores if scores[tag]]
    for phrase, score in _phrases(told, people):
        if not any(told.breaks_off(phrase, tag) for tag in borne):
            scores.setdefault(phrase, score)
    ranked = _without_overlap(sorted((tag for tag in scores if scores[tag]), key=lambda tag: -scores[tag]))
    weighty = [tag for tag in ranked if scores[tag] >= ENOUGH]
    return tuple(weighty[:MOST] if len(weighty) >= FEWEST else ranked[:FEWEST])


@dataclass(frozen=True, slots=True)
class _Told:
    """Title, lead and text of a report in the form that is compared, and the pairs of characters in them."""

    head: str
    lead: str
    text: str
    pairs: frozenset[str]

    @classmethod
    def of(cls, title: str, paragraphs: Sequence[str]) -> _Told:
        head = BLANKS.sub("", fold(title))
        text = BLANKS.sub("", fold("\n".join(paragraphs)[:LOOKED_AT]))
        return cls(head, text[:LEAD], text, frozenset(map(add, head + text, (head + text)[1:])))

    def bears(self, word: str) -> bool:
        """Whether the word, or both joined by +, stand there; the first pair rules out most."""
        if BOTH in word:
            return all(part in self.head or part in self.lead for part in word.split(BOTH))
        return word[:2] in self.pairs and (word in self.text or word in self.head)

    def breaks_off(self, phrase: str, tag: str) -> bool:
        """Whether the phrase ends in the middle of the tag's word: 检察机关公益|诉讼."""
        shared = range(2, min(len(phrase), len(tag)))
        return any(phrase.endswith(tag[:n]) and phrase + tag[n:] in self.head for n in shared)


def _of_vocabulary(told: _Told, known: Collection[str]) -> Iterator[tuple[str, float]]:
    for group, tags in _vocabulary():
        for tag, borne_by in tags:
            yield tag, WEIGHTS[group] * _weight(told, borne_by, everywhere=group != "body")
    for tag in known:
        yield tag, WEIGHTS["own"] * _weight(told, (fold(tag),), everywhere=True)


def _weight(told: _Told, borne_by: Iterable[str], *, everywhere: bool) -> float:
    """Title, lead and repetition speak for a tag."""
    words = [word for word in borne_by if told.bears(word)]
    if not words:
        return 0.0
    if any(BOTH in word for word in words):
        return IN_TITLE + IN_LEAD
    times = min(sum(map(told.text.count, words)), MOST_COUNTED) if everywhere else 0
    in_lead = any(word in told.lead for word in words)
    return IN_TITLE * any(word in told.head for word in words) + IN_LEAD * in_lead + times


@cache
def _vocabulary() -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    groups = ((group, table("tags")[group]) for group in ("subject", "event", "body"))
    return tuple(
        (group, tuple((tag, (fold(tag), *map(fold, words))) for tag, words in tags.items()))
        for group, tags in groups
    )


def _without_overlap(tags: Sequence[str]) -> list[str]:
    """Leave out what a weightier tag holds or is held by: 巡回检察, 交叉巡回检察."""
    kept: list[str] = []
    for tag in tags:
        if not any(tag in other or other in tag for other in kept):
            kept.append(tag)
    return kept


def _phrases(told: _Told, people: Collection[str]) -> Iterator[tuple[str, float]]:
    """Nouns of the title, of four to six characters and one word or two, that return in the text."""
    never = table("tags")["never"]
    names = [fold(name) for name in people]
    for phrase in _noun_phrases(told.head):
        times = told.text.count(phrase)
        if times < 2 or phrase.endswith(tuple(never["endings"])):
            continue
        if any(word in phrase for word in (*never["words"], *names)) or any(phrase in name for name in names):
            continue
        yield phrase, PHRASE * (IN_TITLE + min(times + 1, MOST_COUNTED))


def _noun_phrases(title: str) -> Iterator[str]:
    tokens = rjieba.tag(title)
    yield from (word for word, kind in tokens if kind in NOUN and HAN_ONLY.fullmatch(word))
    for (first, kind), (second, ends) in pairwise(tokens):
        fits = kind in CONTENT and ends in NAMED and len(first) > 1 < len(second)
        if fits and HAN_ONLY.fullmatch(first + second):
            yield first + second
