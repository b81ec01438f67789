"""What a check says about a report."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

Text = str | Promise
KEY_LENGTH = 16


class Level(StrEnum):
    """How much a finding weighs: an error stops a report, a warning and a hint do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `place` names the part of the report ("title", "paragraph:3", "event_start", "statement:12"), `words` are
    the words in question, exactly as they stand there from `start` on, counted in code points. `advice` tells
    an editor what to do, `ground` on what rule it rests. `fix` is what may stand in place of exactly these
    words, "" takes them out, None means that a person has to think.
    """

    code: str
    name: Text
    level: Level
    ground: Text
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
        """The same for the same words in the same place, whenever a check is run."""
        said = f"{self.code}\0{self.place}\0{self.start}\0{self.words}"
        return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:KEY_LENGTH]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: what it is called, how much it weighs, and the rule or standard it rests on."""

    code: str
    level: Level
    name: Text
    ground: Text

    def at(self, place: str, words: str, advice: Text, **details: Any) -> Finding:
        """A finding of this kind. `details` are its start and its fix, or a level or ground of its own."""
        values = {"code": self.code, "name": self.name, "level": self.level, "ground": self.ground}
        return Finding(**values | {"place": place, "words": words, "advice": advice} | details)
