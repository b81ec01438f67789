"""Checks of paired punctuation: quotation marks, brackets and 《》."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.manuscript import Manuscript

PairedMark = tuple[str, int, str]  # place, start, character

QUOTES = Kind(
    "unpaired_quotes", Level.WARNING, _("Unpaired quotation marks"), _("GB/T 15834—2011, 4.8 Quotation marks")
)
BRACKETS = Kind(
    "unpaired_brackets", Level.WARNING, _("Unpaired brackets"), _("GB/T 15834—2011, 4.9 Brackets")
)
TITLES = Kind(
    "unpaired_title_marks", Level.WARNING, _("Unpaired 《》"), _("GB/T 15834—2011, 4.15 Title marks")
)

QUOTE_PAIRS: Final = {"“": "”", "‘": "’", "「": "」", "『": "』"}
BRACKET_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "〔": "〕", "【": "】", "〖": "〗"}
TITLE_PAIRS: Final = {"《": "》", "〈": "〉"}
SAME: Final = str.maketrans("（）［］｛｝", "()[]{}")
APOSTROPHE: Final = re.compile(r"(?<=[A-Za-zＡ-Ｚａ-ｚ0-9])’(?=[A-Za-zＡ-Ｚａ-ｚ0-9 ])")
#: The number of a point: 1) and 一）.
ITEM: Final = re.compile(r"(?:^|(?<=[，。；：！？,;:\s]))[\dA-Za-z一二三四五六七八九十]{1,3}\)")


class PairMatcher:
    """Match opening and closing marks; `unpaired` collects those without a partner."""

    def __init__(self, pairs: dict[str, str]) -> None:
        self.pairs = pairs
        self.open: list[PairedMark] = []
        self.unpaired: list[PairedMark] = []
        self._orphaned = 0  # opening marks reported as unpaired; their closing marks are not reported too

    def add(self, place: str, text: str, skip: int = 0) -> None:
        """Add the marks of one paragraph, without its first `skip` characters."""
        closing = set(self.pairs.values())
        for start, mark in enumerate(text):
            if start >= skip and mark in self.pairs:
                self.open.append((place, start, mark))
            elif start >= skip and mark in closing:
                self._close_mark((place, start, mark))

    def close(self) -> None:
        """Count all open marks as unpaired."""
        self._orphaned += len(self.open)
        self.unpaired += self.open
        self.open = []

    def _close_mark(self, mark: PairedMark) -> None:
        partners = [self.pairs[opened[2]] for opened in self.open]
        if mark[2] in partners:
            last = len(partners) - 1 - partners[::-1].index(mark[2])
            self.unpaired += self.open[last + 1 :]
            self.open = self.open[:last]
        elif self._orphaned:
            self._orphaned -= 1
        else:
            self.unpaired.append(mark)


def unpaired_quotes(manuscript: Manuscript) -> Iterator[Finding]:
    """Unpaired quotation marks; a quotation over several paragraphs opens each and closes the last."""
    for passages in _separate_texts(manuscript):
        matcher = PairMatcher(QUOTE_PAIRS)
        for place, text in passages:
            words = APOSTROPHE.sub("-", text)
            again = "".join(mark for _place, _start, mark in matcher.open)
            goes_on = bool(again) and words.startswith(again)
            if not goes_on:
                matcher.close()
            matcher.add(place, words, skip=len(again) if goes_on else 0)
        matcher.close()
        advice = _(
            "Its partner is missing. A quotation over several paragraphs opens each of them, and closes only "
            "the last."
        )
        for place, start, mark in sorted(matcher.unpaired):
            yield QUOTES.at(place, mark, advice, start=start)


def _separate_texts(manuscript: Manuscript) -> Iterator[Iterable[tuple[str, str]]]:
    """Texts that a quotation can't leave: each passage outside the body, and the whole body."""
    body = dict(manuscript.body())
    yield from ([(place, text)] for place, text in manuscript.passages() if place not in body)
    yield body.items()


def unpaired_brackets(manuscript: Manuscript) -> Iterator[Finding]:
    """Unpaired brackets, full- or half-width; 1) and 一） number a point and are left out."""
    advice = _("Its partner is missing in this paragraph.")
    for place, text in manuscript.passages():
        folded = text.translate(SAME)
        without_items = ITEM.sub(lambda match: "-" * len(match.group()), folded)
        readings = (_unpaired(without_items, BRACKET_PAIRS), _unpaired(folded, BRACKET_PAIRS))
        for start in min(readings, key=len):  # （？6） is a pair, not an item
            yield BRACKETS.at(place, text[start], advice, start=start)


def unpaired_title_marks(manuscript: Manuscript) -> Iterator[Finding]:
    """Unpaired 《》 and 〈〉."""
    advice = _("Its partner is missing in this paragraph.")
    for place, text in manuscript.passages():
        for start in _unpaired(text, TITLE_PAIRS):
            yield TITLES.at(place, text[start], advice, start=start)


def _unpaired(text: str, pairs: dict[str, str]) -> list[int]:
    matcher = PairMatcher(pairs)
    matcher.add("", text)
    matcher.close()
    return sorted(start for _place, start, _mark in matcher.unpaired)
