"""Addresses are kept for ever: one that an entry stood at leads to it, and goes to nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.text import slugify

from articles.models import FormerAddress

Row = TypeVar("Row", bound=Model)


def remember(entry: Model, slug: str) -> None:
    """`entry` stood at `slug` and does not any more: let it lead there."""
    former = FormerAddress.objects.filter(kind=kind_of(type(entry)))
    former.filter(slug=entry.slug, entry_id=entry.pk).delete()  # it has come back to that one
    if slug != entry.slug:
        FormerAddress.objects.update_or_create(
            kind=kind_of(type(entry)), slug=slug, defaults={"entry_id": entry.pk}
        )


def hand_over(kind: str, gone: int, kept: int) -> list[int]:
    """Let every former address of one entry lead to another; the ids of the records."""
    former = FormerAddress.objects.filter(kind=kind, entry_id=gone)
    ids = list(former.order_by("pk").values_list("pk", flat=True))
    former.update(entry_id=kept)
    return ids


def stood_at(kind: str, slug: str, rows: QuerySet[Row]) -> Row | None:
    """Which of the rows the address `slug` leads to now, if any."""
    former = FormerAddress.objects.filter(kind=kind, slug=slug).values("entry_id")[:1]
    return rows.filter(pk__in=former).first()


def free(model: type[Row], text: str, *, reserved: frozenset[str] = frozenset()) -> str:
    """An address for a new row of `model`, made of `text`, that no row has or had; a number follows where it
    is taken."""
    limit = model._meta.get_field("slug").max_length - 6  # room for the number
    base = slugify(text, allow_unicode=True)[:limit] or model._meta.model_name
    former = FormerAddress.objects.filter(kind=kind_of(model))
    if base not in reserved and not any(
        those.filter(slug=base).exists() for those in (model._default_manager, former)
    ):
        return base
    rows = (those.filter(slug__startswith=base) for those in (model._default_manager, former))
    taken = reserved.union(*(those.values_list("slug", flat=True) for those in rows))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def free_each(model: type[Row], texts: Sequence[str]) -> list[str]:
    """An address for each of several new rows, as free() makes them."""
    limit = model._meta.get_field("slug").max_length - 6
    bases = [slugify(text, allow_unicode=True)[:limit] or model._meta.model_name for text in texts]
    former = FormerAddress.objects.filter(kind=kind_of(model), slug__in=bases)
    rows = (model._default_manager.filter(slug__in=bases), former) if bases else ()
    taken = {slug for those in rows for slug in those.values_list("slug", flat=True)}
    found: list[str] = []
    for text, base in zip(texts, bases, strict=True):
        slug = base if base not in taken else free(model, text, reserved=frozenset(found))
        taken.add(slug)
        found.append(slug)
    return found


def leads_to_another(entry: Model, slug: str) -> bool:
    """Whether an address leads to an entry other than this one, which is still there."""
    former = FormerAddress.objects.filter(kind=kind_of(type(entry)), slug=slug).exclude(entry_id=entry.pk)
    return type(entry)._default_manager.filter(pk__in=former.values("entry_id")).exists()


def kind_of(model: type[Model]) -> str:
    """The kind under which the former addresses of a model's rows are kept."""
    return FormerAddress.Kind(model._meta.model_name).value
