"""Match printed names with the registers; a person is never matched by the name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from articles.models import Membership, Organisation, Speaker, slugs
from articles.models.pinyin import reading

#: 市人大, 区检察院, 我院: names that are relative to a place.
RELATIVE = re.compile(r"^(?:[本我该]|(?:[省市区县州旗盟])(?![\w]{0,2}[省市区县州旗盟]))")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
#: First and last day of what a report tells, as partial dates; None where they are not known.
Days = tuple[str, str] | None
PLACE = re.compile(r"^(?P<place>\w{2,6}?(?P<level>[省市区县州旗盟]))(?=\w)")


def full_name(printed: str, beside: Sequence[str]) -> str | None:
    """The full name of an organisation whose printed name may be relative to a place; None if ambiguous.

    市人大内司委 printed beside 丹东市人大常委会 is 丹东市人大内司委; beside two cities it is ambiguous.
    """
    if not RELATIVE.match(printed):
        return printed
    matches = (PLACE.match(name) for name in beside if not RELATIVE.match(name))
    places = {match["place"] for match in matches if match and match["level"] == printed[0]}
    return f"{places.pop()}{printed[1:]}" if len(places) == 1 else None


def organisation_named(name: str) -> Organisation | None:
    """The organisation of this name or short name."""
    return Organisation.objects.filter(Q(name=name) | Q(short_names__name=name)).first()


def new_organisation(name: str) -> Organisation:
    """Enter an organisation that the register does not have."""
    return Organisation.objects.create(name=name, slug=slugs.unique_slug(Organisation, reading(name)))


def standard_spelling(name: str) -> str:
    """A printed name as an import enters it: 宋 玉, spaced out to the width of three characters, is 宋玉."""
    joined = "".join(name.split())
    return " ".join(name.split()) if LATIN.search(joined) else joined


def spellings(name: str) -> set[str]:
    """The spellings under which a printed name may stand on the register."""
    return {name, standard_spelling(name)}


def candidates_for(*printed: str) -> QuerySet[Speaker]:
    """The speakers with one of the printed names, their own or another."""
    names = set().union(*map(spellings, printed))
    return Speaker.objects.filter(Q(name__in=names) | Q(other_names__name__in=names)).distinct()


def new_speaker(name: str) -> Speaker:
    """Enter a speaker whom the register does not have."""
    pinyin = reading(name)
    return Speaker.objects.create(name=name, pinyin=pinyin, slug=slugs.unique_slug(Speaker, pinyin))


def membership_fits(membership: Membership, days: Days) -> bool:
    """Whether a membership may have been held in these days; without days, yes."""
    return days is None or membership.covers(*days)
