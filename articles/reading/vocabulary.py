"""Load the lexicon: lists of words and patterns that the newsroom can read and extend."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "lexicon"


@cache
def load_table(name: str) -> dict[str, Any]:
    """The content of lexicon/<name>.toml."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load_lines(name: str) -> tuple[str, ...]:
    """The lines of lexicon/<name>.txt, without comments (#) and blank lines."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if (word := line.partition("#")[0].strip()))


@cache
def word_set(file: str, key: str) -> frozenset[str]:
    """The words of a list that is separated by blanks. Raises KeyError for an unknown list."""
    return frozenset(load_table(file)[key].split())


@cache
def character_set(file: str, key: str) -> frozenset[str]:
    """The characters of a list that is written without blanks."""
    return frozenset("".join(load_table(file)[key].split()))


def longest_first(entries: list[str] | tuple[str, ...] | set[str]) -> list[str]:
    """Sort the alternatives of a pattern so that the longest matches."""
    return sorted(entries, key=lambda entry: (-len(entry), entry))
