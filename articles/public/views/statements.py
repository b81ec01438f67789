"""Permanent URL of a statement, and oEmbed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from articles.models import Report, Statement
from articles.public import links, selectors

from .conventions import page_of, public

#: Path of a statement: its permanent URL, or its anchor in a report.
PLACE = re.compile(r"/statements/(?P<own>\d{1,18})/|/.+\.html#s(?P<place>\d{1,18})", re.ASCII)
SMALLEST_WIDTH, USUAL_WIDTH = 200, 600  # pixels


@public
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Redirect to the anchor in the report, temporarily: the URL of the report may change."""
    return redirect(_standing(pk))


@page_of("format", "url", "maxwidth")
def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed (https://oembed.com) of a statement: type "rich", as JSON."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("This site answers in JSON alone.", status=501, content_type="text/plain")
    match = PLACE.fullmatch(_path(request.GET.get("url", "")))
    if match is None:
        raise Http404
    said = _standing(int(match["own"] or match["place"]))
    report = said.appearance.report
    here = links.absolute_url(request, reverse("articles:statement", args=[said.pk]))
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": report.title,
        "author_name": said.appearance.name,
        "provider_name": settings.SITE_NAME,
        "provider_url": links.absolute_url(request, "/"),
        "cache_age": 3600,
        "html": render_to_string("articles/quotation.html", {"statement": said, "address": here}),
        "width": _width(request.GET.get("maxwidth", "")),
        "height": None,
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _standing(pk: int) -> Statement:
    """A statement of a published report that is still in its body; else Http404."""
    said = selectors.statement_in(Report.objects.published(), pk)
    if said is None:
        raise Http404
    return said


def _path(address: str) -> str:
    """Path and fragment of a URL; "" if it is not valid."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path


def _width(wanted: str) -> int:
    asked = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else USUAL_WIDTH
    return max(SMALLEST_WIDTH, min(asked, USUAL_WIDTH))
