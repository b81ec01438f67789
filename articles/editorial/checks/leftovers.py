"""Checks of what was left to be filled in: placeholders, crosses, 待定."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.lists import one_of, pattern_of
from articles.editorial.checks.manuscript import Manuscript
from articles.reading.vocabulary import character_set, word_set

FINISHED = _("What goes out is finished.")
BLANK = Kind("placeholder", Level.ERROR, _("Placeholder"), FINISHED)
CROSSES = Kind("crosses", Level.WARNING, _("××"), FINISHED)
OPEN = Kind("to_be_decided", Level.WARNING, _("To be decided"), FINISHED)
END = Kind("title_ends", Level.HINT, _("Full stop after the title"), _("GB/T 15834—2011, 4.1 Full stop"))

EMPTY: Final = re.compile(r"【\s*】|[（(]\s*[）)]|《\s*》|“\s*”|〔\s*〕|_{3,}|＿{2,}|□{2,}|[？?]{4,}")
CROSS: Final = re.compile(r"[×✕╳]{2,}|(?<![A-Za-z×xX])[xXｘＸ]{2,}(?![A-Za-z])")


def placeholders(manuscript: Manuscript) -> Iterator[Finding]:
    """Empty brackets, rows of underscores, 【待补】, （无题）."""
    note = re.compile(f"[【（〔\\[(](?:{one_of('leftovers', 'notes')})[^】）〕\\])]{{0,20}}[】）〕\\])]")
    words = pattern_of("leftovers", "placeholders")
    advice = _("Fill in what is missing here, or take it out.")
    for place, text in manuscript.passages():
        spans = {m.span() for pattern in (EMPTY, note, words) for m in pattern.finditer(text)}
        for start, end in sorted(spans):
            if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans):
                yield BLANK.at(place, text[start:end], advice, start=start)


def crosses(manuscript: Manuscript) -> Iterator[Finding]:
    """×× and XX, unless behind a surname (李××)."""
    surnames = character_set("surnames", "common") | word_set("surnames", "compound")
    advice = _("Fill in what the crosses stand for; a name that is to stay hidden is 李某.")
    for place, text in manuscript.passages():
        for match in CROSS.finditer(text):
            before = text[max(match.start() - 2, 0) : match.start()]
            if before not in surnames and before[-1:] not in surnames:
                yield CROSSES.at(place, match.group(), advice, start=match.start())


def to_be_decided(manuscript: Manuscript) -> Iterator[Finding]:
    """Notes of what is still open: 待定, 待补充, 待核实."""
    for place, text in manuscript.passages():
        for match in re.finditer(f"(?<!等)(?:{one_of('leftovers', 'open')})", text):
            yield OPEN.at(place, match.group(), _("Is this decided by now?"), start=match.start())


def title_ends(manuscript: Manuscript) -> Iterator[Finding]:
    """Full stop behind the title."""
    if manuscript.title.endswith("。") and not manuscript.title.endswith("。。"):
        start = len(manuscript.title) - 1
        yield END.at("title", "。", _("A title has no full stop."), start=start, fix="")
