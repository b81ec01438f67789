"""Split a statement into points: 一是 …, 二要 …, 第三 …, 首先 …, （四）…, or announced without markers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

DIGITS: Final = "一二三四五六七八九十"
CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩"
NUMBER: Final = {c: i + 1 for i, c in enumerate(DIGITS)} | {"两": 2, "俩": 2, "兩": 2}
SEVERAL: Final = "[一二三四五六七八九十两兩]{1,3}|[2-9]|1\\d"
START: Final = "(?:(?<=[\\n，；：。！？“”,;:.!?])|^)[ \\u3000“]*"
WORDS: Final = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "然后": 2}
LAST: Final = ("最后", "最後")
#: One of these stands in every second marker: without any there are no two points.
SECOND: Final = frozenset("二2②") | {word[-1] for word, number in WORDS.items() if number == 2}
PATTERNS: Final = (
    re.compile(f"{START}(?P<marker>(?P<number>[一二三四五六七八九十]{{1,3}})(?:是|要))"),
    re.compile(
        f"{START}(?P<marker>第(?P<number>[一二三四五六七八九十]{{1,3}})(?:点|點|个方面|方面|[件条个步项类句])?(?=[，,、：:是要就])[，,、：:是要]?"
        "|首先|其次|再次|再者|最后|最後)"
    ),
    re.compile(f"{START}(?P<marker>其(?P<number>[一二三四五六七])(?=[，,、：:是要])[，,、：:是要]?)"),
    re.compile(f"{START}(?P<marker>(?P<number>[一二三四五])[来则者](?=[，,、：:是要]))"),
    re.compile(f"{START}(?P<marker>[（(](?P<number>[一二三四五六七八九十]{{1,3}}|\\d{{1,2}})[）)])"),
    re.compile(f"{START}(?P<marker>(?P<number>\\d{{1,2}})[.．、](?!\\d))"),
    re.compile(f"{START}(?P<marker>(?P<number>[一二三四五六七八九十]{{1,3}})、)"),
    re.compile("(?P<marker>(?P<number>[①②③④⑤⑥⑦⑧⑨⑩]))"),
)
# 一查来路，二查去路: points only if they count up; a single 一看 is no marker.
ACTION_SERIES: Final = re.compile(
    f"{START}(?P<marker>(?P<number>[一二三四五六七八])[查抓问改盯守补防促提强严快实靠比评学管帮送访])"
)
CHAIR: Final = re.compile("主持[^，。；并]{0,12}。$")
PROMISE: Final = re.compile(
    "[两二三四五六七八九十几](?:点|条|项|个方面的?)[^，。；：]{0,4}(?:意见|要求|建议|想法|体会|看法|希望|措施|打算)。$"
)
ANNOUNCEMENT: Final = re.compile(
    f"(?P<number>{SEVERAL})(?:个|個|点|點|项|項|条|條|方面|件|道|大|句|步|种|種|类|類|招|关|關)[^。：:；;\\n]{{0,20}}[：:]"
)
MARKERS: Final = frozenset(f"{DIGITS}第首其再最（({CIRCLED}")  # first characters of markers, besides digits
MOST_TRIED: Final = 8  # announcements tried in one statement


@dataclass(frozen=True, slots=True)
class Point:
    """One point with `text[start:end]`; `marker` is "" where it has none."""

    start: int
    end: int
    marker: str
    text: str


def points(text: str) -> tuple[Point, ...]:
    """The points of a statement by its outermost kind of marker; () for fewer than two."""
    return _marked(text) or _announced(text)


def _marked(text: str) -> tuple[Point, ...]:
    if SECOND.isdisjoint(text):
        return ()
    series = [
        found
        for found in (_series(text, pattern) for pattern in (*PATTERNS, ACTION_SERIES))
        if len(found) > 1
    ]
    if not series:
        return ()
    first = min(series, key=lambda found: found[0][0])
    edges = [start for start, _ in first] + [len(text)]
    return tuple(
        Point(start, start + len(text[start:end].rstrip()), marker, text[start:end].rstrip())
        for (start, marker), end in zip(first, edges[1:], strict=True)
    )


def _series(text: str, pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    """Offsets and markers that count up from one."""
    found: list[tuple[int, str]] = []
    for match in pattern.finditer(text):
        number = len(found) + 1 if match["marker"] in LAST and len(found) > 1 else _number(match)
        if number == len(found) + 1:
            found.append((match.start("marker"), match["marker"]))
    return found


def _number(match: re.Match[str]) -> int:
    marker = match["marker"]
    if marker in WORDS:
        return WORDS[marker]
    return value(match["number"] or "")


def value(numeral: str) -> int:
    """The value of a small numeral: 三, 十二, 7, ④; 0 for none."""
    if numeral.isdecimal() and numeral.isascii():
        return int(numeral)
    if numeral in CIRCLED and numeral:
        return CIRCLED.index(numeral) + 1
    tens, ten, ones = numeral.rpartition("十")
    if ten:
        return 10 * NUMBER.get(tens, 1) + NUMBER.get(ones, 0)
    return NUMBER.get(numeral, 0)


def announced_count(text: str) -> int:
    """How many points are announced before a colon (三点要求：), 0 for none."""
    match = ANNOUNCEMENT.search(text)
    return value(match["number"]) if match else 0


def names_chair(sentence: str) -> bool:
    """Whether the sentence ends with who was in the chair; a list after it is an agenda."""
    return CHAIR.search(sentence) is not None


def promises_points(sentence: str) -> bool:
    """Whether the sentence ends with how many points follow: …提三点意见。"""
    return PROMISE.search(sentence) is not None


def _announced(text: str) -> tuple[Point, ...]:
    for match in islice(ANNOUNCEMENT.finditer(text), MOST_TRIED):
        number = value(match["number"])
        for marks in ("[\\n]", "[；;。]", "[。\\n]", "[，,。]"):
            spans = _segments(text, match.end(), marks)
            if number > 1 and len(spans) == number:
                return tuple(Point(a, b, "", text[a:b]) for a, b in spans)
    return ()


def _segments(text: str, start: int, marks: str) -> list[tuple[int, int]]:
    stop = len(text)
    if "n" not in marks and "\n" in text[start:]:
        stop = text.index("\n", start)
    if "。" in marks and ("；" in marks or "，" in marks):
        full = text.find("。", start)
        stop = min(stop, full + 1) if full >= 0 else stop
    edges = [start] + [m.end() for m in re.compile(marks).finditer(text, start, stop)] + [stop]
    spans = [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]
    return [(b - len(text[a:b].lstrip()), b) for a, b in spans]


def is_marker(text: str, at: int) -> bool:
    """Whether the marker of a point stands here."""
    first = text[at : at + 1]
    if first not in MARKERS and not first.isdecimal():
        return False
    return any((match := p.search(text, at, at + 8)) and match.start("marker") == at for p in PATTERNS)
