"""Findings: what a check reports."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

Text = str | Promise
KEY_LENGTH = 16


class Level(StrEnum):
    """Severity of a finding: an error stops a report, a warning or a hint doesn't."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a check.

    `place` names the part of the report ("title", "paragraph:3", "event_start", "statement:12"); `words` are
    its exact words from `start` on, in code points. `advice` tells the editor what to do, `legal_basis` names
    the rule behind it. `fix` replaces the words ("" deletes them); None means that a person must decide.
    """

    code: str
    name: Text
    level: Level
    legal_basis: Text
    place: str
    words: str
    advice: Text
    start: int = 0
    fix: str | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    @property
    def key(self) -> str:
        """Stable id: equal for the same code, place, start and words, in every run."""
        identity = f"{self.code}\0{self.place}\0{self.start}\0{self.words}"
        return hashlib.sha256(identity.encode(errors="surrogatepass")).hexdigest()[:KEY_LENGTH]


@dataclass(frozen=True, slots=True)
class Kind:
    """Kind of finding: code, level, name, and the law or standard behind it."""

    code: str
    level: Level
    name: Text
    legal_basis: Text

    def at(self, place: str, words: str, advice: Text, **details: Any) -> Finding:
        """Make a finding of this kind. `details` are start and fix, or another level or legal_basis."""
        values = {"code": self.code, "name": self.name, "level": self.level, "legal_basis": self.legal_basis}
        return Finding(**values | {"place": place, "words": words, "advice": advice} | details)
