"""Find the days of the event in the lead of a report.

Dates without a year are written in the truncated form of ISO 8601 and vCard: "--10-30".
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Final

from articles.reading.page.dates import CHINESE, DAY, MONTH, YEAR, date_or_none, parse_number

RANGE_MARK: Final = r" ?(?:至|到|[-—–~～一]{1,2}|、|和|及|与) ?"
FIRST: Final = (
    rf"(?:(?P<y1>{YEAR}|今|去|本) ?年 ?)?(?P<m1>{MONTH}) ?月 ?(?P<d1>{DAY}) ?"
    rf"(?:[日号]|(?={RANGE_MARK}{DAY} ?[日号]))(?:[上下]午|[早晚]上?)?"
)
LAST: Final = (
    rf"(?:{RANGE_MARK}(?:(?:(?P<y2>{YEAR}|次|翌) ?年 ?)?(?P<m2>{MONTH}) ?月 ?)?(?P<d2>{DAY}) ?[日号](?!起))?"
)
EVENT: Final = re.compile(FIRST + LAST)
DAY_ONLY: Final = re.compile(
    rf"(?<![\d月{CHINESE}])(?P<d1>{DAY}) ?[日号](?:{RANGE_MARK}(?P<d2>{DAY}) ?[日号])?"
    r"(?=[,，上下晚早凌中在从]|举行|召开|宣布|发布|公布|通报|介绍|表示|说|启动|开幕|闭幕|开庭|宣判)"
)
SLASHED: Final = re.compile(
    r"(?<!\d)(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>1[0-2]|0?[1-9])[-/.](?P<d1>3[01]|[12]\d|0?[1-9])(?!\d)"
)
NOT_THE_EVENT: Final = re.compile(
    r"(?:截至|截止|截止到|自|自从|起于|生于|出生于|成立于|始于|早在|《[^》]{0,40}|“[^”]{0,30})(?:目前|今年|去年)?$"
)
SINCE: Final = re.compile(r" ?(?:起|以来|以前|之前|前[,，]|止|施行|实施|生效)")
VAGUE: Final = re.compile(r"近日|日前|近期|近来|前不久|不久前|连日来|最近|近年来|近段时间|前段时间|日前")
QUOTED: Final = re.compile("“[^”]*”")
TODAY: Final = re.compile(r"(?P<today>今日|今天|今早|今晚|今晨)|(?P<yesterday>昨日|昨天|昨晚)")
DATELINE: Final = re.compile(rf"(?P<m>{MONTH}) ?月 ?(?P<d>{DAY}) ?日 ?[电讯]")
LEAP_YEAR: Final = 2000  # assumed for a dateline without year
LONGEST_LEAD: Final = 240  # characters that are searched for the date
MOST_PARAGRAPHS: Final = 5  # paragraphs that may start with the day of the event
MOST_DAYS_BEFORE: Final = 31  # of a later paragraph's date before publication
FARTHEST_AHEAD: Final = 7  # days after publication; a later date means last year


def find_event_dates(paragraphs: Sequence[str], published: str | None) -> tuple[str, ...]:
    """Return (start, end) of the event from the lead; () if it names no day.

    A missing year is that of publication, or the one before if the day would be in the future.
    """
    day = datetime.date.fromisoformat(published[:10]) if published else None
    for place, text in enumerate(paragraphs[:2]):
        lead = text[:LONGEST_LEAD]
        found = _named_days(lead, day) or (() if place else _relative_days(lead, day))
        vague = VAGUE.search(QUOTED.sub(lambda words: " " * len(words[0]), lead))
        if vague and (not found or vague.start() < found[0]):
            return ()
        if found:
            return found[1]
    return _day_of_later_paragraph(paragraphs[2:MOST_PARAGRAPHS], day)


def event_dates_from_dateline(lead: str, bylines: Sequence[str]) -> tuple[str, ...]:
    """The day that 今天 or 12日 in the lead means, if only the dateline (…9月12日电) has a date."""
    match = next(filter(None, map(DATELINE.search, bylines)), None)
    day = date_or_none(LEAP_YEAR, parse_number(match["m"]), parse_number(match["d"])) if match else None
    found = _relative_days(lead[:LONGEST_LEAD], day)
    return tuple(f"-{days[4:]}" for days in found[1]) if found else ()


def _day_of_later_paragraph(
    paragraphs: Sequence[str], published: datetime.date | None
) -> tuple[str, str] | tuple[()]:
    """The day at the start of a later paragraph, if it is shortly before publication."""
    if published is None:
        return ()
    for text in paragraphs:
        match = EVENT.match(text)
        days = _parse_range(match.groupdict(), published) if match else None
        if days and (published - datetime.date.fromisoformat(days[0])).days <= MOST_DAYS_BEFORE:
            return days
    return ()


def _named_days(lead: str, published: datetime.date | None) -> tuple[int, tuple[str, str]] | tuple[()]:
    matches = sorted([*EVENT.finditer(lead), *SLASHED.finditer(lead)], key=lambda m: m.start())
    for match in matches:
        if NOT_THE_EVENT.search(lead[: match.start()]) or SINCE.match(lead, match.end()):
            continue
        days = _parse_range(match.groupdict(), published)
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
    last = _latest_date(parse_number(match["d2"] or match["d1"]), published)
    first = last and date_or_none(last.year, last.month, parse_number(match["d1"]))
    return (match.start(), (first.isoformat(), last.isoformat())) if first and last else ()


def _latest_date(day: int, published: datetime.date) -> datetime.date | None:
    """The last date before publication with this day of the month."""
    if day <= published.day:
        return date_or_none(published.year, published.month, day)
    before = published.replace(day=1) - datetime.timedelta(days=1)
    return date_or_none(before.year, before.month, day)


def _parse_range(parts: dict[str, str | None], published: datetime.date | None) -> tuple[str, str] | None:
    first_month, first_day = parts["m1"] or "", parts["d1"] or ""
    month1, month2 = parse_number(first_month), parse_number(parts.get("m2") or first_month)
    day1, day2 = parse_number(first_day), parse_number(parts.get("d2") or first_day)
    year1, year2 = _year(parts.get("y1"), published), _year(parts.get("y2"), published)
    if year1 is None and year2 is None:
        if published is None:
            return _yearless(month1, day1), _yearless(month2, day2)
        year1 = _year_from_publication(published, month1, day1)
    turns = (month2, day2) < (month1, day1)
    if year1 is None:
        year1 = year2 - turns if year2 else None
    year2 = year2 or (year1 + turns if year1 else None)
    start, end = date_or_none(year1, month1, day1), date_or_none(year2, month2, day2)
    if not start or not end or start > end or _too_old(start, published):
        return None
    return start.isoformat(), end.isoformat()


def _year(text: str | None, published: datetime.date | None) -> int | None:
    if text in {"今", "本", "去"}:
        return published.year - (text == "去") if published else None
    return parse_number(text) if text and text not in {"次", "翌"} else None


def _year_from_publication(published: datetime.date, month: int, day: int) -> int:
    date = date_or_none(published.year, month, day)
    ahead = date is None or (date - published).days > FARTHEST_AHEAD
    return published.year - ahead


def _too_old(day: datetime.date, published: datetime.date | None) -> bool:
    """Whether a full date is background: it lies years before publication."""
    return published is not None and (published - day).days > 500


def _yearless(month: int, day: int) -> str:
    return f"--{month:02}-{day:02}"
