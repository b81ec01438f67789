"""Slugs and slug redirects. A former slug redirects to its entry and is never reused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.text import slugify

from articles.models.entries import RegisterEntry
from articles.models.fields import field_of, max_length_of
from articles.models.redirects import SlugRedirect

Row = TypeVar("Row", bound=Model)
ROOM = 6  # characters reserved for the number at the end of a slug
GROWTH = 8  # each round tries so many times more numbers than the one before


def add_redirect(entry: RegisterEntry, slug: str) -> None:
    """Redirect a former slug to the entry."""
    former = SlugRedirect.objects.filter(kind=entry_kind(type(entry)))
    former.filter(slug=entry.slug, entry_id=entry.pk).delete()  # the entry has this slug again
    if slug != entry.slug:
        SlugRedirect.objects.update_or_create(
            kind=entry_kind(type(entry)), slug=slug, defaults={"entry_id": entry.pk}
        )


def reassign_redirects(kind: str, gone: int, kept: int) -> list[int]:
    """Move the redirects of one entry to another; return their ids."""
    former = SlugRedirect.objects.filter(kind=kind, entry_id=gone)
    ids = list(former.order_by("pk").values_list("pk", flat=True))
    former.update(entry_id=kept)
    return ids


def resolve_redirect(kind: str, slug: str, rows: QuerySet[Row]) -> Row | None:
    """Row to which a former slug redirects, if it is among `rows`."""
    former = SlugRedirect.objects.filter(kind=kind, slug=slug).values("entry_id")[:1]
    return rows.filter(pk__in=former).first()


def unique_slug(model: type[Row], text: str, *, reserved: frozenset[str] = frozenset()) -> str:
    """Unused slug for a new row of `model`, made from `text`; see unique_slugs()."""
    return unique_slugs(model, [text], reserved=reserved)[0]


def unique_slugs(
    model: type[Row], texts: Sequence[str], *, reserved: frozenset[str] = frozenset()
) -> list[str]:
    """Slugs for several new rows that no row has or had, in one or two queries for all of them.

    The field decides whether a slug is ASCII. A slug that is taken gets a number. A text without usable
    characters gives the model's name with a number. Raises ValidationError for a slug that the field does not
    accept: bulk_create() runs no validators.
    """
    stems = [_stem(model, text) for text in texts]
    chosen: dict[int, str] = {}
    taken = set(reserved)
    first, many = 1, 1
    while len(chosen) < len(stems):
        left = [(place, stem) for place, stem in enumerate(stems) if place not in chosen]
        tries = {place: _numbered(model, stem, range(first, first + many)) for place, stem in left}
        taken |= _taken(model, {slug for slugs in tries.values() for slug in slugs})
        for place, slugs in tries.items():
            if slug := next((slug for slug in slugs if slug not in taken), None):
                chosen[place] = slug
                taken.add(slug)
        first, many = first + many, many * GROWTH
    for slug in chosen.values():
        field_of(model, "slug").run_validators(slug)
    return [chosen[place] for place in range(len(stems))]


def _stem(model: type[Row], text: str) -> str:
    """Slug of the text without its number; "" if no character is usable."""
    field = field_of(model, "slug")
    slug = slugify(text, allow_unicode=field.allow_unicode)  # type: ignore[attr-defined]  # not in the stubs
    return slug[: max_length_of(model, "slug") - ROOM].strip("-_")


def _numbered(model: type[Row], stem: str, numbers: range) -> list[str]:
    """Candidates: sun-gang, sun-gang-2, sun-gang-3 …; without a stem section-1, section-2 …"""
    if not stem:
        return [f"{model._meta.model_name}-{number}" for number in numbers]
    return [stem if number == 1 else f"{stem}-{number}" for number in numbers]


def _taken(model: type[Row], slugs: Collection[str]) -> set[str]:
    """Those of the slugs that a row of the model has or had."""
    redirects = SlugRedirect.objects.filter(kind=entry_kind(model))
    rows = (queryset.filter(slug__in=slugs) for queryset in (model._default_manager, redirects))
    return {slug for queryset in rows for slug in queryset.values_list("slug", flat=True)}


def is_redirect_of_other(entry: RegisterEntry, slug: str) -> bool:
    """Whether a slug redirects to another entry that still exists."""
    former = SlugRedirect.objects.filter(kind=entry_kind(type(entry)), slug=slug).exclude(entry_id=entry.pk)
    return type(entry)._default_manager.filter(pk__in=former.values("entry_id")).exists()


def entry_kind(model: type[Model]) -> str:
    """SlugRedirect.kind of a model."""
    return SlugRedirect.Kind(str(model._meta.model_name)).value
