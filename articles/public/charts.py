"""Small charts: numbers in, places and sizes out, which a template draws as SVG.

Nothing here is HTML, and nothing asks the database. A chart is as wide as `WIDTH` in its own units and is
scaled by the page; behind each a page prints the same values as a table. Columns show how a number goes with
time; rows compare things by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

WIDTH = 320
HEIGHT = 96
ROW = 28  # a name with its bar below it
THIN = 6
GAP = 0.25  # of a column's share of the width, at least
WIDEST = 28  # of a column, in the middle of its share
FEW = 6  # columns, each of which has its name below it; of more, the first and the last
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Value:
    """What is to be drawn: a number and its name, `address` to look closer, and what it is measured by."""

    label: str
    number: float
    address: str = ""
    usual: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, and where the usual value is marked (None for nowhere)."""

    value: Value
    x: float
    y: float
    width: float
    height: float
    usual: float | None = None

    @property
    def middle(self) -> float:
        return _round(self.x + self.width / 2)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in a box; `top` is the number that the box ends at."""

    bars: tuple[Bar, ...]
    height: float
    top: int
    width: int = WIDTH

    @property
    def is_empty(self) -> bool:
        return not any(bar.value.number for bar in self.bars)

    @property
    def has_few(self) -> bool:
        return len(self.bars) <= FEW


def scale(highest: float) -> int:
    """The round number at which an axis that shows `highest` ends: 1, 2, 5, 10, 20, 50 …"""
    power = 1
    while True:
        for step in STEPS:
            if step * power >= highest:
                return step * power
        power *= 10


def columns(values: Sequence[Value], height: float = HEIGHT, highest: float = 0) -> Chart:
    """Upright bars side by side, the first at the left; a number that other charts reach makes the same scale
    for all of them."""
    top = scale(max((highest, *(value.number for value in values))))
    share = WIDTH / max(len(values), 1)
    width = min(share * (1 - GAP), WIDEST)
    bars = []
    for at, value in enumerate(values):
        size = _round(height * value.number / top)
        x = _round(share * at + (share - width) / 2)
        bars.append(Bar(value, x, _round(height - size), _round(width), size))
    return Chart(tuple(bars), height, top)


def rows(values: Sequence[Value]) -> Chart:
    """Lying bars one below the other, each under its name; the usual value is a mark on the same scale."""
    numbers = [number for value in values for number in (value.number, value.usual or 0)]
    top = ceil(max(numbers, default=0)) or 1
    bars = []
    for at, value in enumerate(values):
        usual = None if value.usual is None else _round(WIDTH * value.usual / top)
        length = _round(WIDTH * value.number / top)
        bars.append(Bar(value, 0, ROW * at + ROW - THIN - 2, length, THIN, usual))
    return Chart(tuple(bars), ROW * len(values), top)


def _round(number: float) -> float:
    return round(number, 1)
