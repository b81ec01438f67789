"""Align two lists of paragraphs: first the equal ones, then the similar ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

LEAST_ALIKE = 0.35  # Dice coefficient of two paragraphs from which one is a changed version of the other
MOST_CELLS = 4000  # of the similarity table; beyond it a stretch counts as rewritten

#: Indexes in the two lists; None where the paragraph is in one of them only.
Place = tuple[int | None, int | None]


def align(before: Sequence[str], after: Sequence[str]) -> list[Place]:
    """Pairs of matching paragraphs in reading order; removed ones stand before added ones."""
    found: list[Place] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            alike = _alike(before[a:b], after[c:d]) if kind == "replace" else []
            found += _stretch(a, b, c, d, [(a + one, c + other) for one, other in alike])
    return found


def _stretch(a: int, b: int, c: int, d: int, pairs: list[tuple[int, int]]) -> Iterator[Place]:
    for one, other in [*pairs, (b, d)]:
        yield from ((place, None) for place in range(a, one))
        yield from ((None, place) for place in range(c, other))
        if (one, other) != (b, d):
            yield one, other
        a, c = one + 1, other + 1


def _alike(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs with the greatest total similarity, in order: dynamic programming from the end."""
    rows, columns = len(before), len(after)
    if rows * columns > MOST_CELLS:
        return []
    ours, theirs = [_grams(text) for text in before], [_grams(text) for text in after]
    alike = [[_likeness(one, other) for other in theirs] for one in ours]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= LEAST_ALIKE else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _grams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The Dice coefficient of the character pairs of two texts."""
    common = sum((one & other).values())
    return 2 * common / max(1, one.total() + other.total())
