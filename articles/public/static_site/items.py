"""Reports of the API by the batch: the queries and the words of the view, for many at once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.models import Report
from articles.public.api import api
from articles.public.api.reports import whole
from articles.public.api.schemas.reports import ReportOut
from articles.public.replica import use_replica

from .drawing import request_of

ITEM = re.compile(r"/api/reports/([0-9]+)", re.ASCII)


def draw_items(addresses: Iterable[str]) -> dict[str, bytes]:
    """The content of each address that is that of a report of the API, and public."""
    ids = {int(item[1]): address for address in addresses if (item := ITEM.fullmatch(address))}
    if not ids:
        return {}
    with use_replica():
        rows = list(whole(Report.objects.published().filter(pk__in=ids)))
        return {ids[row.pk]: _written(ids[row.pk], row) for row in rows}


def _written(address: str, row: Report) -> bytes:
    request = request_of(address)
    said = ReportOut.from_orm(row, context={"request": request}).model_dump()
    return str(api.renderer.render(request, said, response_status=200)).encode()
