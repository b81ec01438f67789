"""Compute the positions and sizes of small bar charts, which a template draws as SVG.

Columns show a number over time, rows compare things by name. A chart is `WIDTH` units wide and scaled by the
page, which also prints the values as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

WIDTH = 320
HEIGHT = 96
ROW = 28  # height of a name with its bar below
THIN = 6  # height of a bar in a row
GAP = 0.25  # smallest gap, as a part of a column's share of the width
WIDEST = 28  # widest column
FEW = 6  # up to so many columns each has its label; of more, the first and the last
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its label, the `address` of its details, and the usual value to compare it with."""

    label: str
    number: float
    address: str = ""
    usual: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, with the position of the mark of the usual value, None without one."""

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
    """The bars of a chart; `top` is the number at the end of the axis."""

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
    """The end of an axis for values up to `highest`: the next of 1, 2, 5, 10, 20, 50 …"""
    power = 1
    while True:
        for step in STEPS:
            if step * power >= highest:
                return step * power
        power *= 10


def columns(values: Sequence[Value], height: float = HEIGHT, highest: float = 0) -> Chart:
    """A column chart; `highest` is the highest value of charts that share its scale."""
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
    """A bar chart with a row for each value and a mark at its usual value."""
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
