"""HTML put together in Python, where a template for each piece takes longer than what it draws.

All that is put into HTML goes through escaped(); joined() declares safe what was put together so.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString


def escaped(value: object) -> str:
    """The text of a value; of what is HTML already, that."""
    text = str(value) if isinstance(value, Promise) else value
    return text.__html__() if hasattr(text, "__html__") else html.escape(str(text))


def attributes(attrs: dict[str, Any] | None) -> str:
    """The attributes of a tag: True is one without a value, False none at all."""
    pieces = []
    for name, value in (attrs or {}).items():
        if value is True:
            pieces.append(f" {escaped(name)}")
        elif value is not False:
            pieces.append(f' {escaped(name)}="{escaped(value)}"')
    return "".join(pieces)


def joined(pieces: Iterable[str]) -> SafeString:
    """One piece of HTML of several."""
    return SafeString("".join(pieces))
