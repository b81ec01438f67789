"""Draw what is missing of what is kept, after an import, an upgrade or a change of the settings.

Readers need not wait for it: what is asked for is drawn then. It is work for a quiet hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from django.db.models import Q

from articles.models import RenderedReport, Report
from articles.models.rendered import drop_old, keep

from .ahead import Kept, drawn_of
from .version import version

BATCH = 50  # reports drawn and stored at a time


def draw_missing(seconds: float) -> Iterator[int]:
    """Draw the public reports whose HTML is missing or of another version, for so many seconds at most.

    The newest come first; yields how many were stored, a batch at a time. When all are drawn, HTML of other
    versions is dropped.
    """
    known = version()
    if not known:
        return
    end = monotonic() + seconds
    last: int | None = None
    while monotonic() < end:
        rows = RenderedReport.objects.filter(report__in=Report.objects.published().order_by())
        rows = rows.filter(~Q(card_version=known) | ~Q(article_version=known))
        if last is not None:
            rows = rows.filter(pk__lt=last)
        kept = rows.order_by("-pk").values_list("pk", "stamp", "card_version", "article_version")[:BATCH]
        lacking = {pk: Kept(stamp, card, article) for pk, stamp, card, article in kept}
        if not lacking:
            drop_old(known)
            return
        yield keep(drawn_of(lacking, known))
        last = min(lacking)
