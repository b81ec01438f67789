"""Tags and filters of the public templates."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, pgettext, to_locale
from django.utils.translation import gettext as _

from articles.media import renditions
from articles.models import Photo, Report, Section
from articles.models.fields import LEAP_YEAR, PARTIAL_DATE
from articles.models.printable import printable
from articles.public import json_ld, links, selectors

register = template.Library()


@register.simple_tag
def language_tag() -> str:
    """The language tag of the page for HTML: zh-Hans."""
    return to_locale(get_language() or settings.LANGUAGE_CODE).replace("_", "-")


@register.simple_tag
def sections() -> list[Section]:
    """The sections that hold a published report."""
    return list(selectors.sections_in(Report.objects.published()))


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str) -> str:
    """The absolute URL of a path."""
    return links.absolute_url(context["request"], path)


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, number: int) -> str:
    """The URL of another page of this list; the first page has no number."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}" if query else request.path


@register.filter
def page_numbers(page: Page) -> list:
    """The page numbers to link, with an ellipsis for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.filter
def partial_date(value: str) -> str:
    """Format a partial date (2019-08-06, 2019-08, 2019 or --08-06) with the parts that it has."""
    match = PARTIAL_DATE.fullmatch(value)
    if not match:
        return value
    day = date(
        int(match["year"] or LEAP_YEAR),
        int(match["month"] or match["m"] or 1),
        int(match["day"] or match["d"] or 1),
    )
    if match["m"]:
        return format_date(day, pgettext("date format, day without year", "F j"))
    if match["day"]:
        return format_date(day, pgettext("date format, day", "F j, Y"))
    if match["month"]:
        return format_date(day, pgettext("date format, month", "F Y"))
    return format_date(day, pgettext("date format, year", "Y"))


@register.filter
def event_dates(report: Report) -> str:
    """The day of the event, or its first and last day with the year printed once."""
    start, end = report.event_start, report.event_end
    if not end or end == start:
        return partial_date(start)
    if start[:4] == end[:4] and start[0] != "-" and len(end) == len("2019-07-17"):
        end = f"-{end[4:]}"
    return _("%(start)s to %(end)s") % {"start": partial_date(start), "end": partial_date(end)}


@register.filter
def clock(moment: datetime) -> str:
    """The time of day; "" at midnight, which stands for a source that printed no time."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M}" if (local.hour, local.minute) != (0, 0) else ""


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


register.filter("iso", json_ld.written)
register.filter("printable", printable)
