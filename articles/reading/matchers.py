"""Matchers for long word lists: all words in a text, or the word at one place."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache, cached_property

from ahocorasick_rs import AhoCorasick, Implementation

from articles.reading.vocabulary import word_set


class WordFinder:
    """Find all of many words in a text, also inside each other (Aho–Corasick)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if word]
        self._automaton = AhoCorasick(self._words, implementation=Implementation.ContiguousNFA)

    def each(self, text: str) -> Iterator[tuple[int, str]]:
        """Every occurrence with its offset, sorted by end."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return ((start, self._words[word]) for word, start, _ in found)

    def places(self, text: str) -> list[int]:
        """Offsets of all occurrences, sorted."""
        return sorted({start for start, _ in self.each(text)})


@cache
def pattern_of_lists(*lists: tuple[str, str]) -> re.Pattern[str]:
    """A pattern for the longest word of some lexicon lists, given as (FILE, KEY)."""
    return re.compile(alternatives(word for file, key in lists for word in word_set(file, key)))


class PrefixMatcher:
    """Match the words that start at one place of a text.

    Most places are ruled out by two characters; the others are tried with the words of the same first one.
    """

    def __init__(self, words: Iterable[str], pattern: Callable[[Set[str]], str]) -> None:
        """`pattern` returns the pattern source for words that start with the same character."""
        self._words, self._pattern = frozenset(words), pattern
        self._single = frozenset(word for word in self._words if len(word) == 1)
        self._pairs = frozenset(word[:2] for word in self._words - self._single)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def at(self, text: str, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that starts at this place."""
        first = text[at : at + 1]
        if text[at : at + 2] in self._pairs or first in self._single:
            return (self._patterns.get(first) or self._compiled(first)).match(text, at, end)
        return None

    def places(self, text: str) -> list[int]:
        """Offsets where a word starts, sorted, also inside other words; the pattern may still fail there."""
        return self._finder.places(text)

    def each(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in order without overlaps, as re.finditer() finds them."""
        end = 0
        for at in self.places(text):
            if at >= end and (match := self.at(text, at)):
                end = match.end()
                yield match

    @cached_property
    def _finder(self) -> WordFinder:
        return WordFinder(self._words)

    def _compiled(self, first: str) -> re.Pattern[str]:
        words = {word for word in self._words if word[0] == first}
        return self._patterns.setdefault(first, re.compile(self._pattern(words)))


class SuffixMatcher:
    """Match the words that a text ends with; most texts are ruled out by the last character."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._last = frozenset(word[-1] for word in self._words)
        self._lengths = sorted({len(word) for word in self._words}, reverse=True)

    def of(self, text: str) -> str:
        """The longest word that the text ends with, "" for none."""
        if text[-1:] not in self._last:
            return ""
        return next((text[-length:] for length in self._lengths if text[-length:] in self._words), "")


def alternatives(choices: Iterable[str]) -> str:
    """The source of a pattern for any of the words, longest first; common prefixes are merged."""
    return _branch({word for word in choices if word})


def _branch(endings: set[str]) -> str:
    by_first: dict[str, set[str]] = {}
    for ending in endings - {""}:
        by_first.setdefault(ending[0], set()).add(ending[1:])
    if not by_first:
        return ""
    branches = [re.escape(first) + _branch(rest) for first, rest in sorted(by_first.items())]
    joined = branches[0] if len(branches) == 1 else "|".join(branches)
    return f"(?:{joined})?" if "" in endings else f"(?:{joined})"
