"""Letters to the people whose turn it is, where mail is set up. Sent after the commit, by another thread."""

from __future__ import annotations

import logging
import re
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from smtplib import SMTPException
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.editorial.messages import remark
from articles.editorial.permissions import UNDER_REVIEW
from articles.editorial.workflow.waiting import people_of
from articles.models import Report, Transition

logger = logging.getLogger(__name__)
#: Letters that wait to be sent; a server that answers nobody must not fill the memory.
MOST_WAITING = 50
#: Line ends and other control characters: in a header they would begin another one.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class Outbox:
    """Send letters one after the other in a thread. A failure is logged and reaches nobody else."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._thread: ThreadPoolExecutor | None = None
        self._waiting: set[Future[None]] = set()

    def put(self, letter: EmailMessage) -> None:
        """Queue a letter; where too many wait already it is dropped and logged."""
        with self._lock:
            if len(self._waiting) >= MOST_WAITING:
                logger.error("A letter was not sent, since %d others wait: %s", MOST_WAITING, letter.subject)
                return
            self._thread = self._thread or ThreadPoolExecutor(1, thread_name_prefix="letters")
            future = self._thread.submit(_send, letter)
            self._waiting.add(future)
        future.add_done_callback(self._done)

    def join(self, seconds: float | None = None) -> None:
        """Wait until what is queued now was sent."""
        with self._lock:
            waiting = set(self._waiting)
        wait(waiting, seconds)

    def _done(self, future: Future[None]) -> None:
        with self._lock:
            self._waiting.discard(future)


#: What sending raises: the connection, the server, an address or a text that no letter takes.
MAIL_ERRORS = (SMTPException, OSError, ValueError, TypeError, LookupError, RuntimeError)


def _send(letter: EmailMessage) -> None:
    """Send a letter or log why not, before the future is done: join() returns after the line is logged."""
    try:
        letter.send()
    except MAIL_ERRORS:
        logger.exception("A letter about a report could not be sent.")


#: The one of this process.
outbox = Outbox()


def announce(report: Report, line: Transition) -> None:
    """After a transition: write to the people of the next stage or, where it was returned, to its author."""
    if not settings.EMAIL_IS_SET:
        return
    if line.to_status == Report.Status.RETURNED:
        people = [report.author] if report.author else []
    else:
        people = people_of(report) if line.to_status in UNDER_REVIEW else []
    addresses = [user.email for user in people if user.email and user.is_active and user != line.by]
    if addresses:
        # robust: an error in the queue itself is logged, and the page is answered.
        transaction.on_commit(partial(outbox.put, _letter(report, line, addresses)), robust=True)


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
