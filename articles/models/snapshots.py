"""Snapshot of a report as one JSON value. Revisions store it; signatures are given for its hash."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any, cast

from django.db import models
from django.db.models.fields.files import FieldFile

Snapshot = dict[str, Any]
#: Rows of a part, with their own ids, by the id of their owner.
Rows = dict[int, list[tuple[int, Snapshot]]]
#: Fields that are no part of the version: a change of one voids no signature. A field added to the model
#: belongs to the version unless it is listed here.
UNREAD = frozenset({"section_id", "occasion", "is_major_case"})
#: What is prefetched of a report that is loaded with its parts; appearances with their statements.
PARTS = frozenset({"credits", "photos", "appearances", "taggings"})
#: By the identity of an instance, which is kept with it: inside keep_snapshots() alone.
_kept: ContextVar[dict[int, tuple[models.Model, Snapshot]] | None] = ContextVar("_kept", default=None)


@contextmanager
def keep_snapshots() -> Iterator[None]:
    """Take the snapshot of each report once inside the block: for a page that only reads.

    A form asks for it four times: for its token, its signatures, its dismissals and its releases.
    """
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def snapshot_of(report: models.Model) -> Snapshot:
    """Snapshot of a report: the fields of the instance, and its parts as stored in the database.

    {"fields": {name: value}, "cover": file name, "tags": [name], "credits": [row], "photos": [row],
    "appearances": [row with "statements": [row]]}. A row is a dict of column values. Its "order" is its
    index; that of a statement is its index among all statements of the report.
    """
    kept = _kept.get()
    if kept is None:
        return snapshots_of([report])[report.pk]
    if id(report) not in kept:
        snapshot = _loaded_snapshot(report) if is_loaded(report) else snapshots_of([report])[report.pk]
        kept[id(report)] = (report, snapshot)
    return kept[id(report)][1]


def is_loaded(report: models.Model) -> bool:
    """Whether the parts of a report were prefetched, on a page that only reads."""
    return _kept.get() is not None and getattr(report, "_prefetched_objects_cache", {}).keys() >= PARTS


def _loaded_snapshot(report: Any) -> Snapshot:
    """Snapshot of a report whose parts are there."""
    photos = {photo.pk: values_of(photo) for photo in report.photos.all()}
    people = [
        values_of(person) | {"statements": [values_of(said) for said in person.statements.all()]}
        for person in report.appearances.all()
    ]
    return {
        "fields": values_of(report),
        "cover": photos.get(report.cover_id, {"file": ""})["file"],
        "tags": sorted(tagging.tag.name for tagging in report.taggings.all()),
        "credits": put_in_places([values_of(credit) for credit in report.credits.all()]),
        "photos": list(photos.values()),
        "appearances": _in_places(people),
    }


def snapshots_of(reports: Iterable[models.Model]) -> dict[int, Snapshot]:
    """Snapshots of several reports by their ids. The number of queries does not depend on how many."""
    reports = list(reports)
    if not reports:
        return {}
    ids = [report.pk for report in reports]
    model = type(reports[0])
    credits, photos = _rows_by_owner(model, "credits", ids), _rows_by_owner(model, "photos", ids)
    people, tags = _people(model, ids), _tags(model, ids)
    return {
        report.pk: {
            "fields": values_of(report),
            "cover": dict(photos[report.pk]).get(report.serializable_value("cover_id"), {"file": ""})["file"],
            "tags": sorted(tags[report.pk]),
            "credits": put_in_places([row for _pk, row in credits[report.pk]]),
            "photos": [row for _pk, row in photos[report.pk]],
            "appearances": people[report.pk],
        }
        for report in reports
    }


def version_of(snapshot: Snapshot) -> str:
    """SHA-256 (hex) of the parts of a snapshot that readers read.

    Identified speakers and filing (section, occasion, tags) are left out. So are empty values: a field added
    to the model changes no existing version.
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
    """Names of the editable columns of a report or of one of its parts."""
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and field.name not in {"report", "appearance", "cover", "copy_of"}
    )


def values_of(row: models.Model) -> Snapshot:
    """JSON values of the editable columns of a row."""
    return {name: _plain(getattr(row, name)) for name in columns(type(row))}


def put_in_places(rows: list[Snapshot]) -> list[Snapshot]:
    """Sort the rows by "order" and renumber it from 0, in place."""
    rows = sorted(rows, key=lambda row: row["order"])
    for place, row in enumerate(rows):
        row["order"] = place
    return rows


def _rows_by_owner(owner: type[models.Model], part: str, ids: Collection[int]) -> Rows:
    """Rows of one part of several owners. values_list() reads them: no model instance is needed."""
    relation = _relation(owner, part)
    model, key = relation.related_model, relation.field.attname
    names = columns(model)
    rows: Rows = defaultdict(list)
    for pk, owner_id, *values in model._default_manager.filter(**{f"{key}__in": ids}).values_list(
        "pk", key, *names
    ):
        rows[owner_id].append((pk, dict(zip(names, map(_plain, values), strict=True))))
    return rows


def _people(report: type[models.Model], ids: Collection[int]) -> dict[int, list[Snapshot]]:
    """Appearances of each report in their order, each with its statements."""
    appearances = _rows_by_owner(report, "appearances", ids)
    model = _relation(report, "appearances").related_model
    statements = _rows_by_owner(
        model, "statements", [pk for rows in appearances.values() for pk, _row in rows]
    )
    people: dict[int, list[Snapshot]] = defaultdict(list)
    for pk, rows in appearances.items():
        spoken = [row | {"statements": [said for _pk, said in statements[key]]} for key, row in rows]
        people[pk] = _in_places(spoken)
    return people


def _in_places(people: list[Snapshot]) -> list[Snapshot]:
    """People and their statements, renumbered from 0."""
    put_in_places([said for row in people for said in row["statements"]])
    return put_in_places(people)


def _tags(report: type[models.Model], ids: Collection[int]) -> dict[int, list[str]]:
    taggings = _relation(report, "taggings").related_model._default_manager
    tags: dict[int, list[str]] = defaultdict(list)
    for pk, name in taggings.filter(content_object__in=ids).values_list("content_object", "tag__name"):
        tags[pk].append(name)
    return tags


def _relation(owner: type[models.Model], part: str) -> models.ManyToOneRel:
    """Reverse relation of an owner to one of its parts."""
    return cast("models.ManyToOneRel", owner._meta.get_field(part))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return (value.name or "") if isinstance(value, FieldFile) else value
