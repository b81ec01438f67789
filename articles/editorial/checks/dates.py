"""Checks of dates, times and days of the week."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.manuscript import Manuscript
from articles.models.fields import LEAP_YEAR, YEAR_UNKNOWN, first_day
from articles.reading.folding import fold

CALENDAR = _("The calendar")
IMPOSSIBLE = Kind("impossible_date", Level.ERROR, _("Impossible date"), CALENDAR)
CLOCK = Kind("impossible_time", Level.ERROR, _("Impossible time"), _("GB/T 15835—2011, Use of numerals"))
WEEKDAY = Kind("wrong_weekday", Level.WARNING, _("Day of the week"), CALENDAR)
NO_YEAR = Kind("event_year_unknown", Level.WARNING, _("Year unknown"), _("Readers look for reports by date."))
TOO_LATE = Kind("event_after_publication", Level.WARNING, _("Event after publication"), CALENDAR)
NO_ZERO = Kind("year_zero", Level.WARNING, _("〇 in years"), _("GB/T 15835—2011, Use of numerals"))

DAY: Final = re.compile(
    r"(?<![\d.])(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?"
    r"(?P<weekday>[（(，, ]{0,2}(?:星期|周|礼拜)(?P<name>[一二三四五六日天]))?"
)
LUNAR: Final = re.compile(r"(?:农历|阴历|旧历)[^，。；]{0,8}$")
TIME: Final = re.compile(r"(?<![\d.])(?P<hour>\d{1,2})(?:时|点|:)(?P<minute>\d{2})(?:分|(?![\d:%比.]))")
WEEKDAYS: Final = "一二三四五六日"
YEAR_ZERO: Final = re.compile(r"(?:[一二三四五六七八九][零○0OＯo])[零○0OＯo〇一二三四五六七八九]{2}(?=年)")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in the text; `year` or `day` is 0 where it is not printed."""

    place: str
    match: re.Match[str]
    words: str
    year: int
    month: int
    day: int

    def possible(self) -> bool:
        """Whether the day exists; 29 February does if the year is unknown."""
        try:
            date(self.year or LEAP_YEAR, self.month, self.day or 1)
        except ValueError:
            return False
        return True


def _printed_dates(manuscript: Manuscript) -> Iterator[PrintedDate]:
    for place, text in manuscript.passages():
        for match in DAY.finditer(fold(text)):
            if LUNAR.search(text[: match.start()]):
                continue
            year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
            yield PrintedDate(place, match, text[match.start() : match.end()], year, month, day)


def impossible_dates(manuscript: Manuscript) -> Iterator[Finding]:
    """2月30日, 13月5日, 2019年2月29日; also a month without a day behind a year (2019年13月)."""
    for printed in _printed_dates(manuscript):
        if not printed.possible() and (printed.match["day"] or printed.match["year"]):
            advice = _("There is no such day. Look it up.")
            words = printed.words[: len(printed.words) - len(printed.match["weekday"] or "")]
            yield IMPOSSIBLE.at(printed.place, words, advice, start=printed.match.start())


def impossible_times(manuscript: Manuscript) -> Iterator[Finding]:
    """Times that don't exist: 25时30分, 17:69."""
    for place, text in manuscript.passages():
        for match in TIME.finditer(fold(text)):
            hour, minute = int(match["hour"]), int(match["minute"])
            if hour > 24 or minute > 59 or (hour == 24 and minute):
                words = text[match.start() : match.end()]
                yield CLOCK.at(place, words, _("There is no such time. Look it up."), start=match.start())


def wrong_weekdays(manuscript: Manuscript) -> Iterator[Finding]:
    """Day of the week that doesn't fit its date; the year is the last one printed, else the event's."""
    year = _year_of(manuscript)
    for printed in _printed_dates(manuscript):
        year = printed.year or year
        if not (year and printed.day and printed.match["weekday"] and printed.possible()):
            continue
        if printed.day > calendar.monthrange(year, printed.month)[1]:
            continue
        right = WEEKDAYS[date(year, printed.month, printed.day).weekday()]
        if printed.match["name"].replace("天", "日") != right:
            values = {"date": f"{year}-{printed.month:02}-{printed.day:02}", "right": f"星期{right}"}
            advice = _("%(date)s is a %(right)s. Is the date wrong, or the day?") % values
            level = Level.ERROR if printed.year else Level.WARNING
            yield WEEKDAY.at(printed.place, printed.words, advice, start=printed.match.start(), level=level)


def _year_of(manuscript: Manuscript) -> int:
    if manuscript.event_start[:1].isdigit():
        return int(manuscript.event_start[:4])
    return manuscript.published_on.year if manuscript.published_on else 0


def event_year_unknown(manuscript: Manuscript) -> Iterator[Finding]:
    """Event date without a year: it is asked for, never guessed."""
    dates = {"event_start": manuscript.event_start}
    if manuscript.event_end != manuscript.event_start:
        dates["event_end"] = manuscript.event_end
    for place, value in dates.items():
        if value.startswith(YEAR_UNKNOWN):
            yield NO_YEAR.at(place, value, _("The year of the event is not known. Look it up and add it."))


def event_after_publication(manuscript: Manuscript) -> Iterator[Finding]:
    """Event that begins after the day on which the source published."""
    start, published = manuscript.event_start, manuscript.published_on
    if published and start[:1].isdigit() and first_day(start) > f"{published:%Y-%m-%d}":
        values = {"day": f"{published:%Y-%m-%d}"}
        advice = _("The source published this on %(day)s, before the event. One of the two dates is wrong.")
        yield TOO_LATE.at("event_start", start, advice % values)


def year_zero(manuscript: Manuscript) -> Iterator[Finding]:
    """Zero of a year in characters that is not 〇: 二零一九年, 二0一九年."""
    for place, text in manuscript.passages():
        for match in YEAR_ZERO.finditer(text):
            fix = re.sub("[零○0OＯo]", "〇", match.group())
            advice = _("In a year written in characters zero is 〇.")
            yield NO_ZERO.at(place, match.group(), advice, start=match.start(), fix=fix)
