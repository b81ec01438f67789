"""The reader's data files: words and patterns that an editor of the newsroom can read and extend."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "lexicon"


@cache
def load_table(name: str) -> dict[str, Any]:
    """The content of data/<name>.toml."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load_lines(name: str) -> tuple[str, ...]:
    """The lines of data/<name>.txt, without comments (#) and blank lines."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if (word := line.partition("#")[0].strip()))


@cache
def word_set(file: str, key: str) -> frozenset[str]:
    """The words of one list; raises KeyError where data/FILE.toml has no such list."""
    return frozenset(load_table(file)[key].split())


@cache
def character_set(file: str, key: str) -> frozenset[str]:
    """The single characters of one list, which is written without blanks."""
    return frozenset("".join(load_table(file)[key].split()))


def longest_first(entries: list[str] | tuple[str, ...] | set[str]) -> list[str]:
    """In the order in which alternatives of a pattern must stand."""
    return sorted(entries, key=lambda entry: (-len(entry), entry))
