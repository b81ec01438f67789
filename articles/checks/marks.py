"""Punctuation: half-width among Chinese, doubled, straight quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.finding import Finding, Kind, Level
from articles.checks.manuscript import Manuscript
from articles.reading.folding import HAN
from articles.reading.page.punctuation import restore

STANDARD = _("GB/T 15834—2011, Use of punctuation marks")

HALF_WIDTH = Kind("half_width_marks", Level.WARNING, _("Half-width marks"), STANDARD)
STRAIGHT_QUOTES = Kind("straight_quotes", Level.WARNING, _("Straight quotation marks"), STANDARD)
DOUBLED = Kind("doubled_marks", Level.WARNING, _("Doubled marks"), STANDARD)
ELLIPSIS = Kind("typed_dots", Level.HINT, _("Dots in place of an ellipsis"), STANDARD)

FULL_STOP = re.compile(rf"(?<=[{HAN}])\.(?=$|[”’」』）])")
BRACKETS = {"(": ")", "（": "）"}
STRAIGHT = re.compile(r'"([^"\n]*)"')
ROW = re.compile(r"[，、；：。,;:]{2,}|[？！?!]+[。，]+")
RANK = "？！?!。；;：:，,、"  # of several marks in a row the strongest stays
DOTS = re.compile(rf"(?<=[{HAN}])(?:\.{{3,}}|。{{3,}}|(?<!…)…(?!…))")


def half_width_marks(manuscript: Manuscript) -> Iterator[Finding]:
    """`, : ; ? ! ( )` beside Chinese characters, and a point that ends a sentence."""
    for place, text in manuscript.passages():
        _text, changed = restore(text)
        stops = {match.start() for match in FULL_STOP.finditer(text)}
        for start, end in _rows({*changed, *stops, *_half_of_a_pair(text)}):
            words = text[start:end]
            fix = "".join(_WIDE.get(mark, mark) for mark in words)
            advice = _("Among Chinese characters the mark is “%(fix)s”.") % {"fix": fix}
            yield HALF_WIDTH.at(place, words, advice, start=start, fix=fix)


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
        for match in STRAIGHT.finditer(text):
            if re.search(f"[{HAN}]", text[max(match.start() - 1, 0) : match.end() + 1]):
                advice = _("Chinese quotation marks are “ and ”.")
                fix = f"“{match[1]}”"
                yield STRAIGHT_QUOTES.at(place, match.group(), advice, start=match.start(), fix=fix)


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
    """Three full stops are dots; marks between Latin letters are no punctuation."""
    dots = set(marks) == {"。"} and len(marks) > 2
    return dots or (marks.isascii() and (before + after).isascii())


def _strongest(marks: str) -> str:
    best = min(marks, key=RANK.index)
    return marks.rstrip("。，") if best in "？！?!" else best


def typed_dots(manuscript: Manuscript) -> Iterator[Finding]:
    """... or 。。。 or half an ellipsis; the mark has six dots."""
    for place, text in manuscript.passages():
        for match in DOTS.finditer(text):
            advice = _("The ellipsis is “……”.")
            yield ELLIPSIS.at(place, match.group(), advice, start=match.start(), fix="……")
