"""The moment at which kept pages end though nothing is written: a schedule is due, or a day is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Min
from django.utils import timezone

from articles.editorial.workflow import watch_for_due
from articles.editorial.workflow.due import LOOK_AGAIN, scheduled
from articles.models import Report

#: Some pages look back from the present moment, such as the news site map: an hour more or less.
LONGEST = timedelta(hours=1)


def next_end(now: datetime) -> datetime:
    """When pages that were made at `now` end at the latest; two queries of an index.

    The watch of this process is told: it puts a working copy in place before the first page after that.
    """
    local = timezone.localtime(now)
    midnight = timezone.make_aware(datetime(local.year, local.month, local.day) + timedelta(days=1))
    live = Report.objects.using(DEFAULT_DB_ALIAS).filter(on_site=1, live_from__gt=now)
    copies = scheduled().using(DEFAULT_DB_ALIAS).order_by()
    copy = copies.aggregate(at=Min("live_from"))["at"]
    if copy is not None and copy <= now:  # it failed, and is tried again after a while
        copy = now + LOOK_AGAIN
    moments = [midnight, now + LONGEST, live.aggregate(at=Min("live_from"))["at"], copy]
    end = min(moment for moment in moments if moment is not None)
    watch_for_due.remind(end)
    return end
