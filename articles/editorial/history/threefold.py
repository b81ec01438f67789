"""Align three lists, base, theirs and mine: the paragraphs of a body, or the rows of a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from articles.editorial.history.align import align
from articles.editorial.history.pairs import Key, Row, places


def chunks(
    base: list[str], theirs: list[str], mine: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Corresponding stretches of three bodies: a paragraph with its two versions, or what is between two."""
    ones, others = (
        {a: b for a, b in align(base, side) if a is not None and b is not None} for side in (theirs, mine)
    )
    a = b = c = 0
    for place in range(len(base) + 1):
        end = place == len(base)
        if not end and not (place in ones and place in others):
            continue
        one, other = (len(theirs), len(mine)) if end else (ones[place], others[place])
        yield base[a:place], theirs[b:one], mine[c:other]
        if not end:
            yield [base[place]], [theirs[one]], [mine[other]]
            a, b, c = place + 1, one + 1, other + 1


def triples(
    base: list[Row], theirs: list[Row], mine: list[Row], keys: Sequence[Key]
) -> Iterator[tuple[Row | None, Row | None, Row | None]]:
    """Corresponding rows of three lists, None where one is missing; new rows match by the first key."""
    ones, others = places(base, theirs, keys), places(base, mine, keys)
    of_mine = {old: place for place, old in others.items()}
    in_theirs = set(ones.values())
    new_mine: dict[Any, Row] = {}
    for place, row in enumerate(mine):
        if place not in others:
            key = keys[0](row)
            new_mine[place if key is None or key in new_mine else key] = row
    for place, row in enumerate(theirs):
        if place in ones:
            other = of_mine.get(ones[place])
            yield base[ones[place]], row, None if other is None else mine[other]
        else:
            yield None, row, new_mine.pop(keys[0](row), None)
    for place, row in enumerate(mine):
        if place in others and others[place] not in in_theirs:
            yield base[others[place]], None, row
    for row in new_mine.values():
        yield None, None, row


def bare(row: Row) -> Row:
    """A row without its order, which changes with other rows."""
    values = {name: value for name, value in row.items() if name not in {"order", "says"}}
    return values | (
        {"statements": [bare(said) for said in row["statements"]]} if "statements" in row else {}
    )


def spoken(row: Row) -> list[Row]:
    return [statement | {"says": statement["text"]} for statement in row.get("statements", ())]


def once(rows: list[Row], key: Key) -> list[Row]:
    """Remove duplicate rows; the statements of a duplicate go to the first row."""
    kept: dict[Any, Row] = {}
    for row in rows:
        first = kept.setdefault(key(row), row)
        if first is not row and "statements" in row:
            first["statements"] += [said for said in row["statements"] if said not in first["statements"]]
    return list(kept.values())
