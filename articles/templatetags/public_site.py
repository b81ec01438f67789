"""Tags and filters of the public templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.utils.translation import get_language, to_locale

from articles.media import renditions
from articles.models import Photo, Report
from articles.models.printable import printable
from articles.public import dates, drawing, json_ld, links
from articles.search import Choice, Facet

register = template.Library()


@register.simple_tag
def language_tag() -> str:
    """The language tag of the page for HTML: zh-Hans."""
    return to_locale(get_language() or settings.LANGUAGE_CODE).replace("_", "-")


@register.simple_tag(takes_context=True)
def frame(context: template.Context) -> drawing.Frame:
    """The masthead, footer and links of the page."""
    section, words = context.get("section"), str(context.get("q") or "")
    return drawing.frame(context["request"], section, context.get("of_report"), words)


@register.simple_tag(takes_context=True)
def reports(
    context: template.Context,
    reports: Iterable[Report],
    *,
    dated: bool = False,
    in_section: bool = False,
    of_day: bool = False,
) -> str:
    """A list of reports; `dated` sets the day apart, and the others are those of Card.line()."""
    keys = [report.pk for report in reports]
    cards = drawing.cards_on(context["request"], keys)
    items = [cards[key].item(in_section=in_section, of_day=of_day) for key in keys if key in cards]
    return drawing.reports(items, dated=dated)


@register.simple_tag(takes_context=True)
def byline(context: template.Context, report: Report, *, in_section: bool = False) -> str:
    """Section, day and speakers of a report."""
    card = drawing.cards_on(context["request"], [report.pk]).get(report.pk)
    return card.line(in_section=in_section) if card else ""


@register.simple_tag
def names(speakers: Iterable[drawing.Named]) -> str:
    """The items of the index of speakers."""
    return drawing.names(speakers)


@register.simple_tag(takes_context=True)
def found_reports(context: template.Context, found: Iterable[drawing.Found]) -> str:
    """The items of what a search found."""
    return drawing.found_reports(context["request"], found)


@register.simple_tag
def facets(counted: Iterable[tuple[Facet, Iterable[Choice]]]) -> str:
    """The facets of what a search found."""
    return drawing.facets(counted)


@register.simple_tag
def year_of_archive(year: int, months: Iterable[tuple[date, int]], is_open: bool) -> str:
    """A year of the archive with its months."""
    return drawing.year_of_archive(year, months, is_open=is_open)


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str) -> str:
    """The absolute URL of a path."""
    return links.absolute_url(context["request"], path)


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, number: int) -> str:
    """The URL of another page of this list; the first page has no number."""
    return drawing.Addresses(context["request"]).of(number)


@register.simple_tag(takes_context=True)
def pages(context: template.Context, page: Page, *, ranked: bool = False) -> str:
    """Links to the other pages of a list."""
    return drawing.pages(context["request"], page, ranked=ranked)


@register.inclusion_tag("articles/_picture.html")
def picture(photo: Photo, sizes: str, lead: bool = False) -> dict:
    """Render a photo with its renditions; nothing if the file is no picture.

    `sizes` is the HTML attribute; a `lead` picture is not loaded lazily.
    """
    shown = renditions.size(photo)
    address, kind = photo.file.url, renditions.plain_kind(photo.file.name or "")
    widths = renditions.widths(shown[0]) if shown else []
    return {
        "photo": photo,
        "size": shown,
        "webp": ", ".join(f"{address}/{width}.webp {width}w" for width in widths),
        "plain": ", ".join(f"{address}/{width}.{kind} {width}w" for width in widths),
        "sizes": sizes,
        "lead": lead,
    }


register.simple_tag(drawing.chart_table)
register.simple_tag(drawing.choices)
register.simple_tag(drawing.column_chart)
register.simple_tag(drawing.companions)
register.simple_tag(drawing.speakers_by_use)
register.simple_tag(drawing.tags, name="tag_links")
register.simple_tag(drawing.years_of)
register.filter("clock", dates.clock)
register.filter("event_dates", dates.event_dates)
register.filter("iso", json_ld.written)
register.filter("partial_date", dates.partial_date)
register.filter("printable", printable)
