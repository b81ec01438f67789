"""Pages of speakers and organisations, and the CSV export of their statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import groupby, islice, starmap
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Report, SlugRedirect, Speaker, Statement
from articles.models.prepared import Prepared
from articles.models.reports import ReportQuerySet
from articles.public import charts, drawing, links, selectors, statistics
from articles.public.csv_export import csv_file
from articles.public.kept import KeptList, Kind, public_rows
from articles.public.lists import ReportList, StatementList
from articles.public.pages.params import Params
from articles.public.speaker_index import SpeakerIndex
from articles.public.streaming import drawn
from articles.register.tenures import timeline
from articles.search import Choice, SearchParams, Value, occasions_of

from .conventions import follow, numbered, page_of, public

NAMES_PER_PAGE = 300
NAMED = 10  # reports in which the person appears without a statement
TAGS = 12
COMPANIONS = 8
BATCH = 500  # statements in memory at once
NARROWED_BY = ("year", "tag", "occasion")  # facets of a person's statements
ENTRIES = {"speaker": selectors.speakers_in, "organisation": selectors.organisations_in}
OTHER = "#"  # group of names without a letter in the index
OCCASIONS = Prepared(
    lambda now, speaker: (
        Statement.objects.filter(
            appearance__report__from_keys=selectors.newest_of(now, speaker), appearance__speaker=speaker
        )
        .order_by()
        .exclude(appearance__report__occasion="")
        .values_list("appearance__report__occasion")
        .annotate(number=Count("pk"))
    ),
    *(datetime, int),
)
SILENT = Prepared(
    lambda now, speaker: (
        public_rows(now, Kind.SPEAKER, speaker)
        .filter(statements=0, report__from_keys=selectors.newest_of(now, speaker))
        .values_list("report")[:NAMED]
    ),
    *(datetime, int),
)
CARDED = Prepared(
    lambda now, reports: selectors.carded(Report.objects.published(now).filter(pk__among=reports)),
    *(datetime, list),
)
TAGGED = Prepared(
    lambda now, speaker: selectors.tags_within(
        public_rows(now, Kind.SPEAKER, speaker).filter(statements__gt=0).values("report")[: selectors.LATEST]
    ),
    *(datetime, int),
)


@page_of("page")
def speakers(request: HttpRequest) -> HttpResponse:
    """Everyone who appears in a report, grouped by the first letter of the pinyin."""
    reports = Report.objects.published()
    index = SpeakerIndex(reports)
    page = numbered(request, index, NAMES_PER_PAGE)
    groups: dict[str, list] = {}
    for speaker in page:
        groups.setdefault(_letter(speaker.pinyin), []).append(speaker)
    letters = _pages_of_letters(index.letters)
    return render(request, "articles/speakers.html", {"page": page, "groups": groups, "letters": letters})


def _letter(pinyin: str) -> str:
    return pinyin[0].upper() if pinyin[:1].isalpha() else OTHER


def _pages_of_letters(counts) -> dict[str, int]:
    """The page on which each letter begins."""
    pages: dict[str, int] = {}
    passed = 0
    for letter, number in counts:
        pages.setdefault(_letter(letter), passed // NAMES_PER_PAGE + 1)
        passed += number
    return pages


@page_of(*NARROWED_BY, "page")
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """Speaker page: posts over time, statements by year, tag and occasion, and who else appears with them."""
    reports = Report.objects.published()
    speaker = next(iter(selectors.SPEAKER.objects(reports.public_at, slug)), None)
    if speaker is None:
        return follow(SlugRedirect.Kind.SPEAKER, slug, selectors.speakers_in(reports))
    params = _params(request)
    whole = StatementList(reports, speaker)
    page = numbered(request, _narrowed(_all_said(speaker, reports), params) if params.chosen else whole)
    rows: Any = page.object_list
    said = rows if isinstance(rows, list) else starmap(drawing.Said, rows.values_list(*drawing.SAID))
    context = {
        "speaker": speaker,
        "tenures": timeline(
            selectors.MEMBERSHIPS.objects(speaker.pk), selectors.printed_titles(speaker, reports)
        ),
        "page": page,
        "spoken": _spoken(request, said),
        "params": params,
        "data": params.with_value("speaker", speaker.slug),
        "chosen": list(params.chosen_values(Report.objects.published())),
        "years": charts.columns(_years(whole, params)),
        "occasions": list(_occasions(whole, params)),
        "companions": statistics.companions(speaker, reports, COMPANIONS),
        "named": [] if params.chosen else _named(whole),
        "tags": list(_tags(whole, params)),
        "counted": selectors.counted_among(whole.kept),
    }
    return render(request, "articles/speaker.html", context)


def _params(request: HttpRequest) -> SearchParams:
    """Facets that the statements are narrowed to."""
    return SearchParams.from_query({name: request.GET.get(name, "") for name in NARROWED_BY})


def _all_said(speaker: Speaker, reports: ReportQuerySet) -> QuerySet[Statement]:
    return selectors.statements_in(reports).filter(appearance__speaker=speaker)


def _narrowed(said: QuerySet[Statement], params: SearchParams) -> QuerySet[Statement]:
    """The statements in reports that have the chosen values."""
    if not params.chosen:
        return said
    return said.filter(appearance__report__in=params.narrow(Report.objects.published()).order_by())


def _years(whole: StatementList, params: SearchParams) -> list[charts.Value]:
    """Statements by year, regardless of the chosen year."""
    others = params.without("year")
    if others.chosen:
        numbers = statistics.statement_years(_narrowed(_all_said(whole.speaker, whole.reports), others))
    else:
        numbers = whole.kept.years("dated_statements")
    return statistics.by_year(numbers, lambda year: others.with_value("year", str(year)).facet_query_string())


def _occasions(whole: StatementList, params: SearchParams) -> Iterator[Choice]:
    """Statements of the newest reports by occasion, regardless of the chosen occasion."""
    others = params.without("occasion")
    if not others.chosen:
        for number, kind in sorted((-number, kind) for kind, number in OCCASIONS.rows(*whole.key)):
            yield Choice(Value(kind, kind, -number), others.with_value("occasion", kind))
        return
    said = selectors.newest_statements(whole.speaker, whole.reports)
    for value in occasions_of(_narrowed(said, others), "appearance__report__"):
        yield Choice(value, others.with_value("occasion", value.key))


def _named(whole: StatementList) -> list[Report]:
    """The newest reports in which the speaker appears without a statement."""
    keys = [key for (key,) in SILENT.rows(*whole.key)]
    return CARDED.objects(whole.key[0], keys)


def _tags(whole: StatementList, params: SearchParams) -> Iterator[Choice]:
    """The most used tags of the reports with a statement, each with the params that narrows to it."""
    others = params.without("tag")
    rows = whole.kept.rows.filter(statements__gt=0).values("report")
    if not others.chosen:
        for tag in selectors.first_tags(TAGGED.rows(*whole.key), TAGS):
            yield Choice(Value(tag.slug, tag.name), others.with_value("tag", tag.slug))
        return
    spoken = whole.reports.filter(pk__in=rows)
    for tag in selectors.most_used(others.narrow(spoken), TAGS):
        yield Choice(Value(tag.slug, tag.name), others.with_value("tag", tag.slug))


@partial(public, params=Params(NARROWED_BY), is_kept=False)  # streamed
def statements(request: HttpRequest, slug: str, entry_kind: str) -> HttpResponseBase:
    """Export the statements of an entry as CSV, newest first, narrowed as on its page."""
    reports = Report.objects.published()
    entry = get_object_or_404(ENTRIES[entry_kind](reports), slug=slug)
    said = selectors.statements_in(reports).filter(**{f"appearance__{entry_kind}": entry})
    return _table(request, entry.name, _narrowed(said, _params(request)))


def _table(request: HttpRequest, name: str, statements: QuerySet[Statement]) -> HttpResponseBase:
    heading = [_("Date"), _("Name"), _("Post"), _("Occasion"), _("Statement"), _("Report"), _("Address")]
    return csv_file(f"{name}.csv", heading, _table_rows(request, statements))


def _table_rows(request: HttpRequest, statements: QuerySet[Statement]) -> Iterator[list[str]]:
    """The rows of the table; the cards of the reports say which statements are still in the bodies."""
    said = statements.defer("appearance__report__body").iterator(chunk_size=BATCH)
    while some := list(islice(said, BATCH)):
        cards = drawing.cards_of(each.appearance.report_id for each in some)
        standing = {pk for card in cards.values() for pk in card.said}
        yield from drawn((each for each in some if each.pk in standing), partial(_table_row, request))


def _table_row(request: HttpRequest, statement: Statement) -> list[str]:
    appearance, report = statement.appearance, statement.appearance.report
    day = timezone.localtime(report.shown_at).date().isoformat()
    address = links.absolute_url(request, statement.get_absolute_url())
    return [
        *(day, appearance.name, appearance.post, report.occasion),
        *(statement.text, report.title, address),
    ]


def _spoken(request: HttpRequest, said: Iterable[drawing.Said]) -> str:
    """HTML of the statements of a page."""
    said = list(said)
    return drawing.spoken(said, drawing.cards_on(request, {each.report: None for each in said}))


@page_of("page")
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Organisation page: who represented it when, and in which reports."""
    reports = Report.objects.published()
    organisations = selectors.organisations_in(reports)
    organisation = organisations.filter(slug=slug).first()
    if organisation is None:
        return follow(SlugRedirect.Kind.ORGANISATION, slug, organisations)
    kept = KeptList(reports, Kind.ORGANISATION, organisation.pk)
    years = statistics.by_year(kept.years("dated_reports"))
    context = {
        "organisation": organisation,
        "memberships": selectors.memberships_at(organisation, reports),
        "people": list(_by_person(selectors.people_of(organisation, reports))),
        "years": charts.columns(years),
        "page": numbered(request, ReportList(reports, kept)),
        "counted": selectors.counted_among(kept),
    }
    return render(request, "articles/organisation.html", context)


def _by_person(printed: Iterable[dict]) -> Iterator[tuple[str, str | None, list[dict]]]:
    """(name, slug of the speaker, the posts printed beside the name), of rows in the order of people."""
    for (name, slug), posts in groupby(printed, key=lambda row: (row["name"], row["speaker__slug"])):
        yield name, slug, list(posts)
