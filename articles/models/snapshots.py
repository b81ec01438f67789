"""What a report says, as one plain value: what revisions keep, and what signatures are given to."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.db.models.fields.files import FieldFile

if TYPE_CHECKING:
    from .reports import Report

Snapshot = dict[str, Any]
#: Rows of a part by the id of what they belong to, each with its own id.
Rows = dict[int, list[tuple[int, Snapshot]]]
#: Values under which a report is filed, or that readers don't read: a change of these voids no signature. A
#: new field counts as read unless it stands here.
UNREAD = frozenset({"section_id", "occasion", "is_major_case"})


def snapshot_of(report: Report) -> Snapshot:
    """What the report says: the values in hand, and its parts as they are stored now.

    Nothing but what JSON holds, so that two snapshots are equal exactly where the reports say the same:
    {"fields": {name: value}, "cover": file name, "tags": [name], "credits": [row], "photos": [row],
    "appearances": [row with "statements": [row]]}. A row holds the values of its columns by their names; its
    "order" is its place, that of a statement its place among all of the report.
    """
    return snapshots_of([report])[report.pk]


def snapshots_of(reports: Iterable[Report]) -> dict[int, Snapshot]:
    """The same of many, by their ids, in as many queries as for one."""
    reports = list(reports)
    if not reports:
        return {}
    ids = [report.pk for report in reports]
    model = type(reports[0])
    credits, photos = _rows(model, "credits", ids), _rows(model, "photos", ids)
    people, tags = _people(model, ids), _tags(model, ids)
    return {
        report.pk: {
            "fields": values_of(report),
            "cover": next((row["file"] for pk, row in photos[report.pk] if pk == report.cover_id), ""),
            "tags": sorted(tags[report.pk]),
            "credits": put_in_places([row for _pk, row in credits[report.pk]]),
            "photos": [row for _pk, row in photos[report.pk]],
            "appearances": people[report.pk],
        }
        for report in reports
    }


def version_of(snapshot: Snapshot) -> str:
    """SHA-256 (hex) of what readers read of a snapshot. Who is meant and where it is filed (section,
    occasion, tags) are no part of it.

    Empty values are left out, so that a field added to the program changes no version.
    """
    fields = snapshot["fields"].items()
    people = snapshot["appearances"]
    said = [
        (s["order"], p["name"], p["printed_organisation"], s["text"]) for p in people for s in p["statements"]
    ]
    read = {
        "fields": {name: value for name, value in fields if name not in UNREAD and value},
        "cover": snapshot["cover"],
        "credits": [[row["role"], row["name"]] for row in snapshot["credits"]],
        "photos": [{name: value for name, value in row.items() if value} for row in snapshot["photos"]],
        "people": [[row["name"], row["printed_organisation"], row["titles"]] for row in people],
        "statements": [words for _order, *words in sorted(said, key=lambda statement: statement[0])],
    }
    canonical = json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


@cache
def columns(model: type[models.Model]) -> tuple[str, ...]:
    """The names of the columns of a report or of a part of it that an editor fills in."""
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and field.name not in {"report", "appearance", "cover", "copy_of"}
    )


def values_of(row: models.Model) -> Snapshot:
    """The columns of a report or a part of it, as JSON has them."""
    return {name: _plain(getattr(row, name)) for name in columns(type(row))}


def put_in_places(rows: list[Snapshot]) -> list[Snapshot]:
    """The rows by their order, which becomes the place of each; the rows themselves are changed."""
    rows = sorted(rows, key=lambda row: row["order"])
    for place, row in enumerate(rows):
        row["order"] = place
    return rows


def _rows(owner: type[models.Model], part: str, ids: Collection[int]) -> Rows:
    """One part of many owners as it is stored now: plain values, since no more of a row is wanted."""
    relation = _relation(owner, part)
    model, key = relation.related_model, relation.field.attname
    names = columns(model)
    found: Rows = defaultdict(list)
    for pk, mine, *values in model._default_manager.filter(**{f"{key}__in": ids}).values_list(
        "pk", key, *names
    ):
        found[mine].append((pk, dict(zip(names, map(_plain, values), strict=True))))
    return found


def _people(report: type[models.Model], ids: Collection[int]) -> dict[int, list[Snapshot]]:
    """Who appears in each report, with what they say, in their order."""
    here = _rows(report, "appearances", ids)
    appearance = _relation(report, "appearances").related_model
    statements = _rows(appearance, "statements", [pk for rows in here.values() for pk, _row in rows])
    people: dict[int, list[Snapshot]] = defaultdict(list)
    for pk, rows in here.items():
        told = [row | {"statements": [said for _pk, said in statements[which]]} for which, row in rows]
        put_in_places([said for row in told for said in row["statements"]])
        people[pk] = put_in_places(told)
    return people


def _tags(report: type[models.Model], ids: Collection[int]) -> dict[int, list[str]]:
    taggings = _relation(report, "taggings").related_model._default_manager
    found: dict[int, list[str]] = defaultdict(list)
    for pk, name in taggings.filter(content_object__in=ids).values_list("content_object", "tag__name"):
        found[pk].append(name)
    return found


def _relation(owner: type[models.Model], part: str) -> models.ManyToOneRel:
    """The relation to a part, from the side of its owner."""
    return cast("models.ManyToOneRel", owner._meta.get_field(part))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return (value.name or "") if isinstance(value, FieldFile) else value
