"""Working copies that were scheduled take the place of what is on the site when their time has come.

What is read is one row, so this is not computed as the visibility of a report is: the copy is put in place
before the first page is answered after its time. Nothing has to run for it.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import audit
from articles.editorial.signing import revalidate_signatures
from articles.editorial.workflow import copies
from articles.editorial.workflow.waiting import SCHEDULED_COPY
from articles.models import Report, Transition

logger = logging.getLogger(__name__)

#: How soon a process sees what another one has scheduled. Until then it knows the next time by itself.
LOOK_AGAIN = timedelta(seconds=10)
Status = Report.Status


class Watch:
    """When a process has to look next: a page that is answered before that asks the database nothing."""

    def __init__(self) -> None:
        self.look_at = datetime.min.replace(tzinfo=UTC)

    def look(self) -> list[Transition]:
        """Put in place what is due, if there may be some.

        A database that can't is no reason to answer nothing: what was there stays, and it is tried again.
        """
        now = timezone.now()
        if now < self.look_at:
            return []
        self.look_at = now + LOOK_AGAIN
        try:
            done = publish_due()
            later = scheduled().filter(live_from__gt=now).aggregate(at=Min("live_from"))["at"]
        except DatabaseError:
            logger.exception("Working copies whose time has come could not be published.")
            return []
        self.look_at = min(self.look_at, later or self.look_at)
        return done


#: That of this process.
watch = Watch()


def scheduled() -> QuerySet[Report]:
    """Working copies that wait for their time, while what they are copies of is on the site."""
    waiting = Report.objects.filter(SCHEDULED_COPY, copy_of__status=Status.PUBLISHED)
    return waiting.order_by("live_from", "pk")


def publish_due() -> list[Transition]:
    """Put in place every working copy whose time has come; the line that each leaves in the record."""
    due = scheduled().filter(live_from__lte=timezone.now()).values_list("pk", "copy_of")
    return [line for pk, original in list(due) if (line := _publish(pk, original))]


@transaction.atomic
def _publish(pk: int, original: int) -> Transition | None:
    """None where another process was first, or it isn't what was signed any more."""
    locked = Report.objects.select_for_update().get(pk=original)
    still = Report.objects.select_for_update().filter(pk=pk, status=Status.READY)
    copy = still.filter(live_from__lte=timezone.now()).first()
    if copy is None or locked.status != Status.PUBLISHED or revalidate_signatures(copy):
        return None
    reason = _("Its time had come: %s") % f"{timezone.localtime(copy.live_from):%Y-%m-%d %H:%M}"
    line = copies.publish(copy, None, version=copy.version, reason=reason)
    audit.note(None, audit.Kind.MOVE, line.report, f"{line.get_action_display()} · {reason}")
    return line
