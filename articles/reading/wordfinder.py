"""Many words looked for at once: one walk over a text finds them all, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation


class Finder:
    """Finds some words in a text; the text holds no lone surrogates, as decoded text never does."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if word]
        self._automaton = AhoCorasick(self._words, implementation=Implementation.ContiguousNFA)

    def each(self, text: str) -> Iterator[tuple[int, str]]:
        """Every word with the place where it begins, by where it ends, be it inside another."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return ((start, self._words[word]) for word, start, _ in found)

    def places(self, text: str) -> list[int]:
        """Where words begin, in order."""
        return sorted({start for start, _ in self.each(text)})
