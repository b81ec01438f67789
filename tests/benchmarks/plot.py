"""Cost against size as an SVG: a line for each page, both axes logarithmic. A flat line is the aim."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from math import ceil, floor, log10
from typing import Final

from .table import Row

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 60, 20, 210, 40
COLOURS: Final = (
    *("#1b6ca8", "#c8402f", "#2e8b57", "#8a4fbf", "#c98a00", "#008b8b", "#b0306a"),
    *("#5a6b00", "#444444", "#7a4a2a", "#4466dd", "#999999"),
)


def plot(rows: Iterable[Row], figure: str) -> str:
    """The SVG of one figure of the rows that were measured at more than one size."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for row in rows:
        if row.figures.get(figure):
            lines.setdefault(row.what, []).append((row.reports, row.figures[figure]))
    lines = {what: sorted(points) for what, points in lines.items() if len(points) > 1}
    if not lines:
        return ""
    across, up = _axes(lines)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="11">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *(_grid(across, up, figure)),
    ]
    ends = _spread([(_y(points[-1][1], up), what) for what, points in lines.items()])
    for number, (what, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        places = " ".join(f"{_x(size, across):.1f},{_y(value, up):.1f}" for size, value in points)
        parts.append(f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(
            f'<text x="{WIDTH - RIGHT + 8}" y="{ends[what] + 4:.1f}" fill="{colour}">'
            f"{escape(what)} {points[-1][1]:.3g}</text>"
        )
    return "\n".join([*parts, "</svg>", ""])


def _axes(lines: dict[str, list[tuple[int, float]]]) -> tuple[tuple[float, float], tuple[float, float]]:
    """The powers of ten from which and to which each axis goes."""
    sizes = [size for points in lines.values() for size, _ in points]
    values = [value for points in lines.values() for _, value in points]
    return (
        (log10(min(sizes)), log10(max(sizes))),
        (floor(log10(min(values))), ceil(log10(max(values)) + 1e-9)),
    )


def _x(size: float, across: tuple[float, float]) -> float:
    return LEFT + (log10(size) - across[0]) / (across[1] - across[0]) * (WIDTH - LEFT - RIGHT)


def _y(value: float, up: tuple[float, float]) -> float:
    return HEIGHT - BOTTOM - (log10(value) - up[0]) / (up[1] - up[0]) * (HEIGHT - TOP - BOTTOM)


def _grid(across: tuple[float, float], up: tuple[float, float], figure: str) -> Iterable[str]:
    for power in range(int(up[0]), int(up[1]) + 1):
        y = _y(10.0**power, up)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
    for power in range(ceil(across[0]), floor(across[1]) + 1):
        x = _x(10.0**power, across)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{10**power:,}</text>'
    yield f'<text x="{LEFT}" y="{TOP - 6}">{escape(figure)}</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 6}" text-anchor="middle">reports</text>'


def _spread(ends: list[tuple[float, str]]) -> dict[str, float]:
    """Where each label goes, so that none lies on another."""
    placed: dict[str, float] = {}
    last = -100.0
    for y, what in sorted(ends):
        last = max(y, last + 13)
        placed[what] = last
    return placed
