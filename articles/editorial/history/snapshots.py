"""Apply a snapshot to a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import models, transaction

from articles.editorial.history import pairs
from articles.editorial.history.pairs import Key, Row, places
from articles.media import renditions
from articles.models import Appearance, Credit, Organisation, Photo, Report, Section, Speaker, Statement
from articles.models.fields import field_of
from articles.models.merges import followed
from articles.models.snapshots import Snapshot, columns, values_of
from articles.models.tags import fold_synonyms

Model = TypeVar("Model", bound=models.Model)


@transaction.atomic
def apply_snapshot(report: Report, snapshot: Snapshot) -> None:
    """Store the words of `snapshot` in the report, inside editing(); similar rows keep their ids.

    Only the columns that a snapshot holds are written: state, schedule and times stay as they are stored.
    Speakers and organisations are followed through merges; where the section was deleted the report keeps
    its own. The report in hand is changed too.
    """
    _put_fields(report, snapshot)
    _put_rows(Credit, report, report.credits.all(), snapshot["credits"], pairs.CREDITS)
    files = dict(report.photos.values_list("pk", "file"))
    photos = _put_rows(Photo, report, report.photos.all(), snapshot["photos"], pairs.PHOTOS)
    for photo in photos:
        if files.get(photo.pk, "") != photo.file.name:
            _measure(photo)
    cover = snapshot["cover"]
    report.cover = next((photo for photo in photos if cover and photo.file.name == cover), None)
    columns_changed = [*columns(Report), "cover", "updated_at"]
    report.save(update_fields=columns_changed)
    report.tags.set(fold_synonyms(snapshot["tags"]))
    _put_people(report, snapshot["appearances"])


def _put_fields(report: Report, snapshot: Snapshot) -> None:
    section = report.section_id
    for name in set(columns(Report)).intersection(snapshot["fields"]):
        field = field_of(Report, name)
        value = snapshot["fields"][name]
        setattr(report, name, value if field.is_relation else field.to_python(value))
    if report.section_id and not Section.objects.filter(pk=report.section_id).exists():
        report.section_id = section


def _put_rows(
    model: type[Model], report: Report, stored: Iterable[Model], wanted: list[Row], keys: Sequence[Key]
) -> list[Model]:
    """Store the wanted rows of one part, reusing similar ones; return them in their order."""
    stored = list(stored)
    rows, gone = _matched(model, stored, [values_of(row) for row in stored], wanted, keys)
    _drop(gone)
    _store(rows, wanted, report=report)
    return rows


def _measure(photo: Photo) -> None:
    """Store the size of a picture that is new to its row."""
    try:
        with photo.file.open() as file:
            photo.width, photo.height = renditions.size_of(file)
    except (OSError, ValueError):  # the file is gone, or there is none
        photo.width = photo.height = None
    photo.save(update_fields=["width", "height"])


def _put_people(report: Report, people: list[Row]) -> None:
    """Store people and statements. Removed people are deleted last: a statement that moves keeps its row."""
    here = list(report.appearances.all())
    appearances, gone = _matched(
        Appearance, here, [values_of(row) for row in here], people, pairs.APPEARANCES
    )
    _store(appearances, _followed(people), report=report)
    said = [(row, statement) for row in people for statement in row["statements"]]
    wanted = [statement | {"name": row["name"]} for row, statement in said]
    there = list(Statement.objects.filter(appearance__report=report).select_related("appearance"))
    before = [values_of(row) | {"name": row.appearance.name} for row in there]
    statements, unsaid = _matched(Statement, there, before, wanted, pairs.STATEMENTS)
    owners = [
        appearance for appearance, row in zip(appearances, people, strict=True) for _ in row["statements"]
    ]
    for statement, owner in zip(statements, owners, strict=True):
        statement.appearance = owner
    _drop(unsaid)
    _store(statements, wanted)
    _drop(gone)


def _followed(people: list[Row]) -> list[Row]:
    """The rows with the entries into which their speakers and organisations were merged."""
    links = {"speaker_id": Speaker, "organisation_id": Organisation}
    return [
        row | {name: followed(model, row[name]) for name, model in links.items() if row[name]}
        for row in people
    ]


def _matched(
    model: type[Model], stored: list[Model], before: list[Row], wanted: list[Row], keys: Sequence[Key]
) -> tuple[list[Model], list[Model]]:
    """A stored or new row for each wanted one, and the stored rows that are left over."""
    same = places(before, wanted, keys)
    rows = [stored[same[place]] if place in same else model() for place in range(len(wanted))]
    return rows, [row for place, row in enumerate(stored) if place not in same.values()]


def _store(rows: list[Model], wanted: list[Row], **owner: models.Model) -> None:
    for row, values in zip(rows, wanted, strict=True):
        for name in set(columns(type(row))).intersection(values):
            setattr(row, name, values[name])
        for name, value in owner.items():
            setattr(row, name, value)
        row.save()


def _drop(rows: list[Model]) -> None:
    for row in rows:
        row.delete()
