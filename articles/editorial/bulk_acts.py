"""Acts on more reports than a request takes: a worker carries them out, a few in each transaction.

The state of an item is written in the transaction of the act on its report: an act that was killed goes on
where it was, and does nothing twice. Who asked is asked for the permission again at each report.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from articles.editorial import bulk
from articles.editorial.editing import acting, fresh
from articles.editorial.filing import Outcome
from articles.editorial.locking import lock_reports, retried
from articles.media.storage import unsaved_on_error
from articles.models import BulkAct, BulkItem
from articles.models.bulk import insert_rows

logger = logging.getLogger(__name__)

CHANGE = "articles.change_bulkact"
STEP = 10  # reports in one transaction
MOST_FAILED = 10  # reports on which an act ends with an error, before the work on it does
SLICE = 20.0  # seconds after which other work of the queue has its turn
PAUSE = 0.05  # seconds between two steps, in which another one may write to SQLite
#: What an act on one report may raise: words, a file or a row that nobody thought of.
FAILURES = (
    *(DatabaseError, ValidationError, OSError, ValueError, TypeError, LookupError),
    *(AttributeError, ArithmeticError, RuntimeError),
)
UNDER_WAY = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
State = BulkItem.State


@retried
def start(action: str, ids: Sequence[int], values: bulk.Values, *, by: User) -> BulkAct:
    """Write down an act and queue it; nothing is done to the reports yet."""
    with acting(by, code="bulk_started") as entry:
        act = BulkAct.objects.create(action=action, values=values, by=entry.by, total=len(ids))
        rows = ((act.pk, key, State.WAITING.value, "", "") for key in ids)
        insert_rows(BulkItem, ("act", "report_key", "state", "name", "why"), rows)
        entry.row, entry.values = act, {"action": action, "number": len(ids)}
        _queue(act)
    return act


@retried
def stop(act: BulkAct, *, by: User) -> None:
    """End an act where it is; what is done stays."""
    with acting(by, act, code="bulk_stopped") as entry:
        _allow(entry.by, entry.row)
        entry.values = {"action": entry.row.action, "number": entry.row.done}
        if entry.row.finished_at:
            entry.kind = None
            return
        entry.row.is_stopped, entry.row.finished_at = True, timezone.now()
        entry.row.save(update_fields=["is_stopped", "finished_at"])


@retried
def go_on(act: BulkAct, *, by: User) -> None:
    """Queue the rest of an act whose work ended with an error; it acts for who asked first."""
    with acting(by, act, code="bulk_started", kind=None) as entry:
        _allow(entry.by, entry.row)
        if not entry.row.finished_at and not is_under_way(entry.row):
            _queue(entry.row)


def may_act(user: User, act: BulkAct) -> bool:
    """Whether somebody may stop an act or have it go on: who asked for it, and who runs the desk."""
    return act.by_id == user.pk or user.has_perm(CHANGE)


def is_under_way(act: BulkAct) -> bool:
    """Whether a worker has work on an act to do, or does it."""
    return _results(act).filter(status__in=UNDER_WAY).exists()


class ActFailed(Exception):
    """An error, which is in the log, left some reports as they were; the others are done."""


@task()
def carry_out(key: int, language: str) -> None:
    """Act on the reports that wait, in steps; after SLICE the rest is queued behind other work.

    A report on which it fails does not keep the others from it: it waits until somebody has the act go on.
    """
    end = time.monotonic() + SLICE
    failed: set[int] = set()
    with override(language):  # of who asked, in which a refusal is worded
        while _step(key, failed):
            if time.monotonic() >= end:
                carry_out.enqueue(key, language)
                return
            if connection.vendor == "sqlite":
                time.sleep(PAUSE)
    if failed:
        raise ActFailed(sorted(failed))


@retried
def _step(key: int, failed: set[int] | None = None) -> bool:
    """Act on the next STEP reports and note what became of each, in one transaction; whether more wait.

    Those on which it fails are added to `failed`, and are left out next time.
    """
    failed = set() if failed is None else failed
    with unsaved_on_error(), transaction.atomic():
        # Whoever else works on the act, or stops it, waits here.
        act = BulkAct.objects.select_for_update().filter(pk=key, finished_at=None).first()
        if act is None:
            return False
        waiting = act.items.filter(state=State.WAITING).exclude(report_key__in=failed)
        items = {item.report_key: item for item in waiting[:STEP]}
        if not items:
            if not failed:
                act.finished_at = timezone.now()
                act.save(update_fields=["finished_at"])
            return False
        outcome = _act_on(act, list(items), failed)
        items = {key: item for key, item in items.items() if key not in failed}
        _note(items, outcome)
        BulkItem.objects.bulk_update(items.values(), ["state", "name", "why"])
        done = sum(item.state == State.DONE for item in items.values())
        BulkAct.objects.filter(pk=key).update(done=F("done") + done, refused=F("refused") + len(items) - done)
    return len(failed) < MOST_FAILED


def _act_on(act: BulkAct, ids: list[int], failed: set[int]) -> Outcome:
    """Act for who asked, if the account is still open; else each report is refused.

    After an error each is tried alone, and one that fails is added to `failed`.
    """
    reports = lock_reports(ids)  # all at once, in the order that every act keeps
    try:
        with transaction.atomic():
            if act.by is None:
                raise PermissionDenied(_("The account is closed."))
            return bulk.apply(act.action, ids, act.values, by=fresh(act.by))
    except PermissionDenied as error:
        why = str(error) or _("You may not do this.")
        return Outcome(refused=[(report, why) for report in reports.values()])
    except (OperationalError, InterfaceError):  # the database: all are tried again
        raise
    except FAILURES:
        if len(ids) > 1:
            each = [_act_on(act, [key], failed) for key in ids]
            return Outcome([r for one in each for r in one.done], [r for one in each for r in one.refused])
        logger.exception("%s could not be done to the report %d.", act.action, ids[0])
        failed.update(ids)
        return Outcome()


def _note(items: dict[int, BulkItem], outcome: Outcome) -> None:
    """Set the state of each item; a report that was deleted meanwhile is in no outcome."""
    for item in items.values():
        item.state, item.why = State.REFUSED, _("The report is not there any more.")
    for report in outcome.done:
        items[report.pk].state, items[report.pk].why = State.DONE, ""
    for report, why in outcome.refused:
        items[report.pk].name, items[report.pk].why = str(report), why


def _queue(act: BulkAct) -> None:
    carry_out.enqueue(act.pk, get_language() or "")


def _allow(by: User | None, act: BulkAct) -> None:
    if by is not None and not may_act(by, act):
        raise PermissionDenied(_("You may not do this."))


def _results(act: BulkAct) -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(task_path=carry_out.module_path, args_kwargs__args__0=act.pk)
