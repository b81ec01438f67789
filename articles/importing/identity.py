"""Who is meant by a printed name: never decided by the name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.models import Q

from articles.models import Organisation, Speaker
from articles.pinyin import free_slug, reading
from articles.reading.draft import Person

#: 市人大, 区检察院, 我院: names that mean something only beside the place they were written in.
RELATIVE = re.compile(r"^(?:[本我该]|(?:[省市区县州旗盟])(?![\w]{0,2}[省市区县州旗盟]))")
PLACE = re.compile(r"^(?P<place>\w{2,6}?(?P<level>[省市区县州旗盟]))(?=\w)")


def full_name(printed: str, beside: Sequence[str]) -> str | None:
    """The name of an organisation without reference to a place outside it; None where that can't be had.

    市人大内司委 printed beside 丹东市人大常委会 is 丹东市人大内司委; beside two cities it stays open.
    """
    if not RELATIVE.match(printed):
        return printed
    matches = (PLACE.match(name) for name in beside if not RELATIVE.match(name))
    places = {match["place"] for match in matches if match and match["level"] == printed[0]}
    return f"{places.pop()}{printed[1:]}" if len(places) == 1 else None


def organisation_for(printed: str, beside: Sequence[str]) -> Organisation | None:
    """The organisation meant by a printed name, made where it is new; None where it can't be told."""
    name = full_name(printed, beside) if printed else None
    if name is None:
        return None
    known = Organisation.objects.filter(Q(name=name) | Q(short_names__name=name)).first()
    return known or Organisation.objects.create(name=name, slug=free_slug(Organisation, reading(name)))


def speaker_for(person: Person, organisation: Organisation | None) -> Speaker | None:
    """The speaker meant: a new one for a new name, the only one who fits, or None to be decided.

    A known name fits where its bearer was seen or is registered at the same organisation, or, if none is
    printed, under the same titles.
    """
    candidates = Speaker.objects.filter(Q(name=person.name) | Q(other_names__name=person.name)).distinct()
    if not candidates:
        pinyin = reading(person.name)
        return Speaker.objects.create(name=person.name, pinyin=pinyin, slug=free_slug(Speaker, pinyin))
    if organisation:
        evidence = Q(appearances__organisation=organisation) | Q(posts__organisation=organisation)
    else:
        titles = "、".join(person.titles)
        evidence = Q(appearances__printed_organisation="", appearances__titles=titles)
    fitting = list(candidates.filter(evidence).distinct()[:2])
    return fitting[0] if len(fitting) == 1 else None
