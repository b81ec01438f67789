"""Who said what, by person and by organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import addresses, charts, listings, speaking
from articles.marking import alone, standing
from articles.models import FormerAddress, Report, Statement
from articles.search import FACETS, Question
from articles.spreadsheets import csv_file

from .conventions import follow, numbered, public

NAMES_PER_PAGE = 300
NAMED = 10  # reports that name a person who doesn't speak in them
TAGS = 12
COMPANIONS = 8
BATCH = 500  # statements in memory at once
NARROWED_BY = ("year", "tag")  # facets of a person's statements
OTHER = "#"  # where names without a letter stand in the index


@public
def speakers(request: HttpRequest) -> HttpResponse:
    """Everyone who appears in a report, by the first letter of the pinyin."""
    reports = Report.objects.published()
    speakers = listings.speakers_in(reports)
    page = numbered(request, speakers, NAMES_PER_PAGE)
    groups: dict[str, list] = {}
    for speaker in listings.with_last_post(page.object_list, reports):
        groups.setdefault(_letter(speaker.pinyin), []).append(speaker)
    letters = _pages_of_letters(listings.letters_of(speakers))
    return render(request, "articles/speakers.html", {"page": page, "groups": groups, "letters": letters})


def _letter(pinyin: str) -> str:
    return pinyin[0].upper() if pinyin[:1].isalpha() else OTHER


def _pages_of_letters(counts) -> dict[str, int]:
    """The page on which each letter begins."""
    pages, passed = {}, 0
    for letter, number in counts:
        pages.setdefault(_letter(letter), passed // NAMES_PER_PAGE + 1)
        passed += number
    return pages


@public
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """One person: posts over time, statements by year and tag, those they appear with."""
    reports = Report.objects.published()
    speakers = listings.speakers_in(reports)
    speaker = speakers.filter(slug=slug).first()
    if speaker is None:
        return follow(FormerAddress.Kind.SPEAKER, slug, speakers)
    question = Question.asked({name: request.GET.get(name, "") for name in NARROWED_BY})
    said = listings.statements_in(reports).filter(appearance__speaker=speaker)
    page = numbered(request, said.filter(appearance__report__in=question.within(reports).order_by()))
    theirs = listings.with_speaker(speaker, reports)
    spoken = theirs.filter(pk__in=said.order_by().values("appearance__report"))
    context = {
        "speaker": speaker,
        "posts": speaker.posts.select_related("organisation"),
        "printed": listings.posts_printed(speaker, reports),
        "page": page,
        "occasions": list(_by_report(page.object_list)),
        "chosen": list(_chosen(question)),
        "tag": question.chosen.get("tag"),
        "years": charts.columns(speaking.by_year(speaking.said_at(said), "?year={}")),
        "companions": speaking.companions(speaker, reports, COMPANIONS),
        "named": [] if question.chosen else listings.rows(theirs.exclude(pk__in=spoken.values("pk")))[:NAMED],
        "tags": listings.tags_by_use(listings.latest(spoken))[:TAGS],
    }
    return render(request, "articles/speaker.html", context)


def _chosen(question: Question) -> Iterator[tuple]:
    """(facet, the value as printed, the address without it) of each that narrows the statements."""
    for name, key in question.chosen.items():
        others = question.widened(name).chosen
        yield FACETS[name], FACETS[name].label(key) or key, f"?{urlencode(others)}" if others else ""


@public
def speaker_statements(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that one person said, as a table for a spreadsheet, the newest first."""
    reports = Report.objects.published()
    speaker = get_object_or_404(listings.speakers_in(reports), slug=slug)
    said = listings.statements_in(reports).filter(appearance__speaker=speaker)
    heading = [_("Date"), _("Name"), _("Post"), _("Statement"), _("Report"), _("Address")]
    return csv_file(f"{speaker.name}.csv", heading, _rows(request, said))


def _rows(request: HttpRequest, statements: QuerySet[Statement]) -> Iterator[list]:
    for report, those in _by_report(statements.iterator(chunk_size=BATCH)):
        day = f"{timezone.localtime(report.shown_at):%Y-%m-%d}"
        for statement, _words in those:
            who = statement.appearance
            address = addresses.absolute(request, statement.get_absolute_url())
            yield [day, who.name, who.post, statement.text, report.title, address]


def _by_report(statements: Iterable[Statement]) -> Iterator[tuple[Report, list]]:
    """(report, [(statement, its words as parts)]); words that an edit took out of the report are left out."""
    for report, group in groupby(standing(statements), key=lambda statement: statement.appearance.report):
        yield report, [(statement, alone(statement)) for statement in group]


@public
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation over time: who stood for it when, and the reports in which they do."""
    reports = Report.objects.published()
    organisations = listings.organisations_in(reports)
    organisation = organisations.filter(slug=slug).first()
    if organisation is None:
        return follow(FormerAddress.Kind.ORGANISATION, slug, organisations)
    theirs = listings.with_organisation(organisation, reports)
    context = {
        "organisation": organisation,
        "posts": listings.posts_at(organisation, reports),
        "people": listings.people_of(organisation, reports),
        "years": charts.columns(speaking.reports_by_year(theirs)),
        "page": numbered(request, listings.rows(theirs)),
    }
    return render(request, "articles/organisation.html", context)
