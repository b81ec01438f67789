"""Dates as Chinese pages print them: of publication, and of the event.

Partial dates are written as ISO 8601's and vCard's truncated form: "--10-30".
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

DIGITS: Final = {c: str(i % 10) for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ο": "0",
    "O": "0",
    "元": "1",
}
CHINESE: Final = "〇○零一二三四五六七八九十"
YEAR: Final = rf"(?:(?:19|20)\d\d|[一二][{CHINESE}]{{3}})"
MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
TIME: Final = r"(?:[ T,]{0,3}(?:(?:星期|周)[一二三四五六日天] {0,2})?(?P<hour>[01]?\d|2[0-3]) ?[:时点] ?(?P<minute>[0-5]\d)(?:(?: ?[:分] ?)[0-5]\d(?:\.\d+)?秒?|分)?)?"
# 2019-08-06 17:19, 2019年08月06日, 2019/8/6, 2019.8.6 (a dot needs both its neighbours)
PUBLISHED: Final = re.compile(
    rf"(?<!\d)(?P<year>{YEAR})(?: ?年 ?| ?[-/.] ?)(?P<month>{MONTH})(?: ?月 ?| ?[-/.] ?)(?P<day>{DAY})(?!\d)(?: ?[日号])?"
    + TIME
)
COMPACT: Final = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)(?P<hour>)(?P<minute>)"
)

_TO: Final = r" ?(?:至|到|[-—–~～一]{1,2}|、|和|及|与) ?"
EVENT: Final = re.compile(
    rf"(?:(?P<y1>{YEAR}|今|去|本) ?年 ?)?(?P<m1>{MONTH}) ?月 ?(?P<d1>{DAY}) ?(?:[日号]|(?={_TO}(?:{DAY}) ?[日号]))"
    rf"(?:[上下]午|[早晚]上?)?(?:{_TO}(?:(?:(?P<y2>{YEAR}|次|翌) ?年 ?)?(?P<m2>{MONTH}) ?月 ?)?(?P<d2>{DAY}) ?[日号](?!起))?"
)
DAY_ONLY: Final = re.compile(
    rf"(?<![\d月{CHINESE}])(?P<d1>{DAY}) ?[日号](?:{_TO}(?P<d2>{DAY}) ?[日号])?(?=[,，上下晚早凌中在从]|举行|召开)"
)
SLASHED: Final = re.compile(
    r"(?<!\d)(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>1[0-2]|0?[1-9])[-/.](?P<d1>3[01]|[12]\d|0?[1-9])(?!\d)"
)
NOT_THE_EVENT: Final = re.compile(
    r"(?:截至|截止|截止到|自|自从|起于|生于|出生于|成立于|始于|早在|《[^》]{0,40}|“[^”]{0,30})(?:目前|今年|去年)?$"
)
SINCE: Final = re.compile(r" ?(?:起|以来|以前|之前|前[,，]|止|施行|实施|生效)")
VAGUE: Final = re.compile(r"近日|日前|近期|近来|前不久|不久前|连日来|最近|近年来|近段时间|前段时间|日前")
TODAY: Final = re.compile(r"(?P<today>今日|今天|今早|今晚|今晨)|(?P<yesterday>昨日|昨天|昨晚)")
LONGEST_LEAD: Final = 240  # the event's date stands in the lead, not deep in the story
FARTHEST_AHEAD: Final = 7  # days by which an event may follow the report before it must be last year's


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date of publication as read: `iso` is None where the date does not exist."""

    iso: str | None
    start: int
    end: int


def number_of(text: str) -> int:
    """Return the number written in digits or Chinese numerals: 30, 三十, 二〇一九."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(DIGITS.get(tens, "1")) * 10 + int(DIGITS.get(ones, "0"))
    return int("".join(DIGITS[c] for c in text))


def publication(folded: str, start: int = 0, end: int | None = None) -> Stamp | None:
    """Return the first full date between two places, with its time where one is printed."""
    stop = len(folded) if end is None else end
    match = PUBLISHED.search(folded, start, stop) or COMPACT.search(folded, start, stop)
    if not match:
        return None
    date = _date(number_of(match["year"]), number_of(match["month"]), number_of(match["day"]))
    if date is None:
        return Stamp(None, *match.span())
    time = f"T{int(match['hour']):02}:{match['minute']}" if match["hour"] else ""
    return Stamp(date.isoformat() + time, *match.span())


def event(paragraphs: list[str], published: str | None) -> tuple[str, ...]:
    """Return (start, end) of what is reported, out of the lead; () where it names no day.

    A missing year is the year of publication, or the one before where the day would lie ahead.
    """
    day = datetime.date.fromisoformat(published[:10]) if published else None
    for place, text in enumerate(paragraphs[:2]):
        lead = text[:LONGEST_LEAD]
        found = _named_days(lead, day) or (() if place else _relative_days(lead, day))
        vague = VAGUE.search(lead)
        if vague and (not found or vague.start() < found[0]):
            return ()
        if found:
            return found[1]
    return ()


def _named_days(lead: str, published: datetime.date | None) -> tuple[int, tuple[str, str]] | tuple[()]:
    matches = sorted([*EVENT.finditer(lead), *SLASHED.finditer(lead)], key=lambda m: m.start())
    for match in matches:
        if NOT_THE_EVENT.search(lead[: match.start()]) or SINCE.match(lead, match.end()):
            continue
        days = _range(match.groupdict(), published)
        if days:
            return match.start(), days
    return ()


def _relative_days(lead: str, published: datetime.date | None) -> tuple[int, tuple[str, str]] | tuple[()]:
    if published is None:
        return ()
    match = TODAY.search(lead)
    if match:
        day = published - datetime.timedelta(days=bool(match["yesterday"]))
        return match.start(), (day.isoformat(), day.isoformat())
    match = DAY_ONLY.search(lead)
    if not match:
        return ()
    last = _latest(number_of(match["d2"] or match["d1"]), published)
    first = last and _date(last.year, last.month, number_of(match["d1"]))
    return (match.start(), (first.isoformat(), last.isoformat())) if first and last else ()


def _latest(day: int, published: datetime.date) -> datetime.date | None:
    """The last such day of a month before publication."""
    if day <= published.day:
        return _date(published.year, published.month, day)
    before = published.replace(day=1) - datetime.timedelta(days=1)
    return _date(before.year, before.month, day)


def _range(parts: dict[str, str | None], published: datetime.date | None) -> tuple[str, str] | None:
    month1, day1 = number_of(parts["m1"] or ""), number_of(parts["d1"] or "")
    month2 = number_of(parts["m2"]) if parts.get("m2") else month1
    day2 = number_of(parts["d2"]) if parts.get("d2") else day1
    year1, year2 = _year(parts.get("y1"), published), _year(parts.get("y2"), published)
    if year1 is None and year2 is None:
        if published is None:
            return _yearless(month1, day1), _yearless(month2, day2)
        year1 = _year_before(published, month1, day1)
    turns = (month2, day2) < (month1, day1)
    if year1 is None:
        year1 = year2 - turns if year2 else None
    year2 = year2 or (year1 + turns if year1 else None)
    start, end = _date(year1, month1, day1), _date(year2, month2, day2)
    if not start or not end or start > end or _too_old(start, published):
        return None
    return start.isoformat(), end.isoformat()


def _year(text: str | None, published: datetime.date | None) -> int | None:
    if text in {"今", "本", "去"}:
        return published.year - (text == "去") if published else None
    return number_of(text) if text and text not in {"次", "翌"} else None


def _year_before(published: datetime.date, month: int, day: int) -> int:
    date = _date(published.year, month, day)
    ahead = date is None or (date - published).days > FARTHEST_AHEAD
    return published.year - ahead


def _too_old(day: datetime.date, published: datetime.date | None) -> bool:
    """A full date years before publication belongs to the background of the report."""
    return published is not None and (published - day).days > 500


def _yearless(month: int, day: int) -> str:
    return f"--{month:02}-{day:02}"


def _date(year: int | None, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year or 0, month, day)
    except ValueError:
        return None
