"""Build manuscripts from stored reports: every query of the checks is made here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.urls import Resolver404, resolve
from django.utils import timezone
from lxml.html import HtmlElement

from articles.editorial.checks.finding import Level
from articles.editorial.checks.links import is_address
from articles.editorial.checks.manuscript import (
    Link,
    Manuscript,
    Person,
    Picture,
    StatementText,
    Tenure,
    Wording,
)
from articles.models import Appearance, Credit, Membership, Photo, Report, Statement, TaggedReport, WordRule
from articles.models.body import text_blocks, tree
from articles.models.snapshots import is_loaded

HIDDEN = frozenset({"preview", "healthz"})  # URL names of pages that are not for readers


@dataclass
class RelatedRows:
    """Rows of several reports, grouped by report; statements come with the pk of their appearance."""

    statements: dict[int, list[tuple[int, StatementText]]]
    appearances: dict[int, list[Appearance]]
    credits: dict[int, list[str]]
    photos: dict[int, list[Photo]]
    wordings: tuple[Wording, ...]

    @classmethod
    def of(cls, reports: Iterable[Report]) -> RelatedRows:
        reports = list(reports)
        if all(map(is_loaded, reports)):
            return cls.loaded(reports)
        keys = [report.pk for report in reports]
        statements = Statement.objects.filter(appearance__report__in=keys).order_by("order", "pk")
        said = statements.values_list("appearance__report", "appearance", "pk", "appearance__name", "text")
        credits = Credit.objects.filter(report__in=keys).values_list("report", "name")
        photos = Photo.objects.filter(report__in=keys)
        return cls(
            statements=_grouped(
                (key, (person, StatementText(pk, name, text))) for key, person, pk, name, text in said
            ),
            appearances=_grouped((row.report_id, row) for row in _appearances(keys)),
            credits=_grouped(credits),
            photos=_grouped((photo.report_id, photo) for photo in photos),
            wordings=tuple(wordings()),
        )

    @classmethod
    def loaded(cls, reports: Iterable[Report]) -> RelatedRows:
        """Those that load_parts() has read."""
        return cls(
            statements={report.pk: list(_said(report)) for report in reports},
            appearances={report.pk: list(report.appearances.all()) for report in reports},
            credits={report.pk: [credit.name for credit in report.credits.all()] for report in reports},
            photos={report.pk: list(report.photos.all()) for report in reports},
            wordings=tuple(wordings()),
        )


def load_parts(report: Report) -> None:
    """Read the parts of a report once, for a page that shows them, their version and the findings."""
    people = _people_of_register(Appearance.objects.select_related("speaker", "organisation"))
    prefetch_related_objects(
        [report],
        *("credits", "photos"),
        Prefetch("taggings", TaggedReport.objects.select_related("tag")),
        Prefetch("appearances", people),
        "appearances__statements",
    )


def statements_of(report: Report) -> list[Statement]:
    """The statements of a report with its parts, in their order."""
    said = [each for person in report.appearances.all() for each in person.statements.all()]
    return sorted(said, key=lambda each: (each.order, each.pk))


def _said(report: Report) -> Iterator[tuple[int, StatementText]]:
    for said in statements_of(report):
        yield said.appearance_id, StatementText(said.pk, said.appearance.name, said.text)


def manuscript_of(report: Report) -> Manuscript:
    """Manuscript of one report, in a fixed number of queries."""
    return next(manuscripts_of([report]))


def manuscripts_of(reports: Sequence[Report]) -> Iterator[Manuscript]:
    """Manuscripts of several reports, with the queries of one; links to own reports take one more each."""
    related = RelatedRows.of(reports)
    return (_manuscript(report, related) for report in reports)


def _manuscript(report: Report, related: RelatedRows) -> Manuscript:
    root = tree(report.body)
    blocks = text_blocks(root)
    statements = related.statements.get(report.pk, [])
    people = related.appearances.get(report.pk, [])
    return Manuscript(
        title=report.title,
        summary=report.summary,
        paragraphs=tuple(block.text_content().strip() for block in blocks),
        event_start=report.event_start,
        event_end=report.event_end,
        published_on=timezone.localtime(report.published_at).date() if report.published_at else None,
        is_repost=report.is_repost,
        statements=tuple(said for _person, said in statements),
        people=tuple(_people(report, people, {person for person, _said in statements})),
        credits=tuple(related.credits.get(report.pk, [])),
        pictures=(*_pictures(related.photos.get(report.pk, [])), *_images(root)),
        links=tuple(_links(blocks)),
        wordings=related.wordings,
    )


def _grouped(rows: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    """Group rows by key, in order."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for key, row in rows:
        groups[key].append(row)
    return dict(groups)


def _appearances(keys: list[int]) -> QuerySet[Appearance]:
    return _people_of_register(Appearance.objects.filter(report__in=keys).select_related("speaker"))


def _people_of_register(appearances: QuerySet[Appearance]) -> QuerySet[Appearance]:
    """With what the register knows of the people."""
    posts = Prefetch("speaker__memberships", Membership.objects.select_related("organisation"))
    known = "speaker__other_names", posts, "speaker__memberships__organisation__short_names"
    return appearances.prefetch_related(*known).order_by("order", "pk")


def _people(report: Report, appearances: Iterable[Appearance], speaking: set[int]) -> Iterator[Person]:
    for appearance in appearances:
        speaker = appearance.speaker
        yield Person(
            name=appearance.name,
            titles=tuple(filter(None, appearance.titles.split("、"))),
            organisation=appearance.printed_organisation,
            speaks=appearance.pk in speaking,
            known_as=(speaker.name, *map(str, speaker.other_names.all())) if speaker else (),
            posts=tuple(_tenures(report, speaker.memberships.all())) if speaker else (),
        )


def _tenures(report: Report, posts) -> Iterator[Tenure]:
    days = report.days
    for post in posts:
        yield Tenure(
            organisation=post.organisation.name,
            title=post.role,
            held=days is None or post.covers(*days),
            short_names=tuple(map(str, post.organisation.short_names.all())),
        )


def _pictures(photos: Iterable[Photo]) -> Iterator[Picture]:
    for photo in photos:
        yield Picture(f"photo:{photo.pk}", photo.caption, photo.alt, here=bool(photo.file))


def _images(root: HtmlElement) -> Iterator[Picture]:
    """Pictures inside the body."""
    for number, image in enumerate(root.iter("img")):
        captions = [e.text_content().strip() for e in image.itersiblings("figcaption")]
        yield Picture(f"image:{number}", "".join(captions), image.get("alt", ""))


def _links(blocks: list[HtmlElement]) -> Iterator[Link]:
    found = [
        (number, block, anchor)
        for number, block in enumerate(blocks)
        for anchor in block.iter("a")
        if anchor.get("href") is not None
    ]
    shown = _public_pages([anchor.get("href") for _number, _block, anchor in found])
    for number, block, anchor in found:
        before = _text_before(block, anchor)
        indent = len(block.text_content()) - len(block.text_content().lstrip())
        words, address = anchor.text_content(), anchor.get("href")
        yield Link(f"paragraph:{number}", words, max(before - indent, 0), address, shown[address])


def _text_before(block: HtmlElement, anchor: HtmlElement) -> int:
    """Number of characters of the block before the link."""
    inside = takewhile(lambda element: element is not anchor, block.iter())
    ancestors = set(anchor.iterancestors())
    texts = (
        len(element.text or "")
        + (len(element.tail or "") if element is not block and element not in ancestors else 0)
        for element in inside
    )
    return sum(texts)


def _public_pages(addresses: list[str]) -> dict[str, bool]:
    """Address → whether readers see a page there; other sites are assumed to."""
    own = {address: _page(address) for address in addresses if is_address(address) and _is_ours(address)}
    asked = {page for page in own.values() if isinstance(page, int)}
    live = set(Report.objects.published().filter(pk__in=asked).values_list("pk", flat=True)) if asked else ()
    found = {address: page in live if isinstance(page, int) else page for address, page in own.items()}
    return {address: bool(found.get(address, True)) for address in addresses}


def _is_ours(address: str) -> bool:
    host = urlsplit(address).hostname
    ours = {urlsplit(settings.SITE_URL).hostname, *settings.ALLOWED_HOSTS}
    return urlsplit(address).scheme != "mailto" and (host is None or host in ours)


def _page(address: str) -> int | str | None:
    """What an address of this site leads to: the pk of a report, the URL name of another page, or None."""
    try:
        match = resolve(unquote(urlsplit(address).path) or "/")
    except Resolver404:
        return None
    if match.app_name != "articles" or match.url_name in HIDDEN:
        return None
    return match.kwargs["pk"] if match.url_name == "report" else match.url_name


def wordings() -> Iterator[Wording]:
    """Entries of the newsroom's word list."""
    for rule in WordRule.objects.filter(active=True):
        yield Wording(
            rule.wrong, rule.right, rule.legal_basis, Level(rule.level), tuple(rule.except_in.split())
        )
