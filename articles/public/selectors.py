"""Queries of the public pages, feeds and sitemaps. They never write.

Each takes the reports to start from: the caller passes `Report.objects.published()`. The number of queries of
a list does not depend on its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Left, Upper

from articles.models import (
    Appearance,
    Membership,
    Organisation,
    Report,
    Section,
    Speaker,
    Statement,
    Tag,
    TaggedReport,
)
from articles.models.fields import of_known_year
from articles.models.reports import ReportQuerySet
from articles.statements import still_in_body

#: Number of the newest reports among which the most active speakers and the most used tags are counted.
LATEST = 500
#: Number of reports with the most tags in common, and of those with the most people in common, to rank.
CANDIDATES = 50
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
    """Reports for a list, newest first, with section and `speakers_shown`: the appearances that speak."""
    speaking = Appearance.objects.filter(Exists(Statement.objects.filter(appearance=OuterRef("pk"))))
    speakers = Prefetch("appearances", speaking.select_related("speaker"), to_attr="speakers_shown")
    return reports.newest_first().select_related("section").prefetch_related(speakers).defer("body")


def with_tags(reports: ReportQuerySet) -> ReportQuerySet:
    """The reports with their tags, in one more query."""
    return reports.prefetch_related("tags")  # type: ignore[misc]  # taggit brings no types


def latest(reports: ReportQuerySet) -> ReportQuerySet:
    """The newest LATEST reports."""
    return reports.newest_first()[:LATEST]


def newest_by_section(reports: ReportQuerySet, number: int) -> ReportQuerySet:
    """The newest `number` reports of each section, section by section.

    One index lookup per key: a window function would scan all reports.
    """
    newest = reports.filter(section=OuterRef("pk")).newest_first().values("pk")
    places = {f"newest{place}": Subquery(newest[place : place + 1]) for place in range(number)}
    keys = sections_in(reports).order_by().values_list(*places.values())
    newest_keys = {key for section in keys for key in section if key}
    found = listed(reports.filter(pk__in=newest_keys))
    return found.order_by("section__order", "section__name", "-shown_at", "-pk")


def months_of(reports: ReportQuerySet) -> list[tuple[date, int]]:
    """(first day of the month, number of reports) of each month with a report, newest first."""
    months = reports.order_by().values_list("shown_month").annotate(count=Count("pk"))
    return [(date(month // 100, month % 100, 1), count) for month, count in months.order_by("-shown_month")]


def tagged(tag: Tag, reports: ReportQuerySet) -> ReportQuerySet:
    """The reports with the tag."""
    return reports.filter(pk__in=tag.taggings.values("content_object"))


def with_speaker(speaker: Speaker, reports: ReportQuerySet) -> ReportQuerySet:
    """The reports in which the speaker appears."""
    return reports.filter(pk__in=speaker.appearances.order_by().values("report"))


def with_organisation(organisation: Organisation, reports: ReportQuerySet) -> ReportQuerySet:
    """The reports in which somebody represents the organisation."""
    return reports.filter(pk__in=organisation.appearances.order_by().values("report"))


def related(report: Report, reports: ReportQuerySet, number: int) -> list[Report]:
    """The reports that share the most tags and speakers with this one; ties by date."""
    tags = TaggedReport.objects.filter(content_object=report).values("tag")
    people = Appearance.objects.filter(report=report, speaker__isnull=False).order_by().values("speaker")
    shared: Counter[int] = Counter()
    for links, path in (
        (TaggedReport.objects.filter(tag__in=tags), "content_object"),
        (Appearance.objects.filter(speaker__in=people).order_by(), "report"),
    ):
        others = links.filter(belongs_to(reports.exclude(pk=report.pk), path)).values_list(path)
        counted = others.annotate(number=Count("pk")).order_by("-number", f"-{path}__shown_at", f"-{path}")
        shared += Counter(dict(counted.values_list(path, "number")[:CANDIDATES]))
    nearest = sorted(listed(reports.filter(pk__in=shared)), key=lambda other: -shared[other.pk])
    return nearest[:number]


def neighbours(report: Report, reports: ReportQuerySet) -> tuple[Report | None, Report | None]:
    """(previous, next): the reports just before and after this one by date."""
    if report.shown_at is None:
        return None, None
    beside = reports.select_related("section").defer("body")
    older = Q(shown_at__lt=report.shown_at) | Q(shown_at=report.shown_at, pk__lt=report.pk)
    newer = Q(shown_at__gt=report.shown_at) | Q(shown_at=report.shown_at, pk__gt=report.pk)
    return (
        beside.filter(older, shown_at__lte=report.shown_at).order_by("-shown_at", "-pk").first(),
        beside.filter(newer, shown_at__gte=report.shown_at).order_by("shown_at", "pk").first(),
    )


# --- Sections, tags, organisations


def sections_in(reports: ReportQuerySet) -> QuerySet[Section]:
    """The sections with at least one of the reports."""
    return Section.objects.filter(Exists(reports.order_by().filter(section=OuterRef("pk"))))


def tags_in(reports: ReportQuerySet) -> QuerySet[Tag]:
    """The tags of the reports."""
    taggings = TaggedReport.objects.filter(belongs_to(reports, "content_object"), tag=OuterRef("pk"))
    return Tag.objects.filter(Exists(taggings))


def tags_by_use(reports: ReportQuerySet) -> QuerySet[Tag]:
    """The tags of the reports, the most used first, with `number`, how many of the reports have each."""
    used = Tag.objects.filter(belongs_to(reports, "taggings__content_object"))
    return used.annotate(number=Count("taggings")).order_by("-number", "name")


def organisations_in(reports: ReportQuerySet) -> QuerySet[Organisation]:
    """The organisations that speakers in the reports represent."""
    theirs = Appearance.objects.filter(belongs_to(reports, "report"), organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(theirs))


def people_of(organisation: Organisation, reports: ReportQuerySet) -> QuerySet:
    """Names and titles printed for the organisation, by rank and pinyin.

    Dicts with the dates of the first and last report and the number of reports.
    """
    people = Appearance.objects.filter(belongs_to(reports, "report"), organisation=organisation).order_by()
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
    theirs = Appearance.objects.filter(belongs_to(reports, "report"), speaker=OuterRef("pk"))
    return Speaker.objects.filter(Exists(theirs)).order_by("pinyin", "pk")


def with_last_post(speakers: Iterable[Speaker], reports: ReportQuerySet) -> QuerySet[Speaker]:
    """One page of speakers by pinyin, with `statement_count` and the post printed last: `last_organisation`
    and `last_titles`."""
    appearances = Appearance.objects.filter(belongs_to(reports, "report"), speaker=OuterRef("pk"))
    last = appearances.exclude(titles="").order_by("-report__shown_at", "-report", "pk")
    statement_count = Count("appearances__statements", filter=belongs_to(reports, "appearances__report"))
    return (
        Speaker.objects.filter(pk__in=[speaker.pk for speaker in speakers])
        .annotate(
            statement_count=statement_count,
            last_organisation=Subquery(last.values("printed_organisation")[:1]),
            last_titles=Subquery(last.values("titles")[:1]),
        )
        .order_by("pinyin", "pk")
    )


def letters_of(speakers: QuerySet[Speaker]) -> QuerySet:
    """(first letter of the pinyin, number of speakers), in alphabetical order."""
    letters = speakers.order_by().annotate(letter=Upper(Left("pinyin", 1))).values_list("letter")
    return letters.annotate(number=Count("pk")).order_by("letter")


def most_active(reports: ReportQuerySet, number: int) -> QuerySet[Speaker]:
    """The speakers with the most statements in the latest reports; `statement_count` is that number."""
    counted = Speaker.objects.filter(belongs_to(latest(reports), "appearances__report"))
    counted = counted.annotate(statement_count=Count("appearances__statements")).filter(statement_count__gt=0)
    return counted.order_by("-statement_count", "pinyin", "pk")[:number]


def printed_titles(speaker: Speaker, reports: ReportQuerySet) -> QuerySet:
    """The organisations and titles printed with a speaker's name, newest first: dicts with the dates of the
    first and last report and the number of reports."""
    printed = Appearance.objects.filter(belongs_to(reports, "report"), speaker=speaker).order_by()
    rows = printed.exclude(titles="", printed_organisation="").values(
        "printed_organisation", "titles", "organisation__slug"
    )
    return rows.annotate(
        first=Min("report__shown_at", filter=DATED),
        last=Max("report__shown_at", filter=DATED),
        number=Count("report"),
    ).order_by(F("last").desc(nulls_last=True), F("first").desc(nulls_last=True), "titles")


def statements_in(reports: ReportQuerySet) -> QuerySet[Statement]:
    """The statements of the reports, newest report first, each with its report and person."""
    said = Statement.objects.filter(belongs_to(reports, "appearance__report"))
    said = said.select_related("appearance__report__section", "appearance__speaker")
    return said.order_by("-appearance__report__shown_at", "-appearance__report", "order", "pk")


def statement_in(reports: ReportQuerySet, pk: int) -> Statement | None:
    """One statement of the reports, if it is still in the body."""
    return next(still_in_body(statements_in(reports).filter(pk=pk)), None)
