"""Punctuation checks: half-width marks among Chinese characters, doubled marks, straight quotes."""

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
FULL_WIDTH = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
BRACKETS = {"(": ")", "（": "）"}
STRAIGHT = re.compile(r'"([^"“”\n]+)"')
ROW = re.compile("[，、；：。？！,;:?!]{2,}")
EXCLAIMING = "？！?!"  # several in a row may be intended
RANK = "。；;：:，,、"  # strongest first: of several marks in a row that one stays
DOTS = re.compile(rf"(?<=[{HAN}])(?:\.{{3,}}|。{{3,}}|(?<!…)…(?!…))")


def half_width_marks(manuscript: Manuscript) -> Iterator[Finding]:
    """`, : ; ? ! ( )` beside Chinese characters, and a point that ends a sentence."""
    for place, text in manuscript.passages():
        for start, end in _spans(_half_width(text)):
            words = text[start:end]
            fix = "".join(FULL_WIDTH.get(mark, mark) for mark in words)
            advice = _("Among Chinese characters the mark is “%(fix)s”.") % {"fix": fix}
            yield HALF_WIDTH.at(place, words, advice, start=start, fix=fix)


def _half_width(text: str) -> set[int]:
    """Positions of marks that should be full-width; repeated, because each may affect its neighbour."""
    places: set[int] = set()
    text = "".join(_curly(text))
    while True:
        wide, changed = restore(text)
        stops = {match.start() for match in FULL_STOP.finditer(text)}
        found = {*changed, *stops, *_mixed_brackets(text)} - places
        if not found:
            return places
        places |= found
        text = "".join(FULL_WIDTH.get(mark, mark) if at in found else mark for at, mark in enumerate(wide))


def _curly(text: str) -> Iterator[str]:
    """The text with “ ” for straight quotation marks."""
    at = 0
    for match in _straight(text):
        yield from (text[at : match.start()], f"“{match[1]}”")
        at = match.end()
    yield text[at:]


def _spans(places: set[int]) -> Iterator[tuple[int, int]]:
    """Join neighbouring positions to spans."""
    for start in sorted(places):
        if start - 1 not in places:
            end = start + 1
            while end in places:
                end += 1
            yield start, end


def _mixed_brackets(text: str) -> Iterator[int]:
    """Positions of half-width brackets whose partner is full-width."""
    opened: list[int] = []
    for place, mark in enumerate(text):
        if mark in "(（":
            opened.append(place)
        elif mark in ")）" and opened:
            start = opened.pop()
            if BRACKETS[text[start]] != mark:
                yield start if text[start] == "(" else place


def straight_quotes(manuscript: Manuscript) -> Iterator[Finding]:
    """Straight quotation marks that touch Chinese characters."""
    for place, text in manuscript.passages():
        for match in _straight(text):
            advice = _("Chinese quotation marks are “ and ”.")
            yield STRAIGHT_QUOTES.at(place, match.group(), advice, start=match.start(), fix=f"“{match[1]}”")


def _straight(text: str) -> Iterator[re.Match[str]]:
    for match in STRAIGHT.finditer(text):
        if re.search(f"[{HAN}]", text[max(match.start() - 1, 0) : match.end() + 1]):
            yield match


def doubled_marks(manuscript: Manuscript) -> Iterator[Finding]:
    """Several marks in a row where one is intended: ，， 。。 ，。 ！。"""
    for place, text in manuscript.passages():
        for match in ROW.finditer(text):
            if _is_intended(match.group(), text[: match.start()][-1:], text[match.end() :][:1]):
                continue
            fix = _strongest(match.group())
            advice = _("One mark is enough: “%(fix)s”.") % {"fix": fix}
            yield DOUBLED.at(place, match.group(), advice, start=match.start(), fix=fix)


def _is_intended(marks: str, before: str, after: str) -> bool:
    """Whether a row is right: ？！, three full stops (an ellipsis), or marks between Latin letters."""
    if set(marks) <= set(EXCLAIMING) or (set(marks) == {"。"} and len(marks) > 2):
        return True
    return (marks + before + after).isascii() and before.isalnum() and after.isalnum()


def _strongest(marks: str) -> str:
    exclaiming = "".join(mark for mark in marks if mark in EXCLAIMING)
    return exclaiming or min(marks, key=RANK.index)


def typed_dots(manuscript: Manuscript) -> Iterator[Finding]:
    """... or 。。。 or a half ellipsis in the place of ……."""
    for place, text in manuscript.passages():
        for match in DOTS.finditer(text):
            advice = _("The ellipsis is “……”.")
            yield ELLIPSIS.at(place, match.group(), advice, start=match.start(), fix="……")
