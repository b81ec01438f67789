"""Remove or reject characters that XML, mail headers or the databases cannot hold."""

from __future__ import annotations

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: Characters outside of https://www.w3.org/TR/xml/#charsets.
UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Line breaks and other control characters.
BREAKS_LINE: Final = re.compile("[\t\n\r\x7f-\x9f\u2028\u2029]")


def printable(text: str) -> str:
    """Remove characters that XML does not allow."""
    if text.isprintable():  # most are: the pattern takes thirty times as long
        return text
    return UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """Remove characters that XML does not allow; replace line breaks and control characters by spaces."""
    if text.isprintable():
        return text
    return BREAKS_LINE.sub(" ", printable(text))


def validate_printable(value: str) -> None:
    """Raise ValidationError for a character that XML does not allow."""
    _refuse(UNPRINTABLE.search(value))


def validate_one_line(value: str) -> None:
    """Raise ValidationError for a character that XML does not allow, a line break or a control character."""
    _refuse(UNPRINTABLE.search(value) or BREAKS_LINE.search(value))


def _refuse(found: re.Match[str] | None) -> None:
    if found:
        raise ValidationError(
            _("The character U+%(code)s can't be printed. Please delete it."),
            code="unprintable",
            params={"code": f"{ord(found.group()):04X}"},
        )
