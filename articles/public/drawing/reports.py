"""The page of a report: what its own rows decide, drawn once and kept."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.safestring import mark_safe

from articles.media import renditions
from articles.models import Appearance, Credit, Photo, Report, Statement, Tag
from articles.models.prepared import Prepared
from articles.public import dates, json_ld
from articles.public.links import absolute_url
from articles.statements import attribute, speakers_of

from .keeping import keep_later
from .passages import passages
from .version import version

CARD_WIDTH = 300  # pixels; what is narrower is shown on no card
#: Stands for scheme and host of the request in what is kept, where SITE_URL is empty.
SITE = "https://address-of-this-site.invalid"
LARGEST_ID = 2**63 - 1
FOUND = Prepared(
    lambda now, pk: (
        Report.objects.published(now)
        .filter(pk=pk)
        .order_by()
        .values_list(
            *("pk", "section", "shown_at"),
            *("rendered__stamp", "rendered__article_version", "rendered__article"),
        )
    ),
    datetime,
    int,
)


class DrawnReport(NamedTuple):
    """The parts of the page of a report, as HTML, and its path."""

    path: str
    title: str
    meta: str
    links: str
    crumbs: str
    article: str
    end: str


def drawn_report(request: HttpRequest, pk: int) -> tuple[Report, DrawnReport] | None:
    """A public report as its page prints it: kept, or drawn now and stored after the request.

    Of the report itself nothing is loaded but its date and section.
    """
    known = version()
    row = next(iter(FOUND.rows(timezone.now(), pk)), None) if pk <= LARGEST_ID else None
    if row is None:
        return None
    *values, stamp, kept_version, kept = row
    if known and kept_version == known:
        known_columns = Report.from_db("default", ["id", "section_id", "shown_at"], values)
        return known_columns, _at(request, DrawnReport(*json.loads(kept)))
    # Read after the stamp: whatever changes from now on changes the stamp.
    report = Report.objects.published().select_related("section", "cover").filter(pk=pk).first()
    if report is None:
        return None
    drawn, can_be_kept = _draw(report)
    if known and stamp is not None and can_be_kept:
        keep_later(pk, stamp, kept_columns(drawn, known))
    return report, _at(request, drawn)


def kept_columns(drawn: DrawnReport, known: str) -> Mapping[str, str]:
    """The columns that hold the page."""
    return {"article_version": known, "article": json.dumps(drawn, ensure_ascii=False)}


def kept_reports(pks: Collection[int]) -> dict[int, tuple[int | None, DrawnReport]]:
    """(section, page) of those of these public reports whose page is kept."""
    found = Report.objects.published().filter(pk__in=pks, rendered__article_version=version() or None)
    rows = found.order_by().values_list("pk", "section", "rendered__article")
    return {pk: (section, DrawnReport(*map(mark_safe, json.loads(kept)))) for pk, section, kept in rows}


def draw(request: HttpRequest, report: Report, *, preview: bool = False) -> DrawnReport:
    """A report in any state, drawn now."""
    return _at(request, _draw(report, preview=preview)[0])


def _at(request: HttpRequest, drawn: DrawnReport) -> DrawnReport:
    """The parts as HTML, with the addresses of the host that was asked."""
    texts: Iterable[str] = drawn
    if not settings.SITE_URL:
        site = absolute_url(request, "/").removesuffix("/")
        texts = (text.replace(SITE, site) for text in drawn)
    return DrawnReport(*map(mark_safe, texts))  # a template escaped it


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows that the page of a report prints beside its own, each in its order."""

    photos: list[Photo]
    appearances: list[Appearance]
    statements: list[Statement]
    credits: list[Credit]
    tags: list[Tag]


def parts_of(report: Report) -> Parts:
    """The parts of one report."""
    appearances = list(report.appearances.select_related("speaker", "organisation"))
    return Parts(
        photos=list(report.photos.all()),
        appearances=appearances,
        statements=_statements(report, appearances),
        credits=list(report.credits.all()),
        tags=list(report.tags.all()),
    )


def _draw(report: Report, *, preview: bool = False) -> tuple[DrawnReport, bool]:
    return draw_parts(report, parts_of(report), preview=preview)


def draw_parts(report: Report, parts: Parts, *, preview: bool = False) -> tuple[DrawnReport, bool]:
    """The page, and whether it can be kept: a picture of unknown size depends on a file besides."""
    between = secrets.token_hex(16)
    context = _context(report, parts) | {"between": between, "preview": preview}
    html = render_to_string("articles/_report_pieces.html", context)
    meta, links, crumbs, article, end = html.split(between)
    drawn = DrawnReport(report.get_absolute_url(), escape(report.title), meta, links, crumbs, article, end)
    pictures = [photo for photo in (report.cover, *parts.photos) if photo and photo.file]
    return drawn, all(photo.width and photo.height for photo in pictures)


def _context(report: Report, parts: Parts) -> dict[str, Any]:
    photos = [photo for photo in parts.photos if photo.file and renditions.size(photo)]
    blocks = attribute(report.body, parts.statements, photos)
    speakers = speakers_of(blocks)
    speaking = {speaker.appearance for speaker in speakers}
    said = [statement for block in blocks for statement in block.begin]
    card = _card([report.cover, *photos])
    return {
        "report": report,
        "section": report.section,
        "section_address": report.section.get_absolute_url() if report.section else "",
        "lead": report.lead,
        "shown": report.shown_at is not None,
        "iso": json_ld.written(report.shown_at),
        "date": dates.day(report.shown_at),
        "here": _address(report.get_absolute_url()),
        "site_name": settings.SITE_NAME,
        "passages": list(passages(blocks)),
        "lead_photo": next((photo for photo in photos if photo.before == 0), None),
        "card": card,
        "image": _address(card.file.url) if card else "",
        "speakers": speakers,
        "named": [appearance for appearance in parts.appearances if appearance not in speaking],
        "tags": parts.tags,
        "credits": parts.credits,
        "structured": json_ld.news_article(report, said, parts.credits, parts.tags, _address),
    }


def _statements(report: Report, appearances: list[Appearance]) -> list[Statement]:
    """The statements of a report in their order, each with its appearance."""
    by_pk = {appearance.pk: appearance for appearance in appearances}
    statements = [
        statement
        for statement in Statement.objects.filter(appearance__report=report)
        if statement.appearance_id in by_pk
    ]
    for statement in statements:
        statement.appearance = by_pk[statement.appearance_id]
    return statements


def _address(path: str) -> str:
    """Absolute URL of a path, as links.absolute_url() makes it, for any host."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else f"{SITE}{iri_to_uri(path)}"


def _card(photos: list[Photo | None]) -> Photo | None:
    """The first of the photos that is wide enough for the card of a shared link."""
    wide = (
        photo
        for photo in photos
        if photo and photo.file and (renditions.size(photo) or (0,))[0] >= CARD_WIDTH
    )
    return next(wide, None)
