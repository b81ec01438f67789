"""Get or create the tags of words that the reader chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.models import Tag, TagName
from articles.models.slugs import unique_slugs

LONGEST = Tag._meta.get_field("name").max_length


def tags_for(words: Iterable[str]) -> dict[str, Tag]:
    """Get or create the tag of each word. A synonym means its tag; case makes no difference."""
    words = list(dict.fromkeys(words))
    found: dict[str, Tag] = {}
    for known in (_named, _synonyms, _in_other_case):
        if left := [word for word in words if word not in found]:
            found |= known(left)
    return found | _made([word for word in words if word not in found])


def _named(words: Sequence[str]) -> dict[str, Tag]:
    return {tag.name: tag for tag in Tag.objects.filter(name__in=words)}


def _synonyms(words: Sequence[str]) -> dict[str, Tag]:
    return {other.name: other.tag for other in TagName.objects.filter(name__in=words).select_related("tag")}


def _in_other_case(words: Sequence[str]) -> dict[str, Tag]:
    """Tags that differ in case alone. Only words with letters are asked for: characters have no case."""
    cased = [word for word in words if word.lower() != word.upper()]
    if not cased:
        return {}
    same = reduce(or_, (Q(name__iexact=word) for word in cased))
    tags = {tag.name.lower(): tag for tag in Tag.objects.filter(same).order_by("-pk")}
    return {word: tags[word.lower()] for word in cased if word.lower() in tags}


def _made(words: Sequence[str]) -> dict[str, Tag]:
    names: dict[str, str] = {}
    for word in words:
        names.setdefault(_key(word), word[:LONGEST])
    slugs = unique_slugs(Tag, list(names.values()))
    made = {
        key: Tag(name=name, slug=slug, from_import=True)
        for (key, name), slug in zip(names.items(), slugs, strict=True)
    }
    Tag.objects.bulk_create(sorted(made.values(), key=lambda tag: tag.slug))
    return {word: made[_key(word)] for word in words}


def _key(word: str) -> str:
    return word[:LONGEST].lower()
