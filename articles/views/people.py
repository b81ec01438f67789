"""Who said what, by person and by organisation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles import listings
from articles.marking import alone, standing
from articles.models import FormerAddress, Report, Statement

from .conventions import follow, numbered, public

NAMES_PER_PAGE = 300
NAMED = 10  # reports that name a person who doesn't speak in them
TAGS = 12
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
    """One person: posts over time, every statement with its report, tags."""
    reports = Report.objects.published()
    speakers = listings.speakers_in(reports)
    speaker = speakers.filter(slug=slug).first()
    if speaker is None:
        return follow(FormerAddress.Kind.SPEAKER, slug, speakers)
    statements = listings.statements_in(reports).filter(appearance__speaker=speaker)
    theirs = listings.with_speaker(speaker, reports)
    spoken = statements.order_by().values("appearance__report")
    page = numbered(request, statements)
    context = {
        "speaker": speaker,
        "posts": speaker.posts.select_related("organisation"),
        "printed": listings.posts_printed(speaker, reports),
        "page": page,
        "occasions": list(_by_report(page.object_list)),
        "named": listings.rows(theirs.exclude(pk__in=spoken))[:NAMED],
        "tags": listings.tags_by_use(listings.latest(theirs))[:TAGS],
    }
    return render(request, "articles/speaker.html", context)


def _by_report(statements: list[Statement]) -> Iterator[tuple[Report, list]]:
    """(report, [(statement, its words as parts)]); words that an edit took out of the report are left out."""
    for report, group in groupby(statements, key=lambda statement: statement.appearance.report):
        if standing_there := standing(group, report.body):
            yield report, [(statement, alone(statement)) for statement in standing_there]


@public
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: who stands for it, and the reports in which they do."""
    reports = Report.objects.published()
    organisations = listings.organisations_in(reports)
    organisation = organisations.filter(slug=slug).first()
    if organisation is None:
        return follow(FormerAddress.Kind.ORGANISATION, slug, organisations)
    theirs = listings.with_organisation(organisation, reports)
    context = {
        "organisation": organisation,
        "people": listings.people_of(organisation, reports),
        "page": numbered(request, listings.rows(theirs)),
    }
    return render(request, "articles/organisation.html", context)
