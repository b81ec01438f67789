"""The speakers of a report, for the row of names above its body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Appearance, Statement
from articles.reading.speech.points import points

from .blocks import Block


@dataclass(frozen=True, slots=True)
class ReportSpeaker:
    """A speaker with the first statement and the number of points."""

    appearance: Appearance
    statement: Statement
    points: int


def speakers_of(blocks: Iterable[Block]) -> list[ReportSpeaker]:
    """The speakers of the statements in the blocks, in the order of their first words."""
    spoken: dict[Appearance, list[Statement]] = {}
    for block in blocks:
        for statement in block.begin:
            spoken.setdefault(statement.appearance, []).append(statement)
    return [
        ReportSpeaker(appearance, statements[0], sum(len(points(statement.text)) for statement in statements))
        for appearance, statements in spoken.items()
    ]
