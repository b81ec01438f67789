"""Look up the people and organisations of many reports in the registers, and enter new ones, in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from articles.models import Appearance, Membership, Organisation, OrganisationName, OtherName, Speaker
from articles.models.bulk import insert_all
from articles.models.pinyin import reading
from articles.models.slugs import unique_slugs
from articles.reading.draft import Person
from articles.register.matching import Days, full_name, membership_fits, spellings, standard_spelling


class Register:
    """The entries of the people of some reports, new ones included.

    It is read again for each group of reports, in the transaction that stores them.
    """

    def __init__(self, reports: Iterable[Sequence[Person]]) -> None:
        reports = list(reports)
        people = [person for report in reports for person in report]
        self._organisations = _organisations(name for report in reports for name in _full_names(report))
        self._bearers = _bearers(people)
        known = {speaker.pk for bearers in self._bearers.values() for speaker in bearers}
        self._held = _held(known)
        self._seen = _seen(known, self._organisations.values(), people) if known else set()
        self._new = _new_speakers(people, self._bearers)

    def organisation(self, printed: str, beside: Sequence[str]) -> Organisation | None:
        """Get or create the organisation of a printed name; None where the name is ambiguous."""
        return self._organisations.get(full_name(printed, beside) or "") if printed else None

    def speaker(self, person: Person, organisation: Organisation | None, days: Days = None) -> Speaker | None:
        """The speaker of a printed name: a new one for a new name, the only one who fits, or None.

        A speaker fits who held a post at the organisation in the days of the report, or appeared at it
        before; without an organisation, under the same titles. A bare name fits nobody. A speaker whose posts
        were at another time does not fit; without days none is excluded.
        """
        if new := self._new.pop(person.name, None):
            return new
        if not (organisation or person.titles):
            return None
        bearers = {s.pk: s for name in spellings(person.name) for s in self._bearers.get(name, ())}
        fitting = [s for s in bearers.values() if self._fits(s, person, organisation, days)]
        return fitting[0] if len(fitting) == 1 else None

    def appeared(self, appearances: Iterable[Appearance]) -> None:
        """Take appearances as evidence for the reports that follow."""
        for appearance in appearances:
            if appearance.speaker_id:
                self._seen.add((appearance.speaker_id, appearance.organisation_id))
                if not appearance.printed_organisation:
                    self._seen.add((appearance.speaker_id, appearance.titles))

    def _fits(self, speaker: Speaker, person: Person, organisation: Organisation | None, days: Days) -> bool:
        """Judge by the memberships that are meant; where the register has none, by earlier appearances."""
        memberships = self._held.get(speaker.pk, ())
        if organisation:
            meant = [
                membership for membership in memberships if membership.organisation_id == organisation.pk
            ]
            seen = (speaker.pk, organisation.pk) in self._seen
        else:
            meant = [membership for membership in memberships if membership.role in person.titles]
            seen = (speaker.pk, "、".join(person.titles)) in self._seen
        return any(membership_fits(membership, days) for membership in meant) if meant else seen


def beside(people: Sequence[Person]) -> list[str]:
    """The organisations printed in a report, which complete a relative name."""
    return [person.organisation for person in people if person.organisation]


def _full_names(people: Sequence[Person]) -> Iterator[str]:
    printed = beside(people)
    return filter(None, (full_name(name, printed) for name in dict.fromkeys(printed)))


def _organisations(names: Iterable[str]) -> dict[str, Organisation]:
    """Get or create the organisation of each name or short name."""
    names = list(dict.fromkeys(names))
    if not names:
        return {}
    short = OrganisationName.objects.filter(name__in=names).select_related("organisation")
    found = {name.name: name.organisation for name in short}
    found |= {known.name: known for known in Organisation.objects.filter(name__in=names)}
    new = sorted(set(names) - found.keys())
    slugs = unique_slugs(Organisation, list(map(reading, new)))
    made = [
        Organisation(name=name, slug=slug, from_import=True) for name, slug in zip(new, slugs, strict=True)
    ]
    insert_all(made)
    return found | {entry.name: entry for entry in made}


def _bearers(people: Iterable[Person]) -> dict[str, list[Speaker]]:
    """The speakers of each name, their own or another."""
    names = {name for person in people for name in spellings(person.name)}
    found = defaultdict(list)
    if names:
        for speaker in Speaker.objects.filter(name__in=names).order_by():
            found[speaker.name].append(speaker)
        for other in OtherName.objects.filter(name__in=names).order_by().select_related("speaker"):
            found[other.name].append(other.speaker)
    return found


def _new_speakers(people: Iterable[Person], bearers: dict[str, list[Speaker]]) -> dict[str, Speaker]:
    """Enter a speaker for each name that none has; gives them by the printed name."""
    new = {}
    for person in people:
        names = spellings(person.name)
        if not any(bearers.get(name) for name in names):
            name = standard_spelling(person.name)
            new[person.name] = Speaker(name=name, pinyin=reading(name), from_import=True)
            for name in names:
                bearers[name].append(new[person.name])
    slugs = unique_slugs(Speaker, [speaker.pinyin for speaker in new.values()])
    for speaker, slug in zip(new.values(), slugs, strict=True):
        speaker.slug = slug
    insert_all(sorted(new.values(), key=lambda speaker: speaker.slug))
    return new


def _held(speakers: Iterable[int]) -> dict[int, list[Membership]]:
    """The memberships of each speaker."""
    held = defaultdict(list)
    if speakers:
        for membership in Membership.objects.filter(speaker__in=speakers).order_by():
            held[membership.speaker_id].append(membership)
    return held


def _seen(
    speakers: Iterable[int], organisations: Iterable[Organisation], people: Iterable[Person]
) -> set[tuple[int, int | str | None]]:
    """Where each speaker appeared before: the organisation or, printed without one, the titles."""
    before = Appearance.objects.filter(speaker__in=speakers).order_by()
    at = before.filter(organisation__in=list(organisations)).values_list("speaker_id", "organisation_id")
    titles = {"、".join(person.titles) for person in people if person.titles}
    under = before.filter(printed_organisation="", titles__in=titles).values_list("speaker_id", "titles")
    return {*at.distinct(), *under.distinct()}
