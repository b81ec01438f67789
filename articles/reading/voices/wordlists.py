"""The lists of words in data/, which an editor can read and extend."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

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
