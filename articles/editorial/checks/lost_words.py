"""Statements whose words are not in the body any more."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import Match, SequenceMatcher

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.manuscript import Manuscript

LOST = Kind(
    "statement_lost",
    Level.ERROR,
    _("Statement without its words"),
    _("A statement is a verbatim piece of the body."),
)
LIKE_ENOUGH = 0.5  # of the statement's characters stand in the passage, in order; else there is none
FAR = 12  # characters between a block and the rest that are too many for few characters to be meant
SLACK = 40  # characters that an edit may have put before or behind the words


def lost_statements(manuscript: Manuscript) -> Iterator[Finding]:
    """A statement is a verbatim piece of the body; one whose words are gone is pointed out."""
    for said in manuscript.statements:
        if said.text in manuscript.text:
            continue
        near = nearest(said.text, manuscript.text)
        advice = (
            _("The body now says: “%(near)s”. Correct the statement or the body.") % {"near": near}
            if near
            else _("Nothing like it stands in the body. Put the words back, or delete the statement.")
        )
        yield LOST.at(f"statement:{said.id}", f"{said.speaker}：{said.text}", advice)


def nearest(words: str, text: str) -> str:
    """The passage of `text` that is most like `words`, or "" where nothing is like it."""
    if not words:
        return ""
    longest = SequenceMatcher(None, words, text, autojunk=False).find_longest_match()
    begin = max(longest.b - longest.a - SLACK, 0)
    window = text[begin : longest.b - longest.a + len(words) + SLACK]
    blocks = _blocks(words, window)
    if sum(block.size for block in blocks) < LIKE_ENOUGH * len(words):
        return ""
    first, last = _dense(blocks)
    # A head that stands earlier in the text as well was found there, and dropped: look again close by.
    begin, rest = max(first.b - first.a - FAR, 0), len(words) - last.a - last.size
    window = window[begin : _end(last) + rest + FAR]
    first, last = _dense(_blocks(words, window))
    return window[first.b : _end(last)].strip()


def _blocks(words: str, text: str) -> list[Match]:
    """The stretches that both have in common, in order."""
    return SequenceMatcher(None, words, text, autojunk=False).get_matching_blocks()[:-1]


def _dense(blocks: list[Match]) -> tuple[Match, Match]:
    """The first and last of the blocks, without short ones at either end that stand far from the rest."""
    while len(blocks) > 1 and blocks[0].size + FAR < blocks[1].b - blocks[0].b:
        blocks = blocks[1:]
    while len(blocks) > 1 and blocks[-1].size + FAR < _end(blocks[-1]) - _end(blocks[-2]):
        blocks = blocks[:-1]
    return blocks[0], blocks[-1]


def _end(block: Match) -> int:
    return block.b + block.size
