"""Merge two entries: speakers, organisations, tags.

Whatever refers to the entry that goes refers to the one that stays; the printed words of reports are never
touched. The MergeRecord keeps the ids of the rows that were moved, and the values of those that were deleted
because the kept entry has the same: enough to undo a merge.

A merge writes no revisions: it changes no printed word, and a snapshot follows its ids through MergeRecords.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext as _

from articles import search
from articles.editorial import audit
from articles.editorial.editing import acting
from articles.editorial.locking import lock_keys, retried
from articles.models import (
    MergeRecord,
    Organisation,
    OrganisationName,
    OtherName,
    Report,
    Speaker,
    Tag,
    TagName,
    listings,
    slugs,
)
from articles.register.entries import reports_naming
from articles.register.serialized_rows import serialize_rows

Entry = TypeVar("Entry", Speaker, Organisation, Tag)
Moved = dict[str, Any]


class CannotMerge(Exception):
    """The two entries can't be merged; the message says why."""


@retried
def merge_speakers(kept: Speaker, gone: Speaker, *, by: User | None = None) -> MergeRecord:
    """Give all rows of `gone` to `kept`, its name as another name; delete `gone`. Raises CannotMerge."""
    return _merge(kept, gone, _move_speaker, by)


@retried
def merge_organisations(kept: Organisation, gone: Organisation, *, by: User | None = None) -> MergeRecord:
    """Give all rows of `gone` to `kept`, its name as a short name; delete `gone`. Raises CannotMerge."""
    return _merge(kept, gone, _move_organisation, by)


@retried
def merge_tags(kept: Tag, gone: Tag, *, by: User | None = None) -> MergeRecord:
    """Give all rows of `gone` to `kept`, its name as a synonym; delete `gone`. Raises CannotMerge."""
    return _merge(kept, gone, _move_tag, by)


def _merge(kept: Entry, gone: Entry, move: Callable[[Entry, Entry], Moved], by: User | None) -> MergeRecord:
    """Lock both entries, then the reports that name the one that goes; move its rows and delete it."""
    kind = kept._meta.model_name
    with acting(by, code="merged", kind=audit.Kind.MERGE, permission=f"articles.change_{kind}") as act:
        kept, gone = _lock(kept, gone)
        reports = lock_keys(Report.objects.filter(pk__in=reports_naming(gone)))
        moved = {"gone": serialize_rows(gone), **move(kept, gone)}
        record = _finish(kept, gone, moved, act.by)
        search.refresh(reports)
        listings.refresh(reports)
        act.row, act.values = kept, {"record": str(record)}
    return record


def _move_speaker(kept: Speaker, gone: Speaker) -> Moved:
    key = ("organisation_id", "role", "start")
    moved: Moved = {
        "appearances": _reassign(gone.appearances, speaker=kept),
        **_reassign_once("memberships", gone.memberships, kept.memberships, "speaker", key),
        **_reassign_once("other_names", gone.other_names, kept.other_names, "speaker", ("name",)),
        "decisions": _reassign(gone.decisions, speaker=kept),
        "splits": _reassign(gone.splits, origin=kept),
    }
    if gone.name != kept.name:
        _other, moved["name_added"] = OtherName.objects.get_or_create(speaker=kept, name=gone.name)
    return moved


def _move_organisation(kept: Organisation, gone: Organisation) -> Moved:
    key = ("speaker_id", "role", "start")
    moved: Moved = {
        "appearances": _reassign(gone.appearances, organisation=kept),
        **_reassign_once("memberships", gone.memberships, kept.memberships, "organisation", key),
        "short_names": _reassign(gone.short_names, organisation=kept),
    }
    if not OrganisationName.objects.filter(name=gone.name).exists():
        OrganisationName.objects.create(organisation=kept, name=gone.name)
        moved["name_added"] = True
    return moved


def _move_tag(kept: Tag, gone: Tag) -> Moved:
    moved: Moved = {
        **_reassign_once("taggings", gone.taggings, kept.taggings, "tag", ("content_object_id",)),
        "other_names": _reassign(gone.other_names, tag=kept),
    }
    _synonym, moved["name_added"] = TagName.objects.get_or_create(name=gone.name, defaults={"tag": kept})
    return moved


def _lock(kept: Entry, gone: Entry) -> tuple[Entry, Entry]:
    """Lock both entries by their keys and read them afresh: nobody can refer to either until the end."""
    if kept.pk == gone.pk:
        raise CannotMerge(_("Choose two different entries."))
    rows = type(kept)._default_manager.select_for_update().order_by("pk").in_bulk([kept.pk, gone.pk])
    if len(rows) != 2:
        raise CannotMerge(_("One of the two is not there any more."))
    return rows[kept.pk], rows[gone.pk]


def _reassign(manager: Any, **owner: models.Model) -> list[int]:
    """Let all rows of an entry refer to another; their ids."""
    ids = list(manager.order_by("pk").values_list("pk", flat=True))
    manager.order_by().update(**owner)
    return ids


def _reassign_once(name: str, gone: Any, kept: Any, field: str, key: tuple[str, ...]) -> dict[str, list[Any]]:
    """Let rows of `gone` refer to the owner of `kept`; those that it has already, by `key`, are deleted."""
    have = set(kept.values_list(*key))
    double = [row for row in gone.all() if tuple(getattr(row, part) for part in key) in have]
    dropped = serialize_rows(*double)
    gone.filter(pk__in=[row.pk for row in double]).delete()
    return {name: _reassign(gone, **{field: kept.instance}), f"{name}_dropped": dropped}


def _finish(kept: Entry, gone: Entry, moved: Moved, by: User | None) -> MergeRecord:
    """Write the record, redirect the slugs of the deleted entry to the kept one, and delete it."""
    kind = MergeRecord.Kind(str(kept._meta.model_name))
    earlier = MergeRecord.objects.filter(kind=kind, kept_id=gone.pk)
    moved["merges"] = list(earlier.values_list("pk", flat=True))
    earlier.update(kept_id=kept.pk)
    moved["addresses"] = slugs.reassign_redirects(kind, gone.pk, kept.pk)
    record = MergeRecord.objects.create(
        kind=kind,
        kept_id=kept.pk,
        kept_name=kept.name,
        gone_name=gone.name,
        gone_slug=gone.slug,
        moved=moved,
        by=by,
    )
    gone.delete()
    slugs.add_redirect(kept, gone.slug)
    return record
