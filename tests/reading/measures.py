"""Measures of the scorer: share of right answers, and overlap of sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Share:
    """How many labelled answers are exactly right."""

    right: int = 0
    asked: int = 0

    def add(self, right: bool) -> None:
        """Count an answer."""
        self.right += right
        self.asked += 1

    @property
    def percent(self) -> float:
        """Right answers in percent; 100 without any question."""
        return 100.0 * self.right / self.asked if self.asked else 100.0

    def __str__(self) -> str:
        return f"   {self.percent:5.1f}  ({self.right} of {self.asked})"


@dataclass(slots=True)
class Overlap:
    """Micro-averaged precision and recall of items, which may repeat."""

    hit: int = 0
    gold: int = 0
    read: int = 0

    def add(self, gold: Iterable[Hashable], read: Iterable[Hashable]) -> None:
        """Count the items of one report."""
        wanted, found = Counter(gold), Counter(read)
        self.count((wanted & found).total(), wanted.total(), found.total())

    def count(self, hit: int, gold: int, read: int) -> None:
        """Add counts of items that were compared elsewhere."""
        self.hit += hit
        self.gold += gold
        self.read += read

    @property
    def percent(self) -> float:
        """F1 in percent: the harmonic mean of precision and recall."""
        both = self.gold + self.read
        return 100.0 * 2 * self.hit / both if both else 100.0

    def __str__(self) -> str:
        precision = 100.0 * self.hit / self.read if self.read else 100.0
        recall = 100.0 * self.hit / self.gold if self.gold else 100.0
        return f"F1 {self.percent:5.1f}  (precision {precision:5.1f}, recall {recall:5.1f}, of {self.gold})"
