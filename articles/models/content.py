"""What a report says, as one plain value: what revisions keep, and what signatures are given to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.db.models.fields.files import FieldFile

if TYPE_CHECKING:
    from .reports import Report

Content = dict[str, Any]
#: The rows that belong to a report and say something of it.
PARTS = ("credits", "photos", "appearances__statements", "taggings__tag")
#: Values under which a report is filed, or that readers don't read: a change of these voids no signature. A
#: new field counts as read unless it stands here.
UNREAD = frozenset({"section_id", "occasion", "is_major_case"})


def content_of(report: Report) -> Content:
    """What the report says: the values in hand, and its parts as they are stored now.

    Nothing but what JSON holds, so that two contents are equal exactly where the reports say the same:
    {"fields": {name: value}, "cover": file name, "tags": [name], "credits": [row], "photos": [row],
    "appearances": [row with "statements": [row]]}. A row holds the values of its columns by their names; its
    "order" is its place, that of a statement its place among all of the report.
    """
    return contents_of([report])[report.pk]


def contents_of(reports: Iterable[Report]) -> dict[int, Content]:
    """The same of many, by their ids, in as many queries as for one."""
    reports = list(reports)
    # Their parts are read anew, whatever the reports in hand have read before.
    bare = [type(report)(pk=report.pk) for report in reports]
    prefetch_related_objects(bare, *PARTS)
    return {report.pk: _content(report, stored) for report, stored in zip(reports, bare, strict=True)}


def version_of(content: Content) -> str:
    """SHA-256 (hex) of what readers read of a content. Who is meant and where it is filed (section,
    occasion, tags) are no part of it.

    Empty values are left out, so that a field added to the program changes no version.
    """
    fields = content["fields"].items()
    people = content["appearances"]
    said = [
        (s["order"], p["name"], p["printed_organisation"], s["text"]) for p in people for s in p["statements"]
    ]
    read = {
        "fields": {name: value for name, value in fields if name not in UNREAD and value},
        "cover": content["cover"],
        "credits": [[row["role"], row["name"]] for row in content["credits"]],
        "photos": [{name: value for name, value in row.items() if value} for row in content["photos"]],
        "people": [[row["name"], row["printed_organisation"], row["titles"]] for row in people],
        "statements": [words for _order, *words in sorted(said, key=lambda statement: statement[0])],
    }
    canonical = json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def columns(model: type[models.Model]) -> list[str]:
    """The names of the columns of a report or of a part of it that an editor fills in."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and field.name not in {"report", "appearance", "cover", "copy_of"}
    ]


def values_of(row: models.Model) -> Content:
    """The columns of a report or a part of it, as JSON has them."""
    return {name: _plain(getattr(row, name)) for name in columns(type(row))}


def put_in_places(rows: list[Content]) -> list[Content]:
    """The rows by their order, which becomes the place of each; the rows themselves are changed."""
    rows = sorted(rows, key=lambda row: row["order"])
    for place, row in enumerate(rows):
        row["order"] = place
    return rows


def _content(report: Report, stored: Report) -> Content:
    photos = stored.photos.all()
    people = [
        values_of(row) | {"statements": [values_of(statement) for statement in row.statements.all()]}
        for row in stored.appearances.all()
    ]
    put_in_places([statement for row in people for statement in row["statements"]])
    return {
        "fields": values_of(report),
        "cover": next((photo.file.name for photo in photos if photo.pk == report.cover_id), ""),
        "tags": sorted(tagging.tag.name for tagging in stored.taggings.all()),
        "credits": put_in_places([values_of(row) for row in stored.credits.all()]),
        "photos": [values_of(row) for row in photos],
        "appearances": put_in_places(people),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return (value.name or "") if isinstance(value, FieldFile) else value
