"""Load the word lists of lexicon/, which an editor can read and extend."""

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
    """Content of lexicon/<name>.toml."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def one_of(name: str, key: str) -> str:
    """Regex source for any word of a list, longest first."""
    return alternatives(table(name)[key].split())


@cache
def pattern_of(name: str, key: str) -> re.Pattern[str]:
    """Pattern for any word of a list."""
    return re.compile(one_of(name, key))


@cache
def terms(name: str, key: str) -> tuple[Wording, ...]:
    """Entries of a list of wrong words and their right forms; the default level is a warning."""
    return tuple(
        Wording(
            wrong=entry["wrong"],
            right=entry["right"],
            legal_basis=entry["legal_basis"],
            level=Level(entry.get("level", Level.WARNING)),
            except_in=tuple(entry.get("except_in", "").split()),
        )
        for entry in table(name)[key]
    )
