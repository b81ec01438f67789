"""Checks of repetition: paragraphs, sentences, the title in the body, doubled characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.lists import table
from articles.editorial.checks.manuscript import Manuscript
from articles.reading.folding import comparison_key, fold

LONG_ENOUGH: Final = 15  # characters; shorter ones recur in good text
SENTENCE: Final = re.compile(r"[^。！？；\n]+[。！？；]?[”’」』）]?")
ONCE = _("What is said is said once.")

PARAGRAPH = Kind("repeated_paragraph", Level.WARNING, _("Repeated paragraph"), ONCE)
SENTENCE_KIND = Kind("repeated_sentence", Level.WARNING, _("Repeated sentence"), ONCE)
TITLE = Kind(
    "title_in_body", Level.WARNING, _("The title in the body"), _("The page prints the title itself.")
)
PARTICLE = Kind("doubled_characters", Level.WARNING, _("Doubled character"), ONCE)


def repeated_paragraphs(manuscript: Manuscript) -> Iterator[Finding]:
    """Paragraph of at least LONG_ENOUGH characters that repeats an earlier one."""
    for number, first in _repeated_paragraphs(manuscript).items():
        advice = _("Paragraph %(first)d says the same. Delete one of the two.") % {"first": first + 1}
        yield PARAGRAPH.at(f"paragraph:{number}", manuscript.paragraphs[number], advice)


def _repeated_paragraphs(manuscript: Manuscript) -> dict[int, int]:
    """Number of a repeated paragraph → number of its first occurrence."""
    seen: dict[str, int] = {}
    repeated = {}
    for number, text in enumerate(manuscript.paragraphs):
        key = comparison_key(fold(text))
        if len(key) >= LONG_ENOUGH and seen.setdefault(key, number) != number:
            repeated[number] = seen[key]
    return repeated


def repeated_sentences(manuscript: Manuscript) -> Iterator[Finding]:
    """Sentence of at least LONG_ENOUGH characters that repeats an earlier one."""
    seen: dict[str, int] = {}
    skip = _repeated_paragraphs(manuscript)
    for number, text in enumerate(manuscript.paragraphs):
        for match in SENTENCE.finditer(text) if number not in skip else ():
            key = comparison_key(fold(match.group()))
            if len(key) < LONG_ENOUGH:
                continue
            if key in seen:
                advice = _("Paragraph %(first)d says the same.") % {"first": seen[key] + 1}
                yield SENTENCE_KIND.at(f"paragraph:{number}", match.group(), advice, start=match.start())
            seen.setdefault(key, number)


def title_in_body(manuscript: Manuscript) -> Iterator[Finding]:
    """Paragraph that repeats the title."""
    key = comparison_key(fold(manuscript.title))
    for place, text in manuscript.body():
        if key and comparison_key(fold(text)) == key:
            yield TITLE.at(place, text, _("Take this paragraph out."), fix="")


def doubled_characters(manuscript: Manuscript) -> Iterator[Finding]:
    """Doubled characters like 的的 and 在在, unless beside the characters that make them right."""
    for wrong, pattern in _doubled():
        for place, text in manuscript.passages():
            for match in pattern.finditer(text):
                advice = _("“%(one)s” once is enough.") % {"one": wrong[0]}
                yield PARTICLE.at(place, wrong, advice, start=match.start(), fix=wrong[0])


def _doubled() -> Iterator[tuple[str, re.Pattern[str]]]:
    for entry in table("doubled")["doubled"]:
        before, after = entry.get("not_after", ""), entry.get("not_before", "")
        guard = (f"(?<![{before}])" if before else "", f"(?![{after}])" if after else "")
        yield entry["wrong"], re.compile(f"{guard[0]}{entry['wrong']}{guard[1]}")
