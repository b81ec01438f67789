"""Checks of personal data: identity and telephone numbers, bank cards, addresses, number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.lists import one_of
from articles.editorial.checks.manuscript import Manuscript
from articles.reading.folding import fold

LAW = _("Personal Information Protection Law, articles 28 and 51")
IDENTITY = Kind("identity_number", Level.ERROR, _("Identity card number"), LAW)
MOBILE = Kind("mobile_number", Level.ERROR, _("Mobile number"), LAW)
ADDRESS = Kind("home_address", Level.WARNING, _("Home address"), LAW)
ACCOUNT = Kind("bank_account", Level.ERROR, _("Bank card number"), LAW)
PLATE = Kind("number_plate", Level.WARNING, _("Number plate"), LAW)

EDGE: Final = r"(?<![\dA-Za-z]){}(?![\dA-Za-z])"
IDENTITY_NUMBER: Final = re.compile(EDGE.format(r"[1-8]\d{5}[ -]?(?P<born>(?:19|20)\d{6})[ -]?\d{3}[\dXx]"))
MOBILE_NUMBER: Final = re.compile(EDGE.format(r"(?:\+?86[ -]?)?(?P<number>1[3-9]\d[ -]?\d{4}[ -]?\d{4})"))
CARD_NUMBER: Final = re.compile(EDGE.format(r"(?:62|4|5[1-5])\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?"))
PLATE_NUMBER: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•. ]?"
    r"(?=[A-Z0-9]*\d)[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])"
)
DOOR: Final = r"\d{1,5}(?:[-—]\d{1,4}){0,3}(?:号院|号楼|号|栋|幢|座|弄|室|单元|楼|层)"
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS: Final = "10X98765432"


def identity_numbers(manuscript: Manuscript) -> Iterator[Finding]:
    """Identity number (GB 11643—1999), recognised by date of birth and check digit."""
    for place, text in manuscript.passages():
        for match in IDENTITY_NUMBER.finditer(fold(text)):
            if not _is_day(match["born"]):
                continue
            right = is_identity_number(re.sub("[ -]", "", match.group()))
            advice = (
                _("Mask it.")
                if right
                else _("Looks like an identity number, though its check digit is wrong. Mask it.")
            )
            words = text[match.start() : match.end()]
            level = Level.ERROR if right else Level.WARNING
            yield IDENTITY.at(
                place, words, advice, start=match.start(), fix=_masked(words, 6, 0), level=level
            )


def is_identity_number(number: str) -> bool:
    """Whether the last of 18 characters is the check digit of the first 17 (ISO 7064, MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return CHECK_DIGITS[total % 11] == number[17].upper()


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _masked(words: str, head: int, tail: int) -> str:
    """Replace all but the first and last digits by *."""
    places = [place for place, character in enumerate(words) if character not in " -"]
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if place in hidden else character for place, character in enumerate(words))


def mobile_numbers(manuscript: Manuscript) -> Iterator[Finding]:
    """Mobile numbers: eleven digits that begin with 13 to 19."""
    for place, text in manuscript.passages():
        for match in MOBILE_NUMBER.finditer(fold(text)):
            start, end = match.span("number")
            words = text[start:end]
            advice = _("Mask it, unless it is an office's own and meant to be called.")
            yield MOBILE.at(place, words, advice, start=start, fix=_masked(words, 3, 4))


def bank_accounts(manuscript: Manuscript) -> Iterator[Finding]:
    """Bank card number, recognised by its check digit (ISO/IEC 7812)."""
    for place, text in manuscript.passages():
        for match in CARD_NUMBER.finditer(fold(text)):
            digits = re.sub("[ -]", "", match.group())
            if 16 <= len(digits) <= 19 and _luhn(digits):
                words = text[match.start() : match.end()]
                fix = _masked(words, 4, 0)
                yield ACCOUNT.at(place, words, _("Mask it."), start=match.start(), fix=fix)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def home_addresses(manuscript: Manuscript) -> Iterator[Finding]:
    """Number of a house or flat behind 家住, 住址 and the like."""
    near = "[^某，。；！？,;!?\n]{0,30}?"
    home = re.compile(f"(?:{one_of('privacy', 'home')}){near}(?P<door>{DOOR}(?:{DOOR}|\\d{{2,4}}室?)*)")
    for place, text in manuscript.passages():
        for match in home.finditer(fold(text)):
            start, end = match.span("door")
            advice = _("Leave out the number of the house: where people live is private.")
            yield ADDRESS.at(place, text[start:end], advice, start=start, fix="某号")


def number_plates(manuscript: Manuscript) -> Iterator[Finding]:
    """Number plates of cars."""
    for place, text in manuscript.passages():
        for match in PLATE_NUMBER.finditer(fold(text)):
            words = text[match.start() : match.end()]
            fix = words[:2] + "*" * (len(words) - 2)
            yield PLATE.at(place, words, _("Mask it."), start=match.start(), fix=fix)
