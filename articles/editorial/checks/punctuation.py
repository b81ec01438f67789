"""Punctuation: half-width among Chinese, doubled, straight quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.manuscript import Manuscript
from articles.reading.folding import HAN
from articles.reading.page.punctuation import restore

STANDARD = _("GB/T 15834—2011, Use of punctuation marks")

HALF_WIDTH = Kind("half_width_marks", Level.WARNING, _("Half-width marks"), STANDARD)
STRAIGHT_QUOTES = Kind("straight_quotes", Level.WARNING, _("Straight quotation marks"), STANDARD)
DOUBLED = Kind("doubled_marks", Level.WARNING, _("Doubled marks"), STANDARD)
ELLIPSIS = Kind("typed_dots", Level.HINT, _("Dots in place of an ellipsis"), STANDARD)

FULL_STOP = re.compile(rf"(?<=[{HAN}])\.(?=$|[”’」』）])")
BRACKETS = {"(": ")", "（": "）"}
STRAIGHT = re.compile(r'"([^"“”\n]+)"')
ROW = re.compile("[，、；：。？！,;:?!]{2,}")
CRIES = "？！?!"  # several of them may be meant
RANK = "。；;：:，,、"  # of several other marks in a row the strongest stays
DOTS = re.compile(rf"(?<=[{HAN}])(?:\.{{3,}}|。{{3,}}|(?<!…)…(?!…))")


def half_width_marks(manuscript: Manuscript) -> Iterator[Finding]:
    """`, : ; ? ! ( )` beside Chinese characters, and a point that ends a sentence."""
    for place, text in manuscript.passages():
        for start, end in _rows(_half_width(text)):
            words = text[start:end]
            fix = "".join(_WIDE.get(mark, mark) for mark in words)
            advice = _("Among Chinese characters the mark is “%(fix)s”.") % {"fix": fix}
            yield HALF_WIDTH.at(place, words, advice, start=start, fix=fix)


def _half_width(text: str) -> set[int]:
    """The places of the marks that are to be wide; one that is made wide may make its neighbour so."""
    places: set[int] = set()
    text = "".join(_curly(text))
    while True:
        wide, changed = restore(text)
        stops = {match.start() for match in FULL_STOP.finditer(text)}
        found = {*changed, *stops, *_half_of_a_pair(text)} - places
        if not found:
            return places
        places |= found
        text = "".join(_WIDE.get(mark, mark) if at in found else mark for at, mark in enumerate(wide))


def _curly(text: str) -> Iterator[str]:
    """The text with its straight quotation marks as they will be."""
    at = 0
    for match in _straight(text):
        yield from (text[at : match.start()], f"“{match[1]}”")
        at = match.end()
    yield text[at:]


_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}


def _rows(places: set[int]) -> Iterator[tuple[int, int]]:
    """Places side by side, as one stretch each."""
    for start in sorted(places):
        if start - 1 not in places:
            end = start + 1
            while end in places:
                end += 1
            yield start, end


def _half_of_a_pair(text: str) -> Iterator[int]:
    """The half-width bracket of a pair whose other one is full-width."""
    opened: list[int] = []
    for place, mark in enumerate(text):
        if mark in "(（":
            opened.append(place)
        elif mark in ")）" and opened:
            start = opened.pop()
            if BRACKETS[text[start]] != mark:
                yield start if text[start] == "(" else place


def straight_quotes(manuscript: Manuscript) -> Iterator[Finding]:
    """`"…"` round or beside Chinese characters."""
    for place, text in manuscript.passages():
        for match in _straight(text):
            advice = _("Chinese quotation marks are “ and ”.")
            yield STRAIGHT_QUOTES.at(place, match.group(), advice, start=match.start(), fix=f"“{match[1]}”")


def _straight(text: str) -> Iterator[re.Match[str]]:
    for match in STRAIGHT.finditer(text):
        if re.search(f"[{HAN}]", text[max(match.start() - 1, 0) : match.end() + 1]):
            yield match


def doubled_marks(manuscript: Manuscript) -> Iterator[Finding]:
    """Two marks where one is meant: ，， 。。 ，。 ！。"""
    for place, text in manuscript.passages():
        for match in ROW.finditer(text):
            if _is_meant(match.group(), text[: match.start()][-1:], text[match.end() :][:1]):
                continue
            fix = _strongest(match.group())
            advice = _("One mark is enough: “%(fix)s”.") % {"fix": fix}
            yield DOUBLED.at(place, match.group(), advice, start=match.start(), fix=fix)


def _is_meant(marks: str, before: str, after: str) -> bool:
    """？！, three full stops, which are dots, and marks between Latin letters, which are none."""
    if set(marks) <= set(CRIES) or (set(marks) == {"。"} and len(marks) > 2):
        return True
    return (marks + before + after).isascii() and before.isalnum() and after.isalnum()


def _strongest(marks: str) -> str:
    cries = "".join(mark for mark in marks if mark in CRIES)
    return cries or min(marks, key=RANK.index)


def typed_dots(manuscript: Manuscript) -> Iterator[Finding]:
    """... or 。。。 or half an ellipsis; the mark has six dots."""
    for place, text in manuscript.passages():
        for match in DOTS.finditer(text):
            advice = _("The ellipsis is “……”.")
            yield ELLIPSIS.at(place, match.group(), advice, start=match.start(), fix="……")
