"""Pages of reports by the batch: kept HTML, in a page drawn once for all that differ in it alone."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.conf import settings
from django.utils import translation

from articles.public.drawing import around_each, draw_ahead, report_page
from articles.public.drawing.reports import kept_reports
from articles.public.replica import use_replica
from articles.public.views.reports import RELATED

from .drawing import request_of

#: The page of a report; its number stands last.
OF_REPORT = re.compile(r"/[^?]+/t[0-9]{8}_([0-9]{1,18})\.html", re.ASCII)


def draw_reports(addresses: Collection[str]) -> dict[str, bytes]:
    """The content of each address that is the page of a public report; others are left to the view."""
    keys = {int(found[1]): address for address in addresses if (found := OF_REPORT.fullmatch(address))}
    if not keys:
        return {}
    translation.activate(settings.LANGUAGE_CODE)
    request = request_of("/reports/report.html")  # one for all: what surrounds them is asked for once
    with use_replica():
        draw_ahead(keys)
        kept = kept_reports(keys)
        around = around_each(list(kept), RELATED)
        return {
            keys[pk]: report_page(request, section, drawn, around[pk]).encode()
            for pk, (section, drawn) in kept.items()
            if pk in around and drawn.path == keys[pk]
        }
