"""Two entries become one: speakers, organisations, tags.

What pointed at the one that goes points at the one that stays; the words that reports printed are never
touched. The MergeRecord keeps the ids of the rows that were moved, and whole those that had to go
because the one that stays has the same already: enough to take a merge back.

Who may merge is asked by the caller.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from articles import search
from articles.models import (
    MergeRecord,
    Organisation,
    OrganisationName,
    OtherName,
    Report,
    Speaker,
    Tag,
    TagName,
    slugs,
)

from .rows import values_of

Entry = TypeVar("Entry", Speaker, Organisation, Tag)


class CannotMerge(Exception):
    """The two can't become one; says why."""


@transaction.atomic
def merge_speakers(kept: Speaker, gone: Speaker, *, by=None) -> MergeRecord:
    """Give everything of `gone` to `kept`, its name as another name, and delete `gone`."""
    kept, gone = _lock(kept, gone)
    reports = _reports(appearances__speaker=gone)
    moved = {
        "gone": values_of(gone),
        "appearances": _hand_over(gone.appearances, speaker=kept),
        **_hand_over_once(
            "memberships",
            gone.memberships,
            kept.memberships,
            "speaker",
            ("organisation_id", "role", "start"),
        ),
        **_hand_over_once("other_names", gone.other_names, kept.other_names, "speaker", ("name",)),
        "decisions": _hand_over(gone.decisions, speaker=kept),
        "splits": _hand_over(gone.splits, origin=kept),
    }
    if gone.name != kept.name:
        _, is_new = OtherName.objects.get_or_create(speaker=kept, name=gone.name)
        moved["name_added"] = is_new
    return _finish(kept, gone, moved, reports, by)


@transaction.atomic
def merge_organisations(kept: Organisation, gone: Organisation, *, by=None) -> MergeRecord:
    """Give everything of `gone` to `kept`, its name as a short name, and delete `gone`."""
    kept, gone = _lock(kept, gone)
    reports = _reports(appearances__organisation=gone)
    moved = {
        "gone": values_of(gone),
        "appearances": _hand_over(gone.appearances, organisation=kept),
        **_hand_over_once(
            "memberships",
            gone.memberships,
            kept.memberships,
            "organisation",
            ("speaker_id", "role", "start"),
        ),
        "short_names": _hand_over(gone.short_names, organisation=kept),
    }
    if not OrganisationName.objects.filter(name=gone.name).exists():
        OrganisationName.objects.create(organisation=kept, name=gone.name)
        moved["name_added"] = True
    return _finish(kept, gone, moved, reports, by)


@transaction.atomic
def merge_tags(kept: Tag, gone: Tag, *, by=None) -> MergeRecord:
    """File what is under `gone` under `kept`, its name as a synonym, and delete `gone`."""
    kept, gone = _lock(kept, gone)
    reports = _reports(taggings__tag=gone)
    moved = {
        "gone": values_of(gone),
        **_hand_over_once("taggings", gone.taggings, kept.taggings, "tag", ("content_object_id",)),
        "other_names": _hand_over(gone.other_names, tag=kept),
    }
    _synonym, moved["name_added"] = TagName.objects.get_or_create(name=gone.name, defaults={"tag": kept})
    return _finish(kept, gone, moved, reports, by)


def _lock(kept: Entry, gone: Entry) -> tuple[Entry, Entry]:
    """Both as they are stored now, held until the merge is done."""
    if kept.pk == gone.pk:
        raise CannotMerge(_("Choose two different entries."))
    model = type(kept)
    rows = model._default_manager.select_for_update().order_by("pk").in_bulk([kept.pk, gone.pk])
    if len(rows) != 2:
        raise CannotMerge(_("One of the two is not there any more."))
    return rows[kept.pk], rows[gone.pk]


def _reports(**lookup: Any) -> list[int]:
    return list(Report.objects.filter(**lookup).order_by("pk").values_list("pk", flat=True).distinct())


def _hand_over(manager: Any, **values: models.Model) -> list[int]:
    """Point all rows at another entry; their ids."""
    ids = list(manager.order_by("pk").values_list("pk", flat=True))
    manager.model._default_manager.filter(pk__in=ids).update(**values)
    return ids


def _hand_over_once(
    name: str, gone: Any, kept: Any, field: str, key: tuple[str, ...]
) -> dict[str, list[Any]]:
    """Point the rows of `gone` at the owner of `kept`, but for those that it has already (same `key`)."""
    have = set(kept.values_list(*key))
    double = [row for row in gone.all() if tuple(getattr(row, part) for part in key) in have]
    dropped = values_of(*double)
    gone.filter(pk__in=[row.pk for row in double]).delete()
    return {name: _hand_over(gone, **{field: kept.instance}), f"{name}_dropped": dropped}


def _finish(kept: Entry, gone: Entry, moved: dict[str, Any], reports: list[int], by: Any) -> MergeRecord:
    """Write the record, let former addresses lead to the one kept, and bring the search up to date."""
    kind = MergeRecord.Kind(kept._meta.model_name)
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
    search.index(Report.objects.filter(pk__in=reports))
    return record
