"""The words of a text that bear tags: which words of the vocabulary stand in it, and where."""

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
HEADLINE: Final = "title_only"
OWN: Final = "own"
BOTH: Final = "+"  # 人大+视察: title or lead must have both words


@dataclass(slots=True)
class TagMatch:
    """A tag that a text bears: by which words, where these stand, and whether by two words together."""

    tag: str
    group: str
    words: dict[str, list[int]] = field(default_factory=dict)
    by_both: bool = False


@dataclass(frozen=True, slots=True)
class _Thesaurus:
    """What finds the words, and what these bear, alone or together: tags with their groups."""

    finder: WordFinder
    bears: dict[str, list[tuple[str, str]]]
    together: dict[str, list[tuple[str, str, str]]]
    own: frozenset[str]
    headline: frozenset[str]  # these bear a tag in the title alone


def find_tag_matches(told: TagText, known: tuple[str, ...] = ()) -> list[TagMatch]:
    """The tags of the vocabulary, and of the newsroom's own `known`, that title and text bear."""
    thesaurus = _thesaurus(known)
    found: dict[str, TagMatch] = {}
    for start, word in _standing(thesaurus, told):
        for tag, group in thesaurus.bears[word]:
            if group != HEADLINE or start < told.begins:
                borne = found.setdefault(tag, TagMatch(tag, group))
                borne.words.setdefault(word, []).append(start)
    for tag, group in _together(thesaurus, told.whole[: told.begins + LEAD]):
        found.setdefault(tag, TagMatch(tag, group)).by_both = True
    return list(found.values())


def _standing(thesaurus: _Thesaurus, told: TagText) -> Iterator[tuple[int, str]]:
    """Every word where it stands; none within a longer one, unless it is the newsroom's own."""
    found = [(at, -len(word), word) for at, word in thesaurus.finder.each(told.whole)]
    stop = 0
    for start, length, word in sorted(found):
        if start >= told.begins and word in thesaurus.headline:
            continue
        if start - length > stop or word in thesaurus.own:
            stop = max(stop, start - length)
            yield start, word


def _together(thesaurus: _Thesaurus, near: str) -> Iterator[tuple[str, str]]:
    """The tags with their groups of which title and lead have both words."""
    for word, others in thesaurus.together.items():
        if word in near:
            yield from ((tag, group) for other, tag, group in others if other in near)


@lru_cache(maxsize=2)  # the same for all files of a run
def _thesaurus(known: tuple[str, ...]) -> _Thesaurus:
    own = frozenset(fold(tag) for tag in known if len(tag) > 1)
    bears: dict[str, list[tuple[str, str]]] = {tag: [(tag, OWN)] for tag in sorted(own)}
    together: dict[str, list[tuple[str, str, str]]] = {}
    for tag, usual, word in _entries():
        group = OWN if tag in own else usual
        first, both, other = word.partition(BOTH)
        if both:
            together.setdefault(first, []).append((other, tag, group))
        elif (tag, group) not in bears.setdefault(word, []):
            bears[word].append((tag, group))
    headline = frozenset(word for word, tags in bears.items() if tags == [(word, HEADLINE)])
    return _Thesaurus(WordFinder(bears), bears, together, own, headline)


def _entries() -> Iterator[tuple[str, str, str]]:
    """Every tag with its group and each of its words, itself among them."""
    for group in GROUPS:
        for tag, words in load_table("tags")[group].items():
            yield from ((tag, group, word) for word in dict.fromkeys((tag, *map(fold, words))))
    yield from ((tag, HEADLINE, tag) for tag in load_table("tags")[HEADLINE]["tags"])
