"""Characters that every format can hold: XML and JSON files, mail headers, the two databases."""

from __future__ import annotations

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: Everything but the characters of https://www.w3.org/TR/xml/#charsets.
UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Also what would break a line.
BREAKS_LINE: Final = re.compile("[\t\n\r\x7f-\x9f\u2028\u2029]")


def printable(text: str) -> str:
    """The text without the characters that XML can't hold."""
    return UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """The printable text on one line; control characters and line breaks become spaces."""
    return BREAKS_LINE.sub(" ", printable(text))


def validate_printable(value: str) -> None:
    """Raise ValidationError where the value holds a character that XML can't hold."""
    _refuse(UNPRINTABLE.search(value))


def validate_one_line(value: str) -> None:
    """Raise ValidationError where the value holds a control character, a line break among them."""
    _refuse(UNPRINTABLE.search(value) or BREAKS_LINE.search(value))


def _refuse(found: re.Match[str] | None) -> None:
    if found:
        raise ValidationError(
            _("The character U+%(code)s can't be printed. Please delete it."),
            code="unprintable",
            params={"code": f"{ord(found.group()):04X}"},
        )
