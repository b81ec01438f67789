"""Queries of the public pages, feeds and sitemaps. They never write.

Each takes the reports to start from: the caller passes `Report.objects.published()`. The number of queries of
a list does not depend on its length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Left, Upper

from articles.models import (
    Appearance,
    Listing,
    Membership,
    Organisation,
    Report,
    Section,
    Speaker,
    Statement,
    Tag,
)
from articles.models.fields import of_known_year
from articles.models.prepared import Prepared
from articles.models.reports import ReportQuerySet
from articles.public.kept import KeptList, Kind, annotated, public_rows, stands, totals
from articles.statements import still_in_body

#: Number of the newest reports among which the most active speakers and the most used tags are counted.
LATEST = 500
TITLE = ("printed_organisation", "titles", "organisation__slug", "first", "last", "number")
DATED = of_known_year("report__")  # a report without the year of its event gives no date for a post


def belongs_to(reports: QuerySet[Report], path: str) -> Q | Exists:
    """Condition that the report at `path` is one of these reports.

    EXISTS is a primary key lookup per row; a sliced query set needs IN.
    """
    if reports.query.is_sliced:
        return Q(**{f"{path}__in": reports.values("pk")})
    return Exists(reports.order_by().filter(pk=OuterRef(path)))


# --- Reports


def listed(reports: ReportQuerySet) -> ReportQuerySet:
    """Reports for a list, newest first, with their sections."""
    return reports.newest_first().select_related("section").defer("body")


def carded(reports: ReportQuerySet) -> ReportQuerySet:
    """Reports for a list of cards, newest first: of their rows nothing is loaded but the keys."""
    return reports.newest_first().only("pk")


def with_tags(reports: ReportQuerySet) -> ReportQuerySet:
    """The reports with their tags, in one more query."""
    return reports.prefetch_related("tags")  # type: ignore[misc]  # taggit brings no types


def latest(reports: ReportQuerySet) -> ReportQuerySet:
    """The newest LATEST reports."""
    return reports.newest_first()[:LATEST]


def newest_by_section(reports: ReportQuerySet, number: int) -> list[Report]:
    """The newest `number` reports of each section, section by section.

    One index lookup per key: a window function would scan all reports.
    """
    keys = _newest_keys(number).rows(reports.public_at)
    return IN_SECTIONS.objects(reports.public_at, [key for section in keys for key in section if key])


@cache
def _newest_keys(number: int) -> Prepared[Section]:
    def build(now: datetime) -> QuerySet[Section, Any]:
        newest = public_rows(now, Kind.SECTION, OuterRef("pk")).values("report")
        places = [Subquery(newest[place : place + 1]) for place in range(number)]
        return sections_in(Report.objects.published(now)).order_by().values_list(*places)

    return Prepared(build, datetime)


def counted_among(kept: KeptList) -> int:
    """LATEST where a list is longer, and only its newest reports are counted; else 0."""
    return LATEST if kept.number("reports") > LATEST else 0


# --- Sections, tags, organisations


def sections_in(reports: ReportQuerySet) -> QuerySet[Section]:
    """The sections with at least one of the reports."""
    return Section.objects.filter(stands(reports, Kind.SECTION))


def tags_in(reports: ReportQuerySet) -> QuerySet[Tag]:
    """The tags of the reports."""
    return Tag.objects.filter(stands(reports, Kind.TAG))


def tags_by_use(reports: ReportQuerySet) -> QuerySet[Tag]:
    """The tags of some reports, the most used first, with `number`, how many of them have each.

    To be asked of a limited number of reports; used_tags() is for all.
    """
    used = Tag.objects.filter(belongs_to(reports, "taggings__content_object"))
    return used.annotate(number=Count("taggings")).order_by("-number", "name")


def most_used(reports: ReportQuerySet, number: int) -> list[Tag]:
    """The most used tags of the latest of these reports, then by name."""
    return first_tags(tags_within(latest(reports).values("pk")), number)


def tags_within(newest: QuerySet[Any, Any]) -> QuerySet[Listing, Any]:
    """(tag, number of reports) in some newest reports."""
    rows = Listing.objects.filter(kind=Kind.TAG, report__from_keys=newest).order_by()
    return rows.values_list("subject").annotate(number=Count("report"))


def first_tags(counted: Iterable[tuple[int, int]], number: int) -> list[Tag]:
    """The most used tags of (key, number of reports), then by name."""
    used = dict(counted)
    least = sorted(used.values(), reverse=True)[:number][-1:]
    tags = TAGS.objects([key for key, times in used.items() if [times] >= least])
    return sorted(tags, key=lambda tag: -used[tag.pk])[:number]


def used_tags(reports: ReportQuerySet) -> list[tuple[int, int]]:
    """(key, number of reports) of each tag of the reports, the most used first, then by name."""
    numbers = totals(reports, Kind.TAG, "reports")
    names = Tag.objects.order_by("name").values_list("pk", flat=True)
    used = ((key, numbers[key]) for key in names if numbers.get(key, 0) > 0)
    return sorted(used, key=lambda tag: -tag[1])


def organisations_in(reports: ReportQuerySet) -> QuerySet[Organisation]:
    """The organisations that speakers in the reports represent."""
    return Organisation.objects.filter(stands(reports, Kind.ORGANISATION))


def people_of(organisation: Organisation, reports: ReportQuerySet) -> QuerySet:
    """Names and titles printed for the organisation in its newest reports, by rank and pinyin.

    Dicts with the dates of the first and last report and the number of reports.
    """
    newest = KeptList(reports, Kind.ORGANISATION, organisation.pk).newest(LATEST)
    people = Appearance.objects.filter(report__from_keys=newest, organisation=organisation).order_by()
    counted = people.values("name", "titles", "speaker__slug").annotate(
        first=Min("report__shown_at", filter=DATED),
        last=Max("report__shown_at", filter=DATED),
        number=Count("report"),
    )
    person = (F("speaker__rank").asc(nulls_last=True), "speaker__pinyin", "name", "speaker__slug")
    return counted.order_by(*person, F("last").desc(nulls_last=True))


def memberships_at(organisation: Organisation, reports: ReportQuerySet) -> QuerySet[Membership]:
    """The memberships of the organisation whose speaker appears in the reports, latest start first."""
    memberships = organisation.memberships.filter(speaker__in=speakers_in(reports).order_by())
    return memberships.select_related("speaker").order_by("-start", "speaker__pinyin", "pk")


# --- Speakers and what they said


def speakers_in(reports: ReportQuerySet) -> QuerySet[Speaker]:
    """The people who appear in the reports, by pinyin."""
    return Speaker.objects.filter(stands(reports, Kind.SPEAKER)).order_by("pinyin", "pk")


def letters_of(speakers: QuerySet[Speaker]) -> list[tuple[str, int]]:
    """(first letter of the pinyin, number of speakers), in alphabetical order."""
    return list(by_letter(speakers))


def by_letter(speakers: QuerySet[Speaker]) -> QuerySet[Speaker, Any]:
    """The query of letters_of()."""
    letters = speakers.order_by().annotate(letter=Upper(Left("pinyin", 1))).values_list("letter")
    return letters.annotate(number=Count("pk")).order_by("letter")


def said_in(newest: QuerySet[Any, Any]) -> QuerySet[Listing, Any]:
    """(speaker, number of statements, dates of the first and last report of a known year) in some newest
    reports, the most statements first."""
    rows = Listing.objects.filter(kind=Kind.SPEAKER, report__from_keys=newest).order_by()
    is_dated = Q(dated=1)
    sums = rows.values_list("subject").annotate(
        said=Sum("statements"),
        first=Min("shown_at", filter=is_dated),
        last=Max("shown_at", filter=is_dated),
    )
    return sums.filter(said__gt=0).order_by("-said")


def speakers_by_use(sums: Iterable[tuple[Any, ...]], number: int) -> Iterator[Speaker]:
    """The speakers with the most statements of the rows of said_in(): `statement_count`, and the dates of the
    `first` and `last` report of a known year."""
    numbers = {subject: values for subject, *values in sums}
    least = [said for said, *_dates in numbers.values()][:number][-1:]
    chosen = [subject for subject, (said, *_dates) in numbers.items() if [said] >= least]
    speakers = SPEAKERS.objects(chosen)
    for speaker in sorted(speakers, key=lambda speaker: -numbers[speaker.pk][0])[:number]:
        yield annotated(
            speaker, **dict(zip(("statement_count", "first", "last"), numbers[speaker.pk], strict=True))
        )


def most_active(reports: ReportQuerySet, number: int) -> list[Speaker]:
    """The speakers with the most statements in the latest reports; `statement_count` is that number."""
    return lately(reports, number, 0)[0]


def lately(reports: ReportQuerySet, speakers: int, tags: int) -> tuple[list[Speaker], list[Tag]]:
    """So many of the most active speakers and of the most used tags in the latest of the public reports."""
    said, used = [], []
    for kind, subject, number, statements in LATELY.rows(reports.public_at):
        if kind == Kind.TAG:
            used.append((subject, number))
        elif statements:
            # Without dates: those of some newest reports would say nothing of the person.
            said.append((subject, statements, None, None))
    said.sort(key=lambda row: -row[1])
    return list(speakers_by_use(said, speakers)), first_tags(used, tags) if tags else []


def printed_titles(speaker: Speaker, reports: ReportQuerySet) -> list[dict[str, Any]]:
    """The organisations and titles printed with a speaker's name in the newest reports, newest first: dicts
    with the dates of the first and last report and the number of reports."""
    return [dict(zip(TITLE, row, strict=True)) for row in PRINTED.rows(reports.public_at, speaker.pk)]


def newest_of(now: datetime, speaker: int) -> QuerySet[Listing, Any]:
    """The keys of the newest reports that name a speaker, for subqueries."""
    return public_rows(now, Kind.SPEAKER, speaker).values("report")[:LATEST]


def _printed(now: datetime, speaker: int) -> QuerySet:
    printed = Appearance.objects.filter(report__from_keys=newest_of(now, speaker), speaker=speaker).order_by()
    rows = printed.exclude(titles="", printed_organisation="").values_list(*TITLE[:3])
    return rows.annotate(
        first=Min("report__shown_at", filter=DATED),
        last=Max("report__shown_at", filter=DATED),
        number=Count("report"),
    ).order_by(F("last").desc(nulls_last=True), F("first").desc(nulls_last=True), "titles")


def statements_in(reports: ReportQuerySet) -> QuerySet[Statement]:
    """The statements of the reports, newest report first, each with its report and person."""
    said = Statement.objects.filter(belongs_to(reports, "appearance__report"))
    return in_order(said)


def in_order(said: QuerySet[Statement]) -> QuerySet[Statement]:
    """The statements with their reports and persons, the newest report first."""
    said = said.select_related("appearance__report__section", "appearance__speaker")
    return said.order_by("-appearance__report__shown_at", "-appearance__report_id", "order", "pk")


def newest_statements(speaker: Speaker, reports: ReportQuerySet) -> QuerySet[Statement]:
    """The statements of a speaker in their newest reports, ordered as those of statements_in()."""
    newest = KeptList(reports, Kind.SPEAKER, speaker.pk).newest(LATEST)
    said = Statement.objects.filter(appearance__report__from_keys=newest, appearance__speaker=speaker)
    return in_order(said)


def statement_in(reports: ReportQuerySet, pk: int) -> Statement | None:
    """One statement of the reports, if it is still in the body."""
    return next(still_in_body(statements_in(reports).filter(pk=pk)), None)


# --- Queries of every page, compiled once

TAGS = Prepared(lambda tags: Tag.objects.filter(pk__among=tags).order_by("name"), list)
SPEAKERS = Prepared(
    lambda speakers: Speaker.objects.filter(pk__among=speakers).order_by("pinyin", "pk"), list
)
IN_SECTIONS = Prepared(
    lambda now, reports: (
        Report.objects.published(now)
        .filter(pk__among=reports)
        .select_related("section")
        .only("section__name", "section__slug")
        .order_by("section__order", "section__name", "-shown_at", "-pk")
    ),
    *(datetime, list),
)
LATELY = Prepared(
    lambda now: (
        Listing.objects.filter(
            kind__in=[Kind.TAG, Kind.SPEAKER],
            report__from_keys=latest(Report.objects.published(now)).values("pk"),
        )
        .order_by()
        .values_list("kind", "subject")
        .annotate(number=Count("report"), said=Sum("statements"))
    ),
    datetime,
)
SPEAKER = Prepared(
    lambda now, slug: speakers_in(Report.objects.published(now)).filter(slug=slug), datetime, str
)
TAG = Prepared(lambda now, slug: tags_in(Report.objects.published(now)).filter(slug=slug), datetime, str)
PRINTED = Prepared(_printed, datetime, int)
MEMBERSHIPS = Prepared(
    lambda speaker: Membership.objects.filter(speaker=speaker).select_related("organisation"), int
)
