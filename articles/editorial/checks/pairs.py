"""Quotation marks, brackets and 《》 that have no partner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.manuscript import Manuscript

Mark = tuple[str, int, str]  # place, start, the mark itself

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
#: 1) and 一）.
ITEM: Final = re.compile(r"(?:^|(?<=[，。；：！？,;:\s]))[\dA-Za-z一二三四五六七八九十]{1,3}\)")


class Walk:
    """Goes through marks, keeps those that are open, and those that have no partner."""

    def __init__(self, pairs: dict[str, str]) -> None:
        self.pairs = pairs
        self.open: list[Mark] = []
        self.alone: list[Mark] = []
        self._owed = 0  # closing marks whose opening ones have been given up already

    def paragraph(self, place: str, text: str, skip: int = 0) -> None:
        """Take in the marks of one paragraph, without the first `skip` characters."""
        closing = set(self.pairs.values())
        for start, mark in enumerate(text):
            if start >= skip and mark in self.pairs:
                self.open.append((place, start, mark))
            elif start >= skip and mark in closing:
                self._close((place, start, mark))

    def give_up(self) -> None:
        """What is open stays without a partner."""
        self._owed += len(self.open)
        self.alone += self.open
        self.open = []

    def _close(self, mark: Mark) -> None:
        partners = [self.pairs[opened[2]] for opened in self.open]
        if mark[2] in partners:
            last = len(partners) - 1 - partners[::-1].index(mark[2])
            self.alone += self.open[last + 1 :]
            self.open = self.open[:last]
        elif self._owed:
            self._owed -= 1
        else:
            self.alone.append(mark)


def unpaired_quotes(manuscript: Manuscript) -> Iterator[Finding]:
    """A quotation over several paragraphs opens each of them, and closes only the last."""
    for passages in _apart(manuscript):
        walk = Walk(QUOTE_PAIRS)
        for place, text in passages:
            words = APOSTROPHE.sub("-", text)
            again = "".join(mark for _place, _start, mark in walk.open)
            goes_on = bool(again) and words.startswith(again)
            if not goes_on:
                walk.give_up()
            walk.paragraph(place, words, skip=len(again) if goes_on else 0)
        walk.give_up()
        advice = _(
            "Its partner is missing. A quotation over several paragraphs opens each of them, and closes only "
            "the last."
        )
        for place, start, mark in sorted(walk.alone):
            yield QUOTES.at(place, mark, advice, start=start)


def _apart(manuscript: Manuscript) -> Iterator[Iterable[tuple[str, str]]]:
    """Passages that a quotation can't run over, and those of the body, which it can."""
    body = dict(manuscript.body())
    yield from ([(place, text)] for place, text in manuscript.passages() if place not in body)
    yield body.items()


def unpaired_brackets(manuscript: Manuscript) -> Iterator[Finding]:
    """Round, square and curly brackets, full- or half-width; 1) and 一） number a point."""
    advice = _("Its partner is missing in this paragraph.")
    for place, text in manuscript.passages():
        folded = ITEM.sub(lambda match: "-" * len(match.group()), text.translate(SAME))
        for start in _alone(folded, BRACKET_PAIRS):
            yield BRACKETS.at(place, text[start], advice, start=start)


def unpaired_title_marks(manuscript: Manuscript) -> Iterator[Finding]:
    """《》 and 〈〉."""
    advice = _("Its partner is missing in this paragraph.")
    for place, text in manuscript.passages():
        for start in _alone(text, TITLE_PAIRS):
            yield TITLES.at(place, text[start], advice, start=start)


def _alone(text: str, pairs: dict[str, str]) -> list[int]:
    walk = Walk(pairs)
    walk.paragraph("", text)
    walk.give_up()
    return sorted(start for _place, start, _mark in walk.alone)
