"""The page of a report: what surrounds its parts is drawn once for all reports that stand in the same."""

from __future__ import annotations

import re
import secrets
from collections.abc import Hashable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from .around import Around
from .frame import surroundings
from .reports import DrawnReport

TEMPLATE = "articles/report.html"
MOST = 256  # outlines that a process keeps
#: Text, number of a part, text, number of a part …
Outline = list[str]
_kept: dict[Hashable, Outline] = {}


def report_page(request: HttpRequest, section: int | None, drawn: DrawnReport, around: Around) -> str:
    """The whole page. `section` is the one of the report."""
    parts = [
        *drawn,
        *([around.older.previous] if around.older else []),
        *([around.newer.next] if around.newer else []),
        *(card.item() for card in around.related),
    ]
    if settings.DEBUG:  # templates are being edited
        return _filled(_outline(request, section, around), parts)
    shape = (around.older is None, around.newer is None, len(around.related))
    key = (surroundings(request, None, section), settings.SITE_URL, settings.SITE_DESCRIPTION, shape)
    outline = _kept.get(key)
    if outline is None:
        if len(_kept) >= MOST:
            _kept.clear()
        outline = _kept[key] = _outline(request, section, around)
    return _filled(outline, parts)


def _filled(outline: Outline, parts: list[str]) -> str:
    return "".join(parts[int(text)] if place % 2 else text for place, text in enumerate(outline))


def _outline(request: HttpRequest, section: int | None, around: Around) -> Outline:
    """The page with a mark in the place of each part."""
    secret = secrets.token_hex(16)
    marks = iter(
        [f"{secret}{number:03}" for number in range(len(DrawnReport._fields) + 2 + len(around.related))]
    )
    context: dict[str, Any] = {
        "drawn": DrawnReport(*(next(marks) for _field in DrawnReport._fields)),
        "of_report": section,
        "around": {
            "older": around.older and {"previous": next(marks)},
            "newer": around.newer and {"next": next(marks)},
            "related": [{"item": next(marks)} for _card in around.related],
        },
    }
    return re.split(f"{secret}([0-9]{{3}})", render_to_string(TEMPLATE, context, request))
