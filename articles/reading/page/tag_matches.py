"""Find words of the tag vocabulary in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from articles.reading.folding import fold
from articles.reading.matchers import WordFinder
from articles.reading.page.tag_text import LEAD, TagText
from articles.reading.vocabulary import load_table

GROUPS: Final = ("business", "matter", "event")
TITLE_ONLY: Final = "title_only"
OWN_TAGS: Final = "own"
PAIR_MARK: Final = "+"  # 人大+视察: title and lead must contain both words


@dataclass(slots=True)
class TagMatch:
    """A tag with the words that stand for it in the text and their places; `by_pair`: two words together."""

    tag: str
    group: str
    words: dict[str, list[int]] = field(default_factory=dict)
    by_pair: bool = False


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """A finder for all words, and the tags with their groups for each word or pair of words."""

    finder: WordFinder
    tags_by_word: dict[str, list[tuple[str, str]]]
    pairs: dict[str, list[tuple[str, str, str]]]
    own: frozenset[str]
    title_only: frozenset[str]  # words that count only in the title


def find_tag_matches(text: TagText, known: tuple[str, ...] = ()) -> list[TagMatch]:
    """The tags of the vocabulary and of the newsroom's `known` that occur in title and body."""
    vocabulary = _vocabulary(known)
    found: dict[str, TagMatch] = {}
    for start, word in _matched_words(vocabulary, text):
        for tag, group in vocabulary.tags_by_word[word]:
            if group != TITLE_ONLY or start < text.body_start:
                match = found.setdefault(tag, TagMatch(tag, group))
                match.words.setdefault(word, []).append(start)
    for tag, group in _matched_pairs(vocabulary, text.folded[: text.body_start + LEAD]):
        found.setdefault(tag, TagMatch(tag, group)).by_pair = True
    return list(found.values())


def _matched_words(vocabulary: _Vocabulary, text: TagText) -> Iterator[tuple[int, str]]:
    """Every word with its place; words inside longer ones only if they are the newsroom's own."""
    found = [(at, -len(word), word) for at, word in vocabulary.finder.each(text.folded)]
    stop = 0
    for start, length, word in sorted(found):
        if start >= text.body_start and word in vocabulary.title_only:
            continue
        if start - length > stop or word in vocabulary.own:
            stop = max(stop, start - length)
            yield start, word


def _matched_pairs(vocabulary: _Vocabulary, near: str) -> Iterator[tuple[str, str]]:
    """Tags, with their groups, of pairs whose words both stand in title and lead."""
    for word, others in vocabulary.pairs.items():
        if word in near:
            yield from ((tag, group) for other, tag, group in others if other in near)


@lru_cache(maxsize=2)  # all files of an import share one vocabulary
def _vocabulary(known: tuple[str, ...]) -> _Vocabulary:
    own = frozenset(fold(tag) for tag in known if len(tag) > 1)
    tags_by_word: dict[str, list[tuple[str, str]]] = {tag: [(tag, OWN_TAGS)] for tag in sorted(own)}
    pairs: dict[str, list[tuple[str, str, str]]] = {}
    for tag, usual, word in _entries():
        group = OWN_TAGS if tag in own else usual
        first, is_pair, other = word.partition(PAIR_MARK)
        if is_pair:
            pairs.setdefault(first, []).append((other, tag, group))
        elif (tag, group) not in tags_by_word.setdefault(word, []):
            tags_by_word[word].append((tag, group))
    title_only = frozenset(word for word, tags in tags_by_word.items() if tags == [(word, TITLE_ONLY)])
    return _Vocabulary(WordFinder(tags_by_word), tags_by_word, pairs, own, title_only)


def _entries() -> Iterator[tuple[str, str, str]]:
    """Every tag with its group, once per word, itself included."""
    for group in GROUPS:
        for tag, words in load_table("tags")[group].items():
            yield from ((tag, group, word) for word in dict.fromkeys((tag, *map(fold, words))))
    yield from ((tag, TITLE_ONLY, tag) for tag in load_table("tags")[TITLE_ONLY]["tags"])
