"""Dates as a page prints them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Report
from articles.models.fields import LEAP_YEAR, PARTIAL_DATE


def day(moment: datetime | None) -> str:
    """The day of a moment, in local time; "" for None."""
    return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else ""


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


def event_dates(report: Report) -> str:
    """The day of the event, or its first and last day with the year printed once."""
    start, end = report.event_start, report.event_end
    if not end or end == start:
        return partial_date(start)
    if start[:4] == end[:4] and start[0] != "-" and len(end) == len("2019-07-17"):
        end = f"-{end[4:]}"
    return _("%(start)s to %(end)s") % {"start": partial_date(start), "end": partial_date(end)}


def clock(moment: datetime) -> str:
    """The time of day; "" at midnight, which stands for a source that printed no time."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M}" if (local.hour, local.minute) != (0, 0) else ""
