"""What pages, feeds and the sitemap list.

Every function starts from reports that the caller fetched through `Report.objects.published()`: nothing
here decides who may see what.
"""

from __future__ import annotations

from django.db.models import (
    Count,
    Exists,
    F,
    Max,
    Min,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import Coalesce, Left, RowNumber, TruncMonth, Upper

from articles.models import (
    Appearance,
    MergeRecord,
    Organisation,
    Report,
    Section,
    Speaker,
    Statement,
    Tag,
    TaggedReport,
)
from articles.models.reports import ReportQuerySet

#: The most active speakers are those of the reports that came last, which also bounds the counting.
ACTIVE_AMONG = 500


def ids(reports: QuerySet[Report]) -> QuerySet[Report]:
    """The reports as a subquery of their keys, without the order that a subquery has no use for."""
    return reports.values("pk") if reports.query.is_sliced else reports.order_by().values("pk")


def rows(reports: ReportQuerySet) -> ReportQuerySet:
    """Reports as lists print them, newest first: with their section and `voices`, those who speak in them."""
    speaking = Appearance.objects.filter(Exists(Statement.objects.filter(appearance=OuterRef("pk"))))
    voices = Prefetch("appearances", speaking.select_related("speaker"), to_attr="voices")
    return reports.newest_first().select_related("section").prefetch_related(voices).defer("body")


def sections_in(reports: ReportQuerySet) -> QuerySet[Section]:
    """The sections that hold one of the reports: an empty one is not shown."""
    return Section.objects.filter(Exists(reports.order_by().filter(section=OuterRef("pk"))))


def newest_by_section(reports: ReportQuerySet, number: int) -> ReportQuerySet:
    """The newest `number` reports of each section, section by section, in one query."""
    order = [F("shown_at").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by="section", order_by=order)
    placed = reports.filter(section__isnull=False).annotate(place=place).filter(place__lte=number)
    return rows(placed).order_by("section__order", "section__name", "place")


def months_of(reports: ReportQuerySet) -> QuerySet:
    """(month, number of reports), newest month first."""
    months = reports.order_by().annotate(month=TruncMonth("shown_at")).values_list("month")
    return months.annotate(number=Count("pk")).order_by("-month")


def speakers_in(reports: ReportQuerySet) -> QuerySet[Speaker]:
    """The people who appear in the reports, by pinyin."""
    theirs = Appearance.objects.filter(speaker=OuterRef("pk"), report__in=ids(reports))
    return Speaker.objects.filter(Exists(theirs)).order_by("pinyin", "pk")


def with_last_post(speakers: QuerySet[Speaker], reports: ReportQuerySet) -> QuerySet[Speaker]:
    """Each with `said`, the number of their statements in the reports, and the post printed last:
    `last_organisation` and `last_titles`."""
    said = Statement.objects.filter(appearance__speaker=OuterRef("pk"), appearance__report__in=ids(reports))
    said = said.order_by().values("appearance__speaker").annotate(number=Count("pk")).values("number")
    last = Appearance.objects.filter(speaker=OuterRef("pk"), report__in=ids(reports)).exclude(titles="")
    last = last.order_by("-report__shown_at", "-report", "pk")
    return speakers.annotate(
        said=Coalesce(Subquery(said), 0),
        last_organisation=Subquery(last.values("printed_organisation")[:1]),
        last_titles=Subquery(last.values("titles")[:1]),
    )


def letters_of(speakers: QuerySet[Speaker]) -> QuerySet:
    """(first letter of the pinyin, number of people), in the order of the alphabet."""
    letters = speakers.order_by().annotate(letter=Upper(Left("pinyin", 1))).values_list("letter")
    return letters.annotate(number=Count("pk")).order_by("letter")


def posts_printed(speaker: Speaker, reports: ReportQuerySet) -> QuerySet:
    """The posts that the reports print beside a person's name, newest first: a dict each, with the dates of
    the first and last report and their number."""
    printed = Appearance.objects.filter(speaker=speaker, report__in=ids(reports)).order_by()
    printed = printed.exclude(titles="", printed_organisation="").values("printed_organisation", "titles")
    return printed.annotate(
        first=Min("report__shown_at"), last=Max("report__shown_at"), number=Count("report")
    ).order_by("-last", "-first", "titles")


def people_of(organisation: Organisation, reports: ReportQuerySet) -> QuerySet:
    """Who stands for the organisation in the reports, with which titles: a dict each, by rank and pinyin."""
    people = Appearance.objects.filter(organisation=organisation, report__in=ids(reports)).order_by()
    people = people.values("name", "titles", "speaker__slug")
    counted = people.annotate(last=Max("report__shown_at"), number=Count("report"))
    return counted.order_by(F("speaker__rank").asc(nulls_last=True), "speaker__pinyin", "name", "-last")


def most_active(reports: ReportQuerySet, number: int) -> QuerySet[Speaker]:
    """Who has the most statements in the latest of the reports, with that number as `said`."""
    latest = ids(reports.newest_first()[:ACTIVE_AMONG])
    counted = Speaker.objects.filter(appearances__report__in=latest)
    counted = counted.annotate(said=Count("appearances__statements")).filter(said__gt=0)
    return counted.order_by("-said", "pinyin", "pk")[:number]


def organisations_in(reports: ReportQuerySet) -> QuerySet[Organisation]:
    """The organisations that people in the reports stand for."""
    theirs = Appearance.objects.filter(organisation=OuterRef("pk"), report__in=ids(reports))
    return Organisation.objects.filter(Exists(theirs))


def tags_in(reports: ReportQuerySet) -> QuerySet[Tag]:
    """The tags of the reports, the most used first, with `number`, how many of the reports have each."""
    taggings = TaggedReport.objects.filter(tag=OuterRef("pk"), content_object__in=ids(reports))
    number = taggings.order_by().values("tag").annotate(number=Count("pk")).values("number")
    return Tag.objects.annotate(number=Subquery(number)).filter(number__gt=0).order_by("-number", "name")


def statements_in(reports: ReportQuerySet) -> QuerySet[Statement]:
    """The statements of the reports, newest report first, each with its report and person."""
    said = Statement.objects.filter(appearance__report__in=ids(reports))
    said = said.select_related("appearance__report__section", "appearance__speaker")
    return said.defer("appearance__report__body").order_by(
        "-appearance__report__shown_at", "-appearance__report", "order", "pk"
    )


def tagged(tag: Tag, reports: ReportQuerySet) -> ReportQuerySet:
    """Those of the reports that have the tag."""
    return reports.filter(pk__in=tag.taggings.values("content_object"))


def with_speaker(speaker: Speaker, reports: ReportQuerySet) -> ReportQuerySet:
    """Those of the reports in which the person appears."""
    return reports.filter(pk__in=speaker.appearances.order_by().values("report"))


def with_organisation(organisation: Organisation, reports: ReportQuerySet) -> ReportQuerySet:
    """Those of the reports in which somebody stands for the organisation."""
    return reports.filter(pk__in=organisation.appearances.order_by().values("report"))


def kept(kind: str, slug: str, rows: QuerySet) -> Model | None:
    """Which of the rows the entry that once stood at `slug` was merged into, if any."""
    records = MergeRecord.objects.filter(kind=kind, gone_slug=slug).values("kept_id")[:1]
    return rows.filter(pk__in=records).first()


def related(report: Report, reports: ReportQuerySet, number: int) -> ReportQuerySet:
    """The reports that share most tags and speakers with this one."""
    tags = TaggedReport.objects.filter(content_object=report).values("tag")
    people = Appearance.objects.filter(report=report, speaker__isnull=False).values("speaker")
    same_tag, same_person = Q(taggings__tag__in=tags), Q(appearances__speaker__in=people)
    shared = Count("taggings__tag", filter=same_tag, distinct=True) + Count(
        "appearances__speaker", filter=same_person, distinct=True
    )
    near = reports.exclude(pk=report.pk).filter(same_tag | same_person).annotate(shared=shared)
    return near.select_related("section").defer("body").order_by("-shared", "-shown_at", "-pk")[:number]


def neighbours(report: Report, reports: ReportQuerySet) -> tuple[Report | None, Report | None]:
    """(previous, next): the reports that stand beside this one in time."""
    if report.shown_at is None:
        return None, None
    beside = reports.select_related("section").defer("body")
    older = Q(shown_at__lt=report.shown_at) | Q(shown_at=report.shown_at, pk__lt=report.pk)
    newer = Q(shown_at__gt=report.shown_at) | Q(shown_at=report.shown_at, pk__gt=report.pk)
    return (
        beside.filter(older).order_by("-shown_at", "-pk").first(),
        beside.filter(newer).order_by("shown_at", "pk").first(),
    )
