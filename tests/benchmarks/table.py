"""What was measured, with the goals of the product; as a table, as JSON and as a plot."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

#: The widths of a line in the terminal: what, size, then a figure each.
MET, NOT_MET, NO_GOAL = "met", "NOT MET", ""


@dataclass(frozen=True)
class Goal:
    """At most or at least so much of one figure."""

    figure: str
    most: float | None = None
    least: float | None = None

    def __str__(self) -> str:
        bound = f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}"
        return f"{self.figure} {bound}"

    def is_met(self, figures: dict[str, Any]) -> bool:
        value = figures[self.figure]
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)


@dataclass
class Row:
    """One line: what was measured on an archive of so many reports."""

    table: str
    what: str
    reports: int
    figures: dict[str, Any]
    goals: list[Goal] = field(default_factory=list)

    @property
    def result(self) -> str:
        if not self.goals:
            return NO_GOAL
        return MET if all(goal.is_met(self.figures) for goal in self.goals) else NOT_MET


def markdown(rows: Iterable[Row]) -> str:
    """A table for each kind of measurement."""
    rows = list(rows)
    parts = []
    for table in dict.fromkeys(row.table for row in rows):
        own = [row for row in rows if row.table == table]
        names = list(dict.fromkeys(name for row in own for name in row.figures))
        lines = [f"### {table}", "", f"| what | reports | {' | '.join(names)} | goal | |"]
        lines.append(f"|{'---|' * (len(names) + 4)}")
        for row in own:
            figures = " | ".join(shown(row.figures.get(name, "")) for name in names)
            goals = ", ".join(map(str, row.goals))
            lines.append(f"| {row.what} | {row.reports:,} | {figures} | {goals} | {row.result} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def shown(value: Any) -> str:
    """A figure with as many digits as it is worth."""
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def as_json(rows: Iterable[Row], about: dict[str, Any]) -> str:
    listed = [asdict(row) | {"result": row.result} for row in rows]
    return json.dumps({"about": about, "rows": listed}, ensure_ascii=False, indent=1)
