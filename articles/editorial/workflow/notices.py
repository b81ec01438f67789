"""Letters to the people whose turn it is, where mail is set up. The worker sends them after the commit."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from articles.editorial.messages import remark
from articles.editorial.permissions import UNDER_REVIEW
from articles.editorial.workflow.waiting import people_of
from articles.models import Report, Transition

logger = logging.getLogger(__name__)
#: Line ends and other control characters: in a header they would begin another one.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


#: What sending raises: the connection, the server, an address or a text that no letter takes.
MAIL_ERRORS = (SMTPException, OSError, ValueError, TypeError, LookupError, RuntimeError)


#: How long after a failure a letter is tried again.
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


@task
def write_to(line: int, report: int, people: list[int], failures: int = 0) -> None:
    """Send the letter about a transition to these accounts; one that fails is tried again later.

    The line of a working copy is of its original: the letter is about the copy, if it is still there.
    """
    found = Transition.objects.filter(pk=line).first()
    moved = Report.objects.select_related("copy_of").filter(pk=report).first()
    asked = User.objects.filter(pk__in=people, is_active=True).exclude(email="")
    addresses = list(asked.order_by("pk").values_list("email", flat=True))
    if found is None or moved is None or not addresses:
        return
    try:
        _letter(moved, found, addresses).send()
    except MAIL_ERRORS:
        logger.exception("A letter about a report could not be sent.")
        if failures < len(PAUSES):
            later = write_to.using(run_after=timezone.now() + PAUSES[failures])
            later.enqueue(line, report, people, failures + 1)


def announce(report: Report, line: Transition) -> None:
    """After a transition: write to the people of the next stage or, where it was returned, to its author.

    The letter is queued in the transaction of the act: it is sent if the act stands, and is not lost.
    """
    if not settings.EMAIL_IS_SET:
        return
    if line.to_status == Report.Status.RETURNED:
        people = [report.author] if report.author else []
    else:
        people = people_of(report) if line.to_status in UNDER_REVIEW else []
    if asked := [user.pk for user in people if user.email and user.is_active and user != line.by]:
        write_to.enqueue(line.pk, report.pk, asked)


def _letter(report: Report, line: Transition, addresses: list[str]) -> EmailMessage:
    address = reverse("admin:articles_report_change", args=[report.pk])
    with override(settings.LANGUAGE_CODE):
        status = line.get_to_status_display()
        subject = _("%(status)s: %(title)s") % {"status": status, "title": report.title}
        facts: list[tuple[Any, str]] = [
            (_("Report"), report.title),
            (_("Number"), report.original.number),
            (_("Action"), f"{line.get_action_display()} · {line.by_name}"),
            (_("Reason"), remark(line)),
            (_("Status"), status),
            (_("At the desk"), f"{settings.SITE_URL}{address}"),
        ]
        colon = _(": ")
        body = "\n".join(f"{name}{colon}{value}" for name, value in facts if value)
    # bcc: nobody needs to read who else was written to.
    return EmailMessage(CONTROL.sub(" ", subject).strip(), body, bcc=addresses)
