"""Who speaks in a report: the row of names above its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Appearance, Statement
from articles.reading.speech.points import points

from .blocks import Block


@dataclass(frozen=True, slots=True)
class ReportSpeaker:
    """A person who speaks, where they first do, and how many points they make."""

    appearance: Appearance
    statement: Statement
    points: int


def speakers_of(blocks: Iterable[Block]) -> list[ReportSpeaker]:
    """Those whose words are marked in the blocks, in the order in which they speak."""
    spoken: dict[Appearance, list[Statement]] = {}
    for block in blocks:
        for statement in block.begin:
            spoken.setdefault(statement.appearance, []).append(statement)
    return [
        ReportSpeaker(appearance, statements[0], sum(len(points(statement.text)) for statement in statements))
        for appearance, statements in spoken.items()
    ]
