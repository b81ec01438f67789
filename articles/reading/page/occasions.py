"""Find the occasion of a report: the kind of event at which its words were said.

The title names the event, or the opening (召开座谈会), or else words in the body imply it (接受采访时).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from articles.reading.folding import fold
from articles.reading.matchers import alternatives
from articles.reading.vocabulary import load_table, word_set

OPENING: Final = 2  # paragraphs
LONGEST_OPENING: Final = 300  # characters


def kinds() -> tuple[str, ...]:
    """The names of the kinds, in the order of lexicon/occasions.toml."""
    return tuple(load_table("occasions")["named"])


def find_occasion(title: str, paragraphs: Sequence[str]) -> str | None:
    """The kind of event of a report; None if no word names or implies one."""
    if named := list(_named(fold(title))):
        return named[-1]
    opening = fold("\n".join(paragraphs[:OPENING])[:LONGEST_OPENING])
    return next(_named(opening), None) or _most_implied(paragraphs)


def _named(text: str) -> Iterator[str]:
    """The kinds named in a folded text, in order; names inside 《》 don't count."""
    pattern, kind_of = _load("named")
    for match in pattern.finditer(text):
        if text.rfind("《", 0, match.start()) <= text.rfind("》", 0, match.start()):
            yield kind_of[match[0]]


def _most_implied(paragraphs: Sequence[str]) -> str | None:
    """The kind implied by most words of the body; ties by first place."""
    pattern, kind_of = _load("implied")
    counted = Counter(kind_of[word] for paragraph in paragraphs for word in pattern.findall(fold(paragraph)))
    return counted.most_common(1)[0][0] if counted else None


@cache
def _load(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for all words of a list, and the kind of each word."""
    kind_of = {word: kind for kind, line in load_table("occasions")[name].items() for word in line.split()}
    before = "".join(f"(?<!{word})" for word in sorted(word_set("occasions", "before")))
    after = alternatives(word_set("occasions", "after"))
    return re.compile(f"{before}{alternatives(kind_of)}(?!{after})"), kind_of
