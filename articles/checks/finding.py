"""What a check says about a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Level(StrEnum):
    """How much a finding weighs: an error stops a report, a warning and a hint do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `place` names the part of the report ("body", "event_start", "statement:12"), `words` are the words in
    question, exactly as they stand there, `advice` tells an editor what to do.
    """

    code: str
    level: Level
    place: str
    words: str
    advice: str | Promise
