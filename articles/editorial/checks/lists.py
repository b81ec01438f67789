"""The checks' data files: words and terms that an editor of the newsroom can read and extend."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from articles.editorial.checks.finding import Level
from articles.editorial.checks.manuscript import Wording
from articles.reading.matchers import alternatives

FOLDER: Final = Path(__file__).parent / "lexicon"


@cache
def table(name: str) -> dict[str, Any]:
    """The content of data/<name>.toml."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def one_of(name: str, key: str) -> str:
    """The source of a pattern for any of the words of one list, longest first."""
    return alternatives(table(name)[key].split())


@cache
def pattern_of(name: str, key: str) -> re.Pattern[str]:
    """A pattern that finds any of the words of one list."""
    return re.compile(one_of(name, key))


@cache
def terms(name: str, key: str) -> tuple[Wording, ...]:
    """The entries of one list of words with their right forms; without a level they are warnings."""
    return tuple(
        Wording(
            wrong=entry["wrong"],
            right=entry["right"],
            ground=entry["ground"],
            level=Level(entry.get("level", Level.WARNING)),
            except_in=tuple(entry.get("except_in", "").split()),
        )
        for entry in table(name)[key]
    )
