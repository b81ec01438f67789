"""Who is meant by a printed name: never decided by the name alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from articles import addresses
from articles.models import Appearance, Organisation, OtherName, Post, Speaker
from articles.pinyin import reading
from articles.reading.draft import Person

#: 市人大, 区检察院, 我院: names that mean something only beside the place they were written in.
RELATIVE = re.compile(r"^(?:[本我该]|(?:[省市区县州旗盟])(?![\w]{0,2}[省市区县州旗盟]))")
#: First and last day of what a report tells, as partial dates; None where they are not known.
Days = tuple[str, str] | None
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
    return organisation_named(name) or new_organisation(name)


def organisation_named(name: str) -> Organisation | None:
    """The organisation of this name or short name."""
    return Organisation.objects.filter(Q(name=name) | Q(short_names__name=name)).first()


def new_organisation(name: str) -> Organisation:
    """Enter one that is not on the register yet."""
    return Organisation.objects.create(name=name, slug=addresses.free(Organisation, reading(name)))


class Register:
    """Organisations and speakers for the people of one report, each looked up once."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._beside = [person.organisation for person in people if person.organisation]
        self._organisations: dict[str, Organisation | None] = {"": None}
        self._new = _new_speakers(people) if people else {}

    def organisation(self, printed: str) -> Organisation | None:
        """As organisation_for."""
        if printed not in self._organisations:
            self._organisations[printed] = organisation_for(printed, self._beside)
        return self._organisations[printed]

    def speaker(self, person: Person, organisation: Organisation | None, days: Days = None) -> Speaker | None:
        """As speaker_for; for a name that nobody had, the new speaker, whom no second person is taken for."""
        return self._new.pop(person.name, None) or speaker_for(person, organisation, days)


def _new_speakers(people: Sequence[Person]) -> dict[str, Speaker]:
    """Enter those whose names nobody on the register bears, all at once; by their names as printed."""
    found = list(candidates_for(*(person.name for person in people)))
    others = OtherName.objects.filter(speaker__in=found).values_list("name", flat=True) if found else ()
    borne = {speaker.name for speaker in found}.union(others)
    new = {}
    for person in people:
        if borne.isdisjoint(spellings(person.name)):
            borne |= spellings(person.name)
            pinyin = reading(person.name)
            new[person.name] = Speaker(name=person.name, pinyin=pinyin)
    slugs = addresses.free_each(Speaker, [speaker.pinyin for speaker in new.values()])
    for speaker, slug in zip(new.values(), slugs, strict=True):
        speaker.slug = slug
    Speaker.objects.bulk_create(new.values())
    return new


def spellings(name: str) -> set[str]:
    """A printed name as it may stand on the register: 宋 玉 is 宋玉 too."""
    return {name, "".join(name.split())}


def candidates_for(*printed: str) -> QuerySet[Speaker]:
    """Everyone on the register who bears one of the printed names, as their own or as another."""
    names = set().union(*map(spellings, printed))
    return Speaker.objects.filter(Q(name__in=names) | Q(other_names__name__in=names)).distinct()


def speaker_for(person: Person, organisation: Organisation | None, days: Days = None) -> Speaker | None:
    """The speaker meant: a new one for a new name, the only one who fits, or None to be decided.

    A known name fits where its bearer held a post at the organisation in the days of the report, or appeared
    at it before; if no organisation can be told, under the same titles. A bare name fits nobody. Whose
    register has the post, but at another time, does not fit. Without days nothing is excluded.
    """
    candidates = list(candidates_for(person.name))
    if not candidates:
        return new_speaker(person.name)
    if not (organisation or person.titles):
        return None
    held, seen = _evidence(candidates, person, organisation)
    fitting = [speaker for speaker in candidates if _fits(held.get(speaker.pk), speaker.pk in seen, days)]
    return fitting[0] if len(fitting) == 1 else None


def new_speaker(name: str) -> Speaker:
    """Enter somebody who is not on the register yet."""
    pinyin = reading(name)
    return Speaker.objects.create(name=name, pinyin=pinyin, slug=addresses.free(Speaker, pinyin))


def post_fits(post: Post, days: Days) -> bool:
    """Whether a post of the register may have been held in these days."""
    return days is None or post.covers(*days)


def _fits(posts: list[Post] | None, seen: bool, days: Days) -> bool:
    """The posts that are meant decide; of whom the register has none, an earlier appearance does."""
    return any(post_fits(post, days) for post in posts) if posts else seen


def _evidence(
    candidates: Sequence[Speaker], person: Person, organisation: Organisation | None
) -> tuple[dict[int, list[Post]], set[int]]:
    """What speaks for each candidate: posts that are meant, and whether they appeared there before."""
    if organisation:
        meant = Q(organisation=organisation)
        appeared = Q(organisation=organisation)
    else:
        meant = Q(title__in=person.titles)
        appeared = Q(printed_organisation="", titles="、".join(person.titles))
    held = defaultdict(list)
    for post in Post.objects.filter(meant, speaker__in=candidates):
        held[post.speaker_id].append(post)
    seen = Appearance.objects.filter(appeared, speaker__in=candidates).values_list("speaker", flat=True)
    return held, set(seen)
