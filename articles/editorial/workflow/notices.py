"""Letters to those whose turn it is: only where mail is set up, after the move is stored."""

from __future__ import annotations

import logging
from functools import partial
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.editorial.permissions import UNDER_REVIEW
from articles.editorial.workflow.waiting import people_of
from articles.models import Report, Transition

logger = logging.getLogger(__name__)


def announce(report: Report, line: Transition) -> None:
    """After a move: write to the people of the next stage or, where it was returned, to its author."""
    if not settings.EMAIL_IS_SET:
        return
    if line.to_status == Report.Status.RETURNED:
        people = [report.author] if report.author else []
    else:
        people = people_of(report) if line.to_status in UNDER_REVIEW else []
    addresses = [user.email for user in people if user.email and user.is_active and user != line.by]
    if addresses:
        transaction.on_commit(partial(_send, _letter(report, line, addresses)))


def _letter(report: Report, line: Transition, addresses: list[str]) -> EmailMessage:
    there = reverse("admin:articles_report_change", args=[report.pk])
    with override(settings.LANGUAGE_CODE):
        status = line.get_to_status_display()
        subject = _("%(status)s: %(title)s") % {"status": status, "title": report.title}
        facts: list[tuple[Any, str]] = [
            (_("Report"), report.title),
            (_("Number"), report.original.number),
            (_("Action"), f"{line.get_action_display()} · {line.by_name}"),
            (_("Reason"), line.reason),
            (_("Status"), status),
            (_("At the desk"), f"{settings.SITE_URL}{there}"),
        ]
        colon = _(": ")
        body = "\n".join(f"{name}{colon}{value}" for name, value in facts if value)
    # Nobody needs to read who else was written to.
    return EmailMessage(subject.replace("\n", " "), body, bcc=addresses)


def _send(letter: EmailMessage) -> None:
    try:
        letter.send()
    except (SMTPException, OSError):
        logger.exception("A letter about a report could not be sent.")
