"""Presence: who has a report's form open. In the database, for all processes of the site.

The form reports itself by its autosave address; opening a page writes nothing.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from articles.editorial.locking import retried
from articles.models import Presence, Report

#: A form reports every 20 seconds that it is open; after this silence it counts as closed.
GONE_AFTER = timedelta(seconds=70)


@retried
def arrive(report: Report, user: User) -> None:
    """Note that the form is open, or still open."""
    now = timezone.now()
    Presence.objects.filter(report=report, user=user, at__lt=now - GONE_AFTER).delete()
    Presence.objects.update_or_create(
        report=report, user=user, defaults={"at": now}, create_defaults={"at": now, "since": now}
    )


@retried
def leave(report: Report, user: User) -> None:
    """Note that the form was closed."""
    Presence.objects.filter(report=report, user=user).delete()


def others(report: Report, user: User) -> QuerySet[Presence]:
    """Everybody else who has the form open, in the order in which they came."""
    present = Presence.objects.filter(report=report, at__gte=timezone.now() - GONE_AFTER)
    return present.exclude(user=user).select_related("user").order_by("since")
