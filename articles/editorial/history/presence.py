"""Who has a report's form open now. In the database, so that every process of the site knows it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Presence, Report

#: A form says every 20 seconds that it is open; one that was silent for so long is closed.
GONE_AFTER = timedelta(seconds=70)


def arrive(report: Report, user: Any) -> None:
    """The form is open, or still open."""
    now = timezone.now()
    Presence.objects.filter(report=report, user=user, at__lt=now - GONE_AFTER).delete()
    Presence.objects.update_or_create(
        report=report, user=user, defaults={"at": now}, create_defaults={"at": now, "since": now}
    )


def leave(report: Report, user: Any) -> None:
    """The form was closed."""
    Presence.objects.filter(report=report, user=user).delete()


def others(report: Report, user: Any) -> QuerySet[Presence]:
    """Who else has it open, the first first."""
    here = Presence.objects.filter(report=report, at__gte=timezone.now() - GONE_AFTER)
    return here.exclude(user=user).select_related("user").order_by("since")
