"""Match the rows of two lists by keys, the most specific key first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

Row = dict[str, Any]
Key = Callable[[Row], Hashable]


def by(*names: str) -> Key:
    """A key of these columns; a row in which all of them are empty matches nothing by it."""

    def key(row: Row) -> Hashable:
        values = tuple(row[name] for name in names)
        return None if all(value in ("", None) for value in values) else values

    return key


#: The keys of each part. The first is the one that is unique in the database, where there is one.
CREDITS = (by("role", "name"), by("name"), by("role"))
PHOTOS = (by("file", "caption"), by("file"), by("caption"), by("before"))
APPEARANCES = (by("name", "printed_organisation"), by("name"), by("speaker_id"), by("titles"))
STATEMENTS = (by("name", "text"), by("text"), by("name", "order"))


def places(before: Sequence[Row], after: Sequence[Row], keys: Sequence[Key]) -> dict[int, int]:
    """Index in `after` → index of the same row in `before`, for rows that are in both."""
    found: dict[int, int] = {}
    for key in keys:
        taken = set(found.values())
        free: dict[Hashable, list[int]] = {}
        for place, row in enumerate(before):
            if place not in taken:
                free.setdefault(key(row), []).append(place)
        for place, row in enumerate(after):
            same = key(row)
            if place not in found and same is not None and free.get(same):
                found[place] = free[same].pop(0)
    return found
