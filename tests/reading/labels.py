"""Labelled files: NAME.txt as scraped, and NAME.json with the expected reading.

A label is one report in the shape of `Draft.as_json()`, or `{"reports": [...]}` for none or several.
A statement with `"optional": true` is not scored.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
GOLD = HERE / "gold"
EXAMPLES = HERE / "examples"
NEWSROOMS = EXAMPLES / "newsrooms"  # pages of many kinds of offices
OFFICES = EXAMPLES / "offices"  # pages of courts, offices and accounts, labelled before reading
BUREAUS = EXAMPLES / "bureaus"  # pages with names that are also words
UNSEEN = HERE / "unseen"  # only for measuring: no rule may be derived from it

Report = dict[str, Any]

PUNCTUATION = str.maketrans("。、“”‘’「」", '.,""' + "''" + '""')
INVISIBLE = "\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled file."""

    name: str
    raw: bytes
    reports: tuple[Report, ...]


def pairs(folder: Path) -> Iterator[Pair]:
    """The labelled files of a folder, by name; labels without text are skipped."""
    for label in sorted(folder.glob("*.json")):
        text = label.with_suffix(".txt")
        if text.exists():
            yield Pair(label.stem, text.read_bytes(), reports_of(label))


def reports_of(label: Path) -> tuple[Report, ...]:
    """The reports of a label file."""
    value = json.loads(label.read_text(encoding="utf-8"))
    return tuple(value["reports"]) if "reports" in value else (value,)


def fold(text: str | None) -> str:
    """Text for comparison, without differences of width, quotation marks and white space."""
    narrow = unicodedata.normalize("NFKC", text or "").translate(PUNCTUATION)
    return "".join(c for c in narrow if not c.isspace() and c not in INVISIBLE)
