"""The reader's scores on the labelled files reach floors.toml."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest

from .labels import HERE, pairs
from .score import OVERLAPS, SHARES, score

FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
CASES = [(folder, measure, floor) for folder, floors in FLOORS.items() for measure, floor in floors.items()]


@cache
def percents(folder: str) -> dict[str, float]:
    return score(pairs(HERE / folder)).percents()


@pytest.mark.parametrize(("folder", "measure", "floor"), CASES)
def test_the_reader_does_not_fall_below_its_floor(folder: str, measure: str, floor: float) -> None:
    assert percents(folder)[measure] >= floor


@pytest.mark.parametrize("folder", FLOORS)
def test_every_measure_has_a_floor(folder: str) -> None:
    assert set(FLOORS[folder]) >= {*SHARES, *OVERLAPS}
