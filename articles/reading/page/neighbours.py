"""Classify lines by their neighbours: lists of links, lines below a heading, a quoted title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from articles.reading.folding import comparison_key
from articles.reading.page.dates import find_publication_date
from articles.reading.page.fields import fields_of
from articles.reading.page.line_kinds import BULLETED
from articles.reading.page.lines import CAPTION, META, SHORT, TEXT, Page, PageLine

PROGRAMME: Final = re.compile("(?:会议|活动|庭审|发布)?(?:时间|日期) ?:")
PLACE: Final = re.compile(
    "(?:会议|活动|庭审|发布)?(?:地点|主持人|主持|发布人|出席人员|参加人员|嘉宾|人员) ?:"
)
QUOTED: Final = re.compile("“[^“”]*[!?。]”|[^。;”]{2,24}[:：,，][^。;“]{0,12}“[^“”]*[!?]”")
LONGEST_QUOTED: Final = 40
FEWEST_LINKS: Final = 2
SHORTEST_LINK: Final = 6
LISTED: Final = frozenset({SHORT, BULLETED})
ENDINGS: Final = frozenset({"neighbours", "related", "footer"})
NOT_FURNITURE: Final = frozenset({SHORT, TEXT, META, CAPTION, BULLETED})
LOOK_AHEAD: Final = 3


def classify_by_neighbours(page: Page) -> Page:
    """Set the kind of lines whose own words did not show it."""
    lines = list(page.lines)
    _mark_programmes(lines)
    _mark_quoted_title(lines)
    _mark_bulleted_rows(lines)
    _mark_dated_rows(lines)
    _mark_lists_under_headings(lines)
    _unmark_single_bullets(lines)
    return replace(page, lines=tuple(lines))


def _mark_programmes(lines: list[PageLine]) -> None:
    """Mark 时间:… above 地点:… as TEXT: it is the programme of a meeting, not the time of publication."""
    for place, (line, below) in enumerate(pairwise(lines)):
        if line.kind == META and PROGRAMME.match(line.folded) and PLACE.match(below.folded):
            lines[place] = replace(line, kind=TEXT)


def _mark_quoted_title(lines: list[PageLine]) -> None:
    """Mark a quotation above metadata and text as SHORT: it may be the title."""
    first = next((place for place, line in enumerate(lines) if line.kind == TEXT), None)
    if (
        first is None
        or len(lines[first].folded) > LONGEST_QUOTED
        or not QUOTED.fullmatch(lines[first].folded)
    ):
        return
    if any(_kind_at(lines, first + n) == META for n in range(1, LOOK_AHEAD + 2)):
        lines[first] = replace(lines[first], kind=SHORT)


def _mark_bulleted_rows(lines: list[PageLine]) -> None:
    """Mark bulleted lines in a row as links, unless they stand between two sentences."""
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and lines[stop].kind == BULLETED:
            stop += 1
        before, after = _kind_at(lines, start - 1), _kind_at(lines, stop)
        if stop - start >= FEWEST_LINKS and not (before == TEXT and after == TEXT):
            _set_kind(lines, start, stop, "links")
        start = max(stop, start + 1)


def _mark_dated_rows(lines: list[PageLine]) -> None:
    """Mark several lines of a title and a date each as links."""
    dated = [line.kind in {META, SHORT} and _is_dated_link(line) for line in lines]
    for place, line in enumerate(lines):
        if dated[place] and (any(dated[max(place - 1, 0) : place]) or any(dated[place + 1 : place + 2])):
            lines[place] = replace(line, kind="links")


def _is_dated_link(line: PageLine) -> bool:
    """Words with a date and without a label: 河东法院晒出成绩单 2024-01-01."""
    date = find_publication_date(line.folded)
    if date is None or fields_of(line.text).fields:
        return False
    return len(comparison_key(line.folded[: date.start] + line.folded[date.end :])) >= SHORTEST_LINK


def _mark_lists_under_headings(lines: list[PageLine]) -> None:
    """Mark short lines below 相关文章 as related, up to the next report's title."""
    under = False
    for place, line in enumerate(lines):
        if line.kind == "related":
            under = True
        elif under and (line.kind in LISTED or _is_dated_link(line)) and not _starts_a_report(lines, place):
            lines[place] = replace(line, kind="related")
        elif line.kind != "links" and line.kind in NOT_FURNITURE:
            under = False


def _unmark_single_bullets(lines: list[PageLine]) -> None:
    """Mark the remaining bulleted lines as SHORT."""
    for place, line in enumerate(lines):
        if line.kind == BULLETED:
            lines[place] = replace(line, kind=SHORT)


def _starts_a_report(lines: Sequence[PageLine], place: int) -> bool:
    """Whether a line is a title: its copy, metadata or text follows."""
    key = comparison_key(lines[place].folded)
    for line in lines[place + 1 : place + 1 + LOOK_AHEAD]:
        if line.kind in {META, TEXT} or (line.kind == SHORT and comparison_key(line.folded) == key):
            return True
        if line.kind in LISTED:
            return False
    return False


def _kind_at(lines: Sequence[PageLine], place: int) -> str | None:
    return lines[place].kind if 0 <= place < len(lines) else None


def _set_kind(lines: list[PageLine], start: int, stop: int, kind: str) -> None:
    for place in range(start, stop):
        lines[place] = replace(lines[place], kind=kind)
