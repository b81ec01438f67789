"""The lists of words in data/, which an editor can read and extend."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from articles.reading.vocabulary import table


@cache
def words(file: str, key: str) -> frozenset[str]:
    """The words of one list; raises KeyError where data/FILE.toml has no such list."""
    return frozenset(table(file)[key].split())


@cache
def characters(file: str, key: str) -> frozenset[str]:
    """The single characters of one list, which is written without blanks."""
    return frozenset("".join(table(file)[key].split()))


@cache
def one_of(*lists: tuple[str, str]) -> re.Pattern[str]:
    """A pattern that finds the longest word, of the lists (FILE, KEY), that stands at a place."""
    return re.compile(alternatives(word for file, key in lists for word in words(file, key)))


class At(Protocol):
    """What tells of a place in a text whether something begins there."""

    def __call__(self, text: str, at: int = 0, end: int = ..., /) -> re.Match[str] | None: ...


def beginning_with(beginnings: Iterable[str], pattern: re.Pattern[str]) -> At:
    """pattern.match where it begins with one of these words: two characters rule out most places."""
    words = frozenset(beginnings)
    pairs, single = {word[:2] for word in words if len(word) > 1}, {word for word in words if len(word) == 1}

    def match(text: str, at: int = 0, end: int = sys.maxsize, /) -> re.Match[str] | None:
        if text[at : at + 2] in pairs or text[at : at + 1] in single:
            return pattern.match(text, at, end)
        return None

    return match


def alternatives(choices: Iterable[str]) -> str:
    """The source of a pattern for any of the words, longest first; shared beginnings are tried once."""
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
