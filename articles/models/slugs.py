"""Slugs and their redirects: an old slug keeps redirecting to its entry and is never reused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.text import slugify

from articles.models.redirects import SlugRedirect

Row = TypeVar("Row", bound=Model)
ROOM = 6  # characters of an address that are kept for its number
GROWTH = 8  # so many times more numbers are tried where all were taken


def add_redirect(entry: Model, slug: str) -> None:
    """`entry` stood at `slug` and does not any more: let it lead there."""
    former = SlugRedirect.objects.filter(kind=entry_kind(type(entry)))
    former.filter(slug=entry.slug, entry_id=entry.pk).delete()  # it has come back to that one
    if slug != entry.slug:
        SlugRedirect.objects.update_or_create(
            kind=entry_kind(type(entry)), slug=slug, defaults={"entry_id": entry.pk}
        )


def reassign_redirects(kind: str, gone: int, kept: int) -> list[int]:
    """Let the redirects of one entry lead to another; their ids."""
    former = SlugRedirect.objects.filter(kind=kind, entry_id=gone)
    ids = list(former.order_by("pk").values_list("pk", flat=True))
    former.update(entry_id=kept)
    return ids


def resolve_redirect(kind: str, slug: str, rows: QuerySet[Row]) -> Row | None:
    """Which of the rows the address `slug` leads to now, if any."""
    former = SlugRedirect.objects.filter(kind=kind, slug=slug).values("entry_id")[:1]
    return rows.filter(pk__in=former).first()


def unique_slug(model: type[Row], text: str, *, reserved: frozenset[str] = frozenset()) -> str:
    """An address for a new row of `model`, made of `text`, that no row has or had; a number follows where it
    is taken."""
    return unique_slugs(model, [text], reserved=reserved)[0]


def unique_slugs(
    model: type[Row], texts: Sequence[str], *, reserved: frozenset[str] = frozenset()
) -> list[str]:
    """An address for each of several new rows, as free() makes them: in a query or two for all of them."""
    limit = model._meta.get_field("slug").max_length - ROOM
    bases = [slugify(text, allow_unicode=True)[:limit] or model._meta.model_name for text in texts]
    found: dict[int, str] = {}
    taken = set(reserved)
    first, many = 1, 1
    while len(found) < len(bases):
        left = [(place, base) for place, base in enumerate(bases) if place not in found]
        tries = {place: _numbered(base, range(first, first + many)) for place, base in left}
        taken |= _taken(model, {slug for slugs in tries.values() for slug in slugs})
        for place, slugs in tries.items():
            if slug := next((slug for slug in slugs if slug not in taken), None):
                found[place] = slug
                taken.add(slug)
        first, many = first + many, many * GROWTH
    return [found[place] for place in range(len(bases))]


def _numbered(base: str, numbers: range) -> list[str]:
    """sun-gang, sun-gang-2, sun-gang-3 …"""
    return [base if number == 1 else f"{base}-{number}" for number in numbers]


def _taken(model: type[Row], slugs: Collection[str]) -> set[str]:
    """Those at which an entry of the model stands or stood."""
    former = SlugRedirect.objects.filter(kind=entry_kind(model))
    rows = (those.filter(slug__in=slugs) for those in (model._default_manager, former))
    return {slug for those in rows for slug in those.values_list("slug", flat=True)}


def is_redirect_of_other(entry: Model, slug: str) -> bool:
    """Whether an address leads to an entry other than this one, which is still there."""
    former = SlugRedirect.objects.filter(kind=entry_kind(type(entry)), slug=slug).exclude(entry_id=entry.pk)
    return type(entry)._default_manager.filter(pk__in=former.values("entry_id")).exists()


def entry_kind(model: type[Model]) -> str:
    """The kind of the redirects of a model's rows."""
    return SlugRedirect.Kind(model._meta.model_name).value
