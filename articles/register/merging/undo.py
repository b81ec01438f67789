"""Undo a merge: restore the deleted entry, with whatever was its own and was not given to another since.

Merges are undone in any order. What the kept entry got after the merge stays with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.editorial import audit
from articles.editorial.editing import acting
from articles.editorial.locking import lock_keys, retried
from articles.models import (
    Appearance,
    Decision,
    Membership,
    MergeRecord,
    Organisation,
    OrganisationName,
    OtherName,
    Report,
    SlugRedirect,
    Speaker,
    Tag,
    TaggedReport,
    TagName,
    listings,
    slugs,
)
from articles.models.merges import followed
from articles.register.serialized_rows import deserialize_row

Kind = MergeRecord.Kind
Entry = Speaker | Organisation | Tag
BATCH = 5_000  # ids in one query
ENTRIES: dict[str, type[Entry]] = {
    Kind.SPEAKER: Speaker,
    Kind.ORGANISATION: Organisation,
    Kind.TAG: Tag,
}
#: Key in MergeRecord.moved → the model of the moved rows, and their field that refers to the entry.
MOVED: dict[str, dict[str, tuple[type[models.Model], str]]] = {
    Kind.SPEAKER: {
        "appearances": (Appearance, "speaker"),
        "memberships": (Membership, "speaker"),
        "other_names": (OtherName, "speaker"),
        "decisions": (Decision, "speaker"),
        "splits": (Decision, "origin"),
    },
    Kind.ORGANISATION: {
        "appearances": (Appearance, "organisation"),
        "memberships": (Membership, "organisation"),
        "short_names": (OrganisationName, "organisation"),
    },
    Kind.TAG: {"taggings": (TaggedReport, "tag"), "other_names": (TagName, "tag")},
}
#: The model of the name that a merge added to the kept entry.
NAMES: dict[str, tuple[type[models.Model], str]] = {
    Kind.SPEAKER: (OtherName, "speaker"),
    Kind.ORGANISATION: (OrganisationName, "organisation"),
    Kind.TAG: (TagName, "tag"),
}


class CannotUndo(Exception):
    """A merge or decision can't be undone; the message says why."""


@retried
def undo_merge(record: MergeRecord, *, by: User | None = None) -> Entry:
    """Undo a merge and mark it so; the restored entry. Raises CannotUndo."""
    values, permission = {"record": str(record)}, f"articles.change_{record.kind}"
    with transaction.atomic():
        kept = _lock_kept(record)
        with acting(
            by, record, code="undone", values=values, kind=audit.Kind.UNDO, permission=permission
        ) as act:
            stored: MergeRecord = act.row
            if stored.undone_at:
                raise CannotUndo(_("This was taken back already."))
            if kept is None:
                raise CannotUndo(_("“%s” is not there any more.") % stored.kept_name)
            lock_keys(Report.objects.filter(pk__in=_reports_of_record(stored)))
            _remove_added_name(stored, kept)
            restored = _restore_entry(stored)
            reports = _give_back(stored, kept, restored)
            _restore_slugs(stored, kept, restored)
            stored.undone_by, stored.undone_at = act.by, timezone.now()
            stored.save(update_fields=["undone_by", "undone_at"])
            search.refresh(reports)
            listings.refresh(reports)
    return restored


def _lock_kept(record: MergeRecord) -> Entry | None:
    """Lock the entry that has the rows of a merge now, and read it; None where it was deleted.

    It is locked before the record, as a merge does. Another merge may hand the record on before the lock.
    """
    rows = ENTRIES[record.kind]._default_manager.select_for_update()
    tried = None
    while (pk := MergeRecord.objects.values_list("kept_id", flat=True).get(pk=record.pk)) != tried:
        if kept := rows.filter(pk=pk).first():
            return kept
        tried = pk
    return None


def rows_moved(record: MergeRecord) -> dict[str, int]:
    """How many rows of each model a merge moved, by the name of the model."""
    kinds = MOVED[record.kind].items()
    return {str(model._meta.verbose_name_plural): len(record.moved.get(key, ())) for key, (model, _) in kinds}


def _remove_added_name(record: MergeRecord, kept: Entry) -> None:
    if record.moved.get("name_added"):
        model, field = NAMES[record.kind]
        model._default_manager.filter(name=record.gone_name, **{field: kept}).delete()


def _restore_entry(record: MergeRecord) -> Entry:
    """Make the deleted entry restored, with its own slug unless another entry has it now."""
    model = ENTRIES[record.kind]
    entry = deserialize_row(model, record.moved["gone"][0])
    if model._default_manager.filter(slug=entry.slug).exists():
        entry.slug = slugs.unique_slug(model, entry.slug)
    try:
        entry.validate_unique()
        entry.validate_constraints()
    except ValidationError:
        text = _("There is another entry of the name “%s” now. Rename it or merge it first.")
        raise CannotUndo(text % record.gone_name) from None
    entry.save(force_insert=True)
    return entry


def _give_back(record: MergeRecord, kept: Entry, restored: Entry) -> set[int]:
    """Let the rows that the kept entry still has refer to the restored one; the keys of their reports."""
    reports: set[int] = set()
    for key, (model, field) in MOVED[record.kind].items():
        for ids in _batches(record.moved.get(key, ())):
            rows = model._default_manager.filter(pk__in=ids, **{field: kept})
            reports |= _reports_of(rows)
            rows.update(**{field: restored})
        reports |= _restore(model, record.moved.get(f"{key}_dropped", ()), **{field: restored})
    return reports


def _restore(model: type[models.Model], dropped: Iterable[dict[str, Any]], **owner: models.Model) -> set[int]:
    """Make the rows again that were deleted as doubles; those that are invalid now are left out."""
    made = []
    for values in dropped:
        row = deserialize_row(model, values)
        for name, value in owner.items():
            setattr(row, name, value)
        if _is_valid(row):
            row.save(force_insert=True)
            made.append(row.pk)
    return _reports_of(model._default_manager.filter(pk__in=made))


def _is_valid(row: models.Model) -> bool:
    """Whether what a row refers to is there, followed through other merges, and no constraint forbids it."""
    for field in row._meta.fields:
        for model in ENTRIES.values():
            if field.related_model is model:
                setattr(row, field.attname, followed(model, getattr(row, field.attname)))
    try:
        row.clean_fields()
        row.validate_constraints()
    except ValidationError:
        return False
    return True


def _reports_of_record(record: MergeRecord) -> set[int]:
    """The keys of the reports whose rows a merge moved or deleted."""
    reports = {row["content_object"] for row in record.moved.get("taggings_dropped", ())}
    for key, (model, _field) in MOVED[record.kind].items():
        for ids in _batches(record.moved.get(key, ())):
            reports |= _reports_of(model._default_manager.filter(pk__in=ids))
    return reports


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """SQLite takes some thousand values in one condition."""
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _reports_of(rows: models.QuerySet) -> set[int]:
    path = {Appearance: "report", TaggedReport: "content_object"}.get(rows.model)
    return set(rows.order_by().values_list(path, flat=True)) if path else set()


def _restore_slugs(record: MergeRecord, kept: Entry, restored: Entry) -> None:
    """Give the redirects and earlier merges of the restored entry back to it."""
    theirs = SlugRedirect.objects.filter(kind=record.kind, entry_id=kept.pk)
    theirs.filter(pk__in=record.moved.get("addresses", ())).update(entry_id=restored.pk)
    theirs.filter(slug=record.gone_slug).delete()
    if restored.slug != record.gone_slug:
        slugs.add_redirect(restored, record.gone_slug)
    earlier = MergeRecord.objects.filter(pk__in=record.moved.get("merges", ()), kept_id=kept.pk)
    earlier.update(kept_id=restored.pk)
