"""Compare two snapshots of a report side by side: what is the same, gone, new or formatted differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.editorial.history import pairs
from articles.editorial.history.align import align
from articles.editorial.history.pairs import Key, Row
from articles.editorial.history.rows import Names, credits_of, people_of, photos_of, statements_of
from articles.editorial.history.runs import (
    GONE,
    NEW,
    RESTYLED,
    SAME,
    Block,
    Run,
    blocks_of,
    differences,
    plain,
    runs_of,
)
from articles.models import Appearance, Credit, Photo, Report, Statement
from articles.models.fields import field_of
from articles.models.snapshots import Snapshot, columns


@dataclass(frozen=True, slots=True)
class Pair:
    """A field, paragraph or row in both snapshots; a side is empty where it is missing."""

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    label: str = ""
    pictures: tuple[str, str] = ("", "")  # the files of either side
    other_kind: bool = False  # a paragraph that became a heading

    @property
    def has_changed(self) -> bool:
        runs = (*self.left, *self.right)
        return self.other_kind or len(set(self.pictures)) > 1 or any(run.fate != SAME for run in runs)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a snapshot (fields, body, people …) with its pairs."""

    name: str
    pairs: tuple[Pair, ...]

    @property
    def has_changed(self) -> bool:
        return any(pair.has_changed for pair in self.pairs)


def compare(before: Snapshot, after: Snapshot) -> list[Part]:
    """The parts of two snapshots, with unchanged pairs too."""
    names = Names.of(before, after)
    bodies = (blocks_of(snapshot["fields"]["body"]) for snapshot in (before, after))
    parts = [
        Part(_("Fields"), tuple(_fields(before, after, names))),
        Part(label_of("body"), tuple(blocks_pairs(*bodies))),
    ]
    for name, rows, keys in PARTS:
        parts.append(Part(str(name), tuple(_row_pairs(rows(before, names), rows(after, names), keys))))
    return parts


def changed(before: Snapshot | None, after: Snapshot) -> list[str]:
    """The names of the fields and parts in which two snapshots differ; [] where there is no earlier one."""
    if before is None:
        return []
    fields = before["fields"]  # an old revision lacks fields that were added to the program since
    found = [
        label_of(name) for name, value in _values(after) if (fields.get(name) or None) != (value or None)
    ]
    found += [label_of(name) for name in ("cover", "tags") if before[name] != after[name]]
    found += [str(name) for name, rows, _keys in PARTS if rows(before, Names({})) != rows(after, Names({}))]
    return found


def label_of(name: str) -> str:
    """The label of a field of a report; of a field that was removed, its name."""
    try:
        return str(field_of(Report, name).verbose_name)
    except FieldDoesNotExist:
        return name


def text_of(name: str, value: Any, names: Names) -> str:
    """A field's value as an editor reads it."""
    if name == "section_id":
        return names.get("section", value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "published_at" and value:
        return f"{localtime(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"
    return str(value or "")


def text_pair(before: str, after: str, label: str = "") -> Pair:
    """Two texts without formatting."""
    left, right = differences(plain(before), plain(after))
    return Pair(tuple(left), tuple(right), label)


def block_pair(before: Block | None, after: Block | None) -> Pair:
    """A block of a body that was changed, removed or added."""
    if before is None or after is None:
        left = runs_of(before.characters, GONE) if before else []
        right = runs_of(after.characters, NEW) if after else []
        block = before or after
        return Pair(tuple(left), tuple(right), _kind_label(block) if block else "")
    left, right = differences(before.characters, after.characters)
    label, other_kind = _kind_label(after), before.kind != after.kind
    if other_kind:
        paragraph = _("Paragraph")
        label = f"{_kind_label(before) or paragraph} → {label or paragraph}"
    return Pair(tuple(left), tuple(right), label, other_kind=other_kind)


def blocks_pairs(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Pair]:
    """The blocks of two bodies, aligned."""
    places = align([block.signature for block in before], [block.signature for block in after])
    for left, right in places:
        yield block_pair(
            None if left is None else before[left],
            None if right is None else after[right],
        )


def _values(snapshot: Snapshot) -> list[tuple[str, Any]]:
    """The values in the order of the form: PostgreSQL reorders the keys of JSON objects."""
    places = {name: place for place, name in enumerate(columns(Report))}
    return sorted(snapshot["fields"].items(), key=lambda item: places.get(item[0], len(places)))


def _fields(before: Snapshot, after: Snapshot, names: Names) -> Iterator[Pair]:
    """The fields that have a value on either side."""
    sides = [
        {name: text_of(name, value, names) for name, value in _values(snapshot) if name != "body"}
        | {"tags": "、".join(snapshot["tags"])}
        for snapshot in (before, after)
    ]
    for name, text in sides[1].items():
        if text or sides[0].get(name):
            yield text_pair(sides[0].get(name, ""), text, label_of(name))
    if before["cover"] or after["cover"]:
        yield Pair((), (), label_of("cover"), (before["cover"], after["cover"]))


def _row_pairs(before: list[Row], after: list[Row], keys: Sequence[Key]) -> Iterator[Pair]:
    """The rows of a part, in the order of the later snapshot; removed ones come last."""
    same = pairs.places(before, after, keys)
    for place, row in enumerate(after):
        yield row_pair(before[same[place]] if place in same else None, row)
    for place, row in enumerate(before):
        if place not in same.values():
            yield row_pair(row, None)
    if list(same.values()) != sorted(same.values()):
        yield Pair((), (Run(_("In another order"), RESTYLED),))


def row_pair(before: Row | None, after: Row | None) -> Pair:
    """A row of a part as text; None where it is missing."""
    files = tuple((row or {}).get("file", "") for row in (before, after))
    if before is None or after is None:
        left = runs_of(plain(before["says"]), GONE) if before else []
        right = runs_of(plain(after["says"]), NEW) if after else []
        return Pair(tuple(left), tuple(right), pictures=files)
    return replace(text_pair(before["says"], after["says"]), pictures=files)


PARTS: tuple[tuple[Any, Callable[[Snapshot, Names], list[Row]], tuple[Key, ...]], ...] = (
    (Appearance._meta.verbose_name_plural, people_of, pairs.APPEARANCES),
    (Statement._meta.verbose_name_plural, statements_of, pairs.STATEMENTS),
    (Credit._meta.verbose_name_plural, credits_of, pairs.CREDITS),
    (Photo._meta.verbose_name_plural, photos_of, pairs.PHOTOS),
)


def _kind_label(block: Block) -> str:
    labels = {
        "h2": _("Heading 2"),
        "h3": _("Heading 3"),
        "ul li": _("List item"),
        "ol li": _("Numbered item"),
        "blockquote": _("Quotation"),
        "td": _("Table cell"),
        "th": _("Table cell"),
        "figcaption": _("Caption"),
        "img": _("Picture"),
    }
    return labels.get(block.kind, "")
