"""Check of the numbers of points: 一是 …, 三是 …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.manuscript import Manuscript
from articles.reading.speech.points import value

JUMP = Kind(
    "numbering_jumps", Level.WARNING, _("Numbers of points"), _("Points are counted from one, without a gap.")
)

HAN_NUMBER: Final = "(?P<number>[一二三四五六七八九十]{1,3})"
CLAUSE: Final = r"(?:^|(?<=\W))"  # a clause begins behind any punctuation
LINE: Final = "^[ \\u3000]*"
WORDS: Final = {"首先": 1, "其次": 2, "再次": 3}
#: Styles of numbering, each counted separately; markers begin a clause, or (LINE) a paragraph.
SERIES: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        f"{CLAUSE}(?P<marker>{HAN_NUMBER}(?:是|要))",
        f"{CLAUSE}(?P<marker>第{HAN_NUMBER}(?:点|个方面|方面)?(?=[，,、：:]|[是要](?!求))|首先|其次|再次)",
        f"{CLAUSE}(?P<marker>[（(]{HAN_NUMBER}[）)])",
        f"{LINE}(?P<marker>[（(](?P<number>\\d{{1,2}})[）)])",
        f"{LINE}(?P<marker>(?P<number>\\d{{1,2}})[.．、])(?!\\d)",
        f"{LINE}(?P<marker>{HAN_NUMBER}、)",
        "(?P<marker>(?P<number>[①②③④⑤⑥⑦⑧⑨⑩]))",
    )
)


def numbering_jumps(manuscript: Manuscript) -> Iterator[Finding]:
    """Number that is not the one before it plus one."""
    text, places = manuscript.text, list(_starts(manuscript))
    for pattern in SERIES:
        for start, marker, expected in _out_of_order(text, pattern):
            place, begins = next(entry for entry in reversed(places) if entry[1] <= start)
            advice = (
                _("Number %(expected)s is expected here. Is a point missing, or miscounted?")
                if expected > 1
                else _("The points before this one are missing, or it is miscounted.")
            )
            yield JUMP.at(place, marker, advice % {"expected": expected}, start=start - begins)


def _starts(manuscript: Manuscript) -> Iterator[tuple[str, int]]:
    start = 0
    for place, text in manuscript.body():
        yield place, start
        start += len(text) + 1


def _out_of_order(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str, int]]:
    """Start, marker and expected number of each number out of order; lists may be nested."""
    lists: list[int] = []
    for match in pattern.finditer(text):
        word = WORDS.get(match["marker"])
        number = word or value(match["number"])
        if number == 1:
            lists.append(1)
            continue
        if word and (not lists or lists[-1] != word - 1):
            continue  # 再次 also means “again”
        while len(lists) > 1 and lists[-1] != number - 1 and number - 1 in lists[:-1]:
            lists.pop()
        last = lists.pop() if lists else 0
        if number != last + 1:
            yield match.start("marker"), match["marker"], last + 1
        lists.append(number)
