"""Labelled files: NAME.txt as it was scraped, and NAME.json, which says what it should become.

A label is one report in the shape of `Draft.as_json()`, or `{"reports": [...]}` for none or several.
A statement marked `"optional": true` could go either way and is scored neither for nor against.
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
NEWSROOMS = EXAMPLES / "newsrooms"  # pages as offices of every kind print them
OFFICES = EXAMPLES / "offices"  # pages of courts, offices and accounts, labelled before they were read
BUREAUS = EXAMPLES / "bureaus"  # pages whose people bear names that are words
UNSEEN = HERE / "unseen"  # for measuring alone: no rule may be written from it

Report = dict[str, Any]

PUNCTUATION = str.maketrans("。、“”‘’「」", '.,""' + "''" + '""')
INVISIBLE = "\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled file."""

    name: str
    raw: bytes
    reports: tuple[Report, ...]


def pairs(folder: Path) -> Iterator[Pair]:
    """The labelled files of a folder by name; a label without its text is left out."""
    for label in sorted(folder.glob("*.json")):
        text = label.with_suffix(".txt")
        if text.exists():
            yield Pair(label.stem, text.read_bytes(), reports_of(label))


def reports_of(label: Path) -> tuple[Report, ...]:
    """The reports that a label file holds."""
    value = json.loads(label.read_text(encoding="utf-8"))
    return tuple(value["reports"]) if "reports" in value else (value,)


def fold(text: str | None) -> str:
    """Text for comparing: width, the shape of quotes and all white space are dropped."""
    narrow = unicodedata.normalize("NFKC", text or "").translate(PUNCTUATION)
    return "".join(c for c in narrow if not c.isspace() and c not in INVISIBLE)
