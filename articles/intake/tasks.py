"""Work on a batch outside of the request: a task that each worker can take up where it was left."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from articles.intake import steps
from articles.models import ImportBatch, PendingFile

UNDER_WAY = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@task(takes_context=True)
def read_and_store(context: TaskContext, batch: int, by: int | None) -> None:
    """Read what waits in a batch and store what was chosen, for the account that asked.

    What is done is in the rows: a later attempt goes on where one was killed.
    """
    found = ImportBatch.objects.filter(pk=batch).first()
    if found is None:
        return
    if context.attempt > 1:
        steps.give_back_claims(found)
    # The account is read afresh under the lock; one that is gone by then may nothing.
    steps.work_on(found, by=User(pk=by) if by else None, seconds=None)


def go_on(batch: ImportBatch, *, by: User | None) -> None:
    """Have the rest of a batch done, unless it is under way or nothing is left."""
    waiting = batch.pending.filter(state__in=PendingFile.IN_WORK)
    if waiting.exists() and not is_under_way(batch):
        read_and_store.enqueue(batch.pk, by.pk if by else None)


def is_under_way(batch: ImportBatch) -> bool:
    """Whether a worker has work on a batch to do, or does it."""
    return _results(batch).filter(status__in=UNDER_WAY).exists()


def has_failed(batch: ImportBatch) -> bool:
    """Whether the last work on a batch ended with an error."""
    last = _results(batch).order_by("-enqueued_at").first()
    return last is not None and last.status == TaskResultStatus.FAILED


def _results(batch: ImportBatch) -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(task_path=read_and_store.module_path, args_kwargs__args__0=batch.pk)
