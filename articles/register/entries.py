"""Entries of the register: the transaction of their forms, what follows from a new name or slug, deletion.

An entry is a speaker, an organisation, a membership, a tag, a section or a word rule. Rows of the register
are locked before reports, ordered by model and key; see lock_entries().
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet

from articles import search
from articles.editorial.editing import acting
from articles.editorial.locking import lock_keys
from articles.models import (
    Appearance,
    Membership,
    Organisation,
    Report,
    Speaker,
    Tag,
    TaggedReport,
    listings,
    slugs,
)
from articles.models.entries import RegisterEntry

Row = TypeVar("Row", bound=Model)
#: Model → the rows that name an entry of it in a report: their model, the field, and the path to the report.
NAMED_BY: dict[type[Model], tuple[type[Model], str, str]] = {
    Speaker: (Appearance, "speaker", "report"),
    Organisation: (Appearance, "organisation", "report"),
    Tag: (TaggedReport, "tag", "content_object"),
}


def lock_entries(*entries: Model | None, to_delete: bool = False) -> dict[Model, Model]:
    """Lock entries in one order, by model and key; return them read afresh. Those that are gone are missing.

    Nobody changes, merges or deletes a locked entry. Other rows may come to refer to it, but not `to_delete`.
    """
    found: dict[Model, Model] = {}
    wanted = sorted({entry for entry in entries if entry}, key=lambda row: (row._meta.label_lower, row.pk))
    for entry in wanted:
        rows = type(entry)._base_manager.select_for_update(no_key=not to_delete)
        if stored := rows.filter(pk=entry.pk).first():
            found[entry] = stored
    return found


@contextmanager
def entry_form(model: type[Model], key: str | None, by: User, action: str) -> Iterator[None]:
    """One transaction in which a form of the desk reads and stores an entry, locked before it is read.

    `key` is None for a new entry or several, `action` the one that needs a permission: add, change or delete.
    The desk writes the audit entry inside. Raises PermissionDenied where the account lacks the permission.
    """
    row = model._base_manager.filter(pk=int(key)).first() if key and key.isdecimal() else None
    permission = f"{model._meta.app_label}.{action}_{model._meta.model_name}"
    with acting(by, code="", kind=None, permission=permission):
        if isinstance(row, Membership):
            lock_entries(row.speaker)  # before the membership, as a merge does
        lock_entries(row)
        yield


def follow_change(entry: Model, before: Mapping[str, Any]) -> None:
    """Redirect the slug in `before`, the former values; refresh the search where the name changed."""
    if isinstance(entry, RegisterEntry) and (former := before.get("slug")) and former != entry.slug:
        slugs.add_redirect(entry, former)
    if (name := before.get("name")) and name != getattr(entry, "name", name):
        search.refresh(list(reports_naming(entry)))


def delete_entries(entries: Iterable[Row], by: User) -> None:
    """Delete entries of one model; the reports that named them are found by those names no more."""
    entries = list(entries)
    if not entries:
        return
    options = entries[0]._meta
    with acting(by, code="", kind=None, permission=f"{options.app_label}.delete_{options.model_name}"):
        stored = lock_entries(*entries, to_delete=True).values()
        reports = lock_keys(Report.objects.filter(pk__in=reports_naming(*stored)))
        for entry in stored:
            entry.delete()
        search.refresh(reports)
        listings.refresh(reports)


def reports_naming(*entries: Model) -> QuerySet[Any, int]:
    """The keys of the reports whose search entry holds the name of one of these entries of one model."""
    kind = type(entries[0]) if entries else None
    if kind not in NAMED_BY:
        return Report.objects.none().values_list("pk", flat=True)
    model, field, report = NAMED_BY[kind]
    rows = model._default_manager.filter(**{f"{field}__in": [entry.pk for entry in entries]}).order_by(report)
    return rows.values_list(report, flat=True).distinct()
