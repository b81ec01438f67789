"""Dates of publication as Chinese pages print them, and the patterns that all dates share."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

DIGITS: Final = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
CHINESE: Final = "〇○零一二三四五六七八九十"
YEAR: Final = rf"(?:(?:19|20)\d\d|[一二][{CHINESE}]{{3}})"
# Not inside a longer number; looking back after the first digit makes the search far faster.
YEAR_ALONE: Final = rf"[12一二](?<!\d.)(?:(?<=1)9\d\d|(?<=2)0\d\d|(?<=[一二])[{CHINESE}]{{3}})"
MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
WEEKDAY: Final = r"(?:(?:星期|周)[一二三四五六日天] {0,2})?"
SECONDS: Final = r"(?:(?: ?[:分] ?)[0-5]\d(?:\.\d+)?秒?|分)?"
HOUR: Final = r"(?P<hour>[01]?\d|2[0-3])"
TIME: Final = rf"(?:[ T,]{{0,3}}{WEEKDAY}{HOUR} ?[:时点] ?(?P<minute>[0-5]\d){SECONDS})?"
# 2019-08-06 17:19, 2019年08月06日, 2019/8/6, 2019.8.6, 二〇一九年八月六日
PUBLISHED: Final = re.compile(
    rf"(?P<year>{YEAR_ALONE})(?: ?年 ?| ?[-/.] ?)(?P<month>{MONTH})(?: ?月 ?| ?[-/.] ?)"
    rf"(?P<day>{DAY})(?!\d)(?: ?[日号])?{TIME}"
)
COMPACT: Final = re.compile(
    r"(?P<year>2(?<!\d2)0\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)(?P<hour>)(?P<minute>)"
)


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """A date of publication with its place; `iso` is None if the date does not exist."""

    iso: str | None
    start: int
    end: int


def parse_number(text: str) -> int:
    """The value of digits or Chinese numerals: 30, 三十, 二〇一九."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(DIGITS.get(tens, "1")) * 10 + int(DIGITS.get(ones, "0"))
    return int("".join(DIGITS[c] for c in text))


def find_publication_date(folded: str, start: int = 0, end: int | None = None) -> PublicationDate | None:
    """The first full date between two places, with its time if one is printed."""
    stop = len(folded) if end is None else end
    match = PUBLISHED.search(folded, start, stop) or COMPACT.search(folded, start, stop)
    if not match:
        return None
    date = date_or_none(parse_number(match["year"]), parse_number(match["month"]), parse_number(match["day"]))
    if date is None:
        return PublicationDate(None, *match.span())
    time = f"T{int(match['hour']):02}:{match['minute']}" if match["hour"] else ""
    return PublicationDate(date.isoformat() + time, *match.span())


def date_or_none(year: int | None, month: int, day: int) -> datetime.date | None:
    """The date, or None if it does not exist."""
    try:
        return datetime.date(year or 0, month, day)
    except ValueError:
        return None
