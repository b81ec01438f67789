"""What a script of the desk sends as JSON: checked before anything is done with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

T = TypeVar("T")
#: What a value that is not as expected raises on its way through int(), a loop or a look-up.
WRONG = (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError)


class NotAsSent(ValueError):
    """The request is not one that the script sends."""

    def response(self) -> JsonResponse:
        """400, with the reason as JSON."""
        return JsonResponse({"error": _("This is not what the form sends.")}, status=400)


def read_json(request: HttpRequest, read: Callable[[dict[str, Any]], T]) -> T:
    """Parse the body of a request and read its values; NotAsSent for whatever goes wrong."""
    try:
        return read(json.loads(request.body, parse_constant=_refuse))
    except WRONG as error:
        raise NotAsSent from error


def text(value: Any) -> str:
    """A text that both databases store: without NUL and lone surrogates."""
    if not isinstance(value, str) or "\0" in value:
        raise TypeError
    value.encode()  # UnicodeEncodeError, a ValueError, for a lone surrogate
    return value


def _refuse(constant: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(constant)
