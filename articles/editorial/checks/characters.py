"""Checks of characters: broken, invisible, traditional, full-width, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.lists import table
from articles.editorial.checks.manuscript import Manuscript
from articles.reading.folding import HAN, simplified

UNICODE = _("GB 18030—2022, Chinese coded character set")
BROKEN = Kind("broken_characters", Level.ERROR, _("Broken characters"), UNICODE)
INVISIBLE = Kind("invisible_characters", Level.WARNING, _("Invisible characters"), UNICODE)
TRADITIONAL = Kind(
    "traditional_characters",
    Level.WARNING,
    _("Traditional characters"),
    _("Law on the Standard Spoken and Written Chinese Language; Table of General Standard Characters (2013)"),
)
WIDE = Kind(
    "full_width_digits", Level.HINT, _("Full-width digits and letters"), _("GB/T 15835—2011, Use of numerals")
)
SPACED = Kind("space_among_han", Level.HINT, _("Space among characters"), _("Chinese is set without spaces."))

LOST: Final = re.compile(
    "[\ufffd\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+|锟斤拷|烫烫烫|屯屯屯"
)
HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+"
)
FULL_WIDTH: Final = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
SPACE: Final = re.compile(f"(?<=[{HAN}])[ \u00a0\u3000]+(?=[{HAN}])")
MIXED_IN: Final = 0.02  # runs per character; a text with more is traditional throughout
BASIC_HAN: Final = (0x4E00, 0x9FFF)


def broken_characters(manuscript: Manuscript) -> Iterator[Finding]:
    """U+FFFD, private-use characters, and the debris of a wrong encoding (锟斤拷)."""
    for place, text in manuscript.passages():
        for match in LOST.finditer(text):
            advice = _("Text was lost here (%(codes)s). Look it up in the source.") % {"codes": _codes(match)}
            yield BROKEN.at(place, match.group(), advice, start=match.start())


def invisible_characters(manuscript: Manuscript) -> Iterator[Finding]:
    """Control and zero-width characters: they break searching and copying."""
    for place, text in manuscript.passages():
        for match in HIDDEN.finditer(text):
            advice = _("Take out what nobody sees (%(codes)s).") % {"codes": _codes(match)}
            yield INVISIBLE.at(place, match.group(), advice, start=match.start(), fix="")


def _codes(match: re.Match[str]) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in match.group()[:4])


def traditional_characters(manuscript: Manuscript) -> Iterator[Finding]:
    """Traditional characters in a simplified text, outside of names.

    A text that is traditional throughout gives one hint a passage, not a warning a character.
    """
    names = {person.name for person in manuscript.people} | set(manuscript.credits)
    whole = len(_traditional().findall(manuscript.text)) > MIXED_IN * len(manuscript.text)
    for place, text in manuscript.passages():
        inside = _covered(text, names)
        spans = [match.span() for match in _traditional().finditer(text) if match.start() not in inside]
        if whole and spans:
            spans = [(spans[0][0], spans[-1][1])]
        for start, end in spans:
            fix = "".join(text[at] if at in inside else _simple(text[at]) for at in range(start, end))
            advice = _("Simplified: “%(fix)s”.") % {"fix": fix}
            level = Level.HINT if whole else Level.WARNING
            yield TRADITIONAL.at(place, text[start:end], advice, start=start, fix=fix, level=level)


def _covered(text: str, words: set[str]) -> set[int]:
    """Positions in `text` that are inside one of the words."""
    return {
        place
        for word in words
        if word and not word.isascii()
        for match in re.finditer(re.escape(word), text)
        for place in range(match.start(), match.end())
    }


@cache
def _traditional() -> re.Pattern[str]:
    """Pattern for characters that have a simplified form and are not in GB 2312."""
    basic = "".join(map(chr, range(BASIC_HAN[0], BASIC_HAN[1] + 1)))
    standard = set(table("characters")["standard"].split())
    changed = (a for a, b in zip(basic, simplified(basic), strict=True) if a != b)
    return re.compile(f"[{''.join(c for c in changed if c not in standard and not _in_gb2312(c))}]+")


def _simple(character: str) -> str:
    return simplified(character) if _traditional().match(character) else character


def _in_gb2312(character: str) -> bool:
    return bool(character.encode("gb2312", errors="ignore"))


def full_width_digits(manuscript: Manuscript) -> Iterator[Finding]:
    """Full-width digits and letters: ２０１９, ＡＢＣ."""
    for place, text in manuscript.passages():
        for match in FULL_WIDTH.finditer(text):
            fix = "".join(chr(ord(character) - 0xFEE0) for character in match.group())
            advice = _("Half-width: “%(fix)s”.") % {"fix": fix}
            yield WIDE.at(place, match.group(), advice, start=match.start(), fix=fix)


def spaces_among_han(manuscript: Manuscript) -> Iterator[Finding]:
    """Space between two Chinese characters of the body, outside of names."""
    names = {person.name for person in manuscript.people} | set(manuscript.credits)
    for place, text in manuscript.body():
        inside = _covered(text, names)
        for match in SPACE.finditer(text):
            if match.start() not in inside:
                advice = _("Take the space out; the page makes gaps itself.")
                yield SPACED.at(place, match.group(), advice, start=match.start(), fix="")
