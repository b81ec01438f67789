"""Statements whose words are not in the body any more."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import Match, SequenceMatcher

from django.db.models import Value
from django.db.models.functions import Replace, StrIndex
from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.manuscript import Manuscript
from articles.models import Statement
from articles.models.body import plain_text

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
    blocks = SequenceMatcher(None, words, window, autojunk=False).get_matching_blocks()[:-1]
    if sum(block.size for block in blocks) < LIKE_ENOUGH * len(words):
        return ""
    first, last = _dense(blocks)
    return window[first.b : _end(last)].strip()


def _dense(blocks: list[Match]) -> tuple[Match, Match]:
    """The first and last of the blocks, without the few characters that happen to stand far from the rest."""
    while len(blocks) > 1 and blocks[0].size + FAR < blocks[1].b - blocks[0].b:
        blocks = blocks[1:]
    while len(blocks) > 1 and blocks[-1].size + FAR < _end(blocks[-1]) - _end(blocks[-2]):
        blocks = blocks[:-1]
    return blocks[0], blocks[-1]


def _end(block: Match) -> int:
    return block.b + block.size


def reports_with_lost_statements() -> set[int]:
    """The ids of all reports with a statement that is not in the body.

    The database finds nearly all statements in the HTML as they stand, paragraphs and all; only those
    that run over other markup are looked for here, in the plain text.
    """
    doubtful = (
        Statement.objects.annotate(
            place=StrIndex("appearance__report__body", Replace("text", Value("\n"), Value("</p><p>")))
        )
        .filter(place=0)
        .values_list("appearance__report", "text", "appearance__report__body")
    )
    return {report for report, text, body in doubtful.iterator() if text not in plain_text(body)}
