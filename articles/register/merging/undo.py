"""A merge is taken back: the entry that went comes back, with what was its own and was not given away since.

Merges may be taken back in any order. What the entry that was kept got since then stays with it.

Who may do it is asked by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
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
    slugs,
)
from articles.models.merges import followed

from .rows import row_of

Kind = MergeRecord.Kind
ENTRIES: dict[str, type[models.Model]] = {
    Kind.SPEAKER: Speaker,
    Kind.ORGANISATION: Organisation,
    Kind.TAG: Tag,
}
#: Key in MergeRecord.moved → the rows meant, and the field by which they point at the entry.
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
#: The table in which a merge wrote the name of the one gone.
NAMES = {
    Kind.SPEAKER: (OtherName, "speaker"),
    Kind.ORGANISATION: (OrganisationName, "organisation"),
    Kind.TAG: (TagName, "tag"),
}


class CannotTakeBack(Exception):
    """It can't be taken back; says why."""


@transaction.atomic
def take_back(record: MergeRecord, *, by=None) -> models.Model:
    """Undo a merge and mark it so; the entry that is there again. Raises CannotTakeBack."""
    stored = MergeRecord.objects.select_for_update().get(pk=record.pk)
    if stored.undone_at:
        raise CannotTakeBack(_("This was taken back already."))
    kept = ENTRIES[stored.kind]._default_manager.select_for_update().filter(pk=stored.kept_id).first()
    if kept is None:
        raise CannotTakeBack(_("“%s” is not there any more.") % stored.kept_name)
    _take_name_back(stored, kept)
    again = _entry_again(stored)
    reports = _give_back(stored, kept, again)
    _addresses_again(stored, kept, again)
    stored.undone_by, stored.undone_at = by, timezone.now()
    stored.save(update_fields=["undone_by", "undone_at"])
    search.index(Report.objects.filter(pk__in=reports))
    return again


def rows_moved(record: MergeRecord) -> dict[str, int]:
    """How many rows of each kind a merge moved, by the name of the kind."""
    kinds = MOVED[record.kind].items()
    return {str(model._meta.verbose_name_plural): len(record.moved.get(key, ())) for key, (model, _) in kinds}


def _take_name_back(record: MergeRecord, kept: models.Model) -> None:
    if record.moved.get("name_added"):
        model, field = NAMES[record.kind]
        model._default_manager.filter(name=record.gone_name, **{field: kept}).delete()


def _entry_again(record: MergeRecord) -> models.Model:
    """The entry as it was, at its own address where nobody else has that now."""
    model = ENTRIES[record.kind]
    entry = row_of(model, record.moved["gone"][0])
    if model._default_manager.filter(slug=entry.slug).exists():
        entry.slug = slugs.unique_slug(model, entry.slug)
    try:
        entry.validate_unique()
        entry.validate_constraints()
    except ValidationError:
        text = _("There is another entry of the name “%s” now. Rename it or merge it first.")
        raise CannotTakeBack(text % record.gone_name) from None
    entry.save(force_insert=True)
    return entry


def _give_back(record: MergeRecord, kept: models.Model, again: models.Model) -> set[int]:
    """Point the rows that are still with the one kept at the other again; the reports they are of."""
    reports: set[int] = set()
    for key, (model, field) in MOVED[record.kind].items():
        rows = model._default_manager.filter(pk__in=record.moved.get(key, ()), **{field: kept})
        reports |= _reports_of(rows)
        rows.update(**{field: again})
        reports |= _restore(model, record.moved.get(f"{key}_dropped", ()), **{field: again})
    return reports


def _restore(model: type[models.Model], dropped: Iterable[dict[str, Any]], **owner: models.Model) -> set[int]:
    """Make the rows anew that the one kept had as well; those that can't stand any more are left out."""
    made = []
    for values in dropped:
        row = row_of(model, values)
        for name, value in owner.items():
            setattr(row, name, value)
        if _stands(row):
            row.save(force_insert=True)
            made.append(row.pk)
    return _reports_of(model._default_manager.filter(pk__in=made))


def _stands(row: models.Model) -> bool:
    """Whether what a row points at is still there, after other merges too, and nothing stands against it."""
    for field in row._meta.fields:
        if field.is_relation and field.related_model in ENTRIES.values():
            setattr(row, field.attname, followed(field.related_model, getattr(row, field.attname)))
    try:
        row.clean_fields()
        row.validate_constraints()
    except ValidationError:
        return False
    return True


def _reports_of(rows: models.QuerySet) -> set[int]:
    path = {Appearance: "report", TaggedReport: "content_object"}.get(rows.model)
    return set(rows.order_by().values_list(path, flat=True)) if path else set()


def _addresses_again(record: MergeRecord, kept: models.Model, again: models.Model) -> None:
    """Former addresses and earlier merges of the entry are its own again."""
    theirs = SlugRedirect.objects.filter(kind=record.kind, entry_id=kept.pk)
    theirs.filter(pk__in=record.moved.get("addresses", ())).update(entry_id=again.pk)
    theirs.filter(slug=record.gone_slug).delete()
    if again.slug != record.gone_slug:
        slugs.add_redirect(again, record.gone_slug)
    earlier = MergeRecord.objects.filter(pk__in=record.moved.get("merges", ()), kept_id=kept.pk)
    earlier.update(kept_id=again.pk)
