"""Work on a batch outside of the request."""

import pytest
from django.contrib.auth.models import User
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from articles.intake import tasks, uploads
from articles.models import AuditEntry, PendingFile, Report
from articles.reading.parallel import InputFile
from newsroom import worker
from tests.intake.texts import OTHER_BODY, make_text

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]
State = PendingFile.State
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def queue(settings, monkeypatch):
    """Work waits until work_off() does it, in the transaction of the test."""
    settings.TASKS = QUEUED
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


@pytest.fixture
def batch(reporter):
    files = (make_text(), make_text("临河法院禁毒宣传进校园", body=OTHER_BODY))
    return uploads.receive([InputFile(f"{at}.txt", raw) for at, raw in enumerate(files)], by=reporter)


def states(batch):
    return [pending.state for pending in batch.pending.all()]


@pytest.mark.usefixtures("queue")
class TestQueue:
    def test_the_request_stores_the_bytes_alone(self, batch, reporter):
        tasks.go_on(batch, by=reporter)
        assert states(batch) == [State.WAITING, State.WAITING]

    def test_the_worker_does_the_rest(self, batch, reporter):
        tasks.go_on(batch, by=reporter)
        worker.work_off()
        assert states(batch) == [State.READ, State.READ]

    def test_work_under_way_is_not_asked_for_twice(self, batch, reporter):
        for _ in range(2):
            tasks.go_on(batch, by=reporter)
        assert DBTaskResult.objects.count() == 1

    def test_what_was_chosen_is_stored_by_who_asked(self, batch, reporter):
        self.chosen(batch, reporter)
        worker.work_off()
        assert [report.author for report in Report.objects.all()] == [reporter, reporter]

    def test_an_account_that_was_closed_meanwhile_stores_nothing(self, batch, reporter):
        self.chosen(batch, reporter)
        User.objects.filter(pk=reporter.pk).update(is_active=False)
        worker.work_off()
        assert (states(batch), Report.objects.count()) == ([State.FAILED, State.FAILED], 0)
        assert batch.pending.first().message

    def test_an_account_that_lost_the_permission_stores_nothing(self, batch, reporter):
        self.chosen(batch, reporter)
        reporter.groups.clear()
        worker.work_off()
        assert Report.objects.count() == 0

    def test_an_error_is_shown_at_the_desk(self, batch, reporter, monkeypatch):
        def fail(*args, **options):
            raise RuntimeError

        monkeypatch.setattr(tasks.steps, "work_on", fail)
        tasks.go_on(batch, by=reporter)
        worker.work_off()
        assert tasks.has_failed(batch)

    def chosen(self, batch, by):
        tasks.steps.work_on(batch)
        uploads.choose(batch, by=by)
        tasks.go_on(batch, by=by)


@pytest.mark.usefixtures("queue")
class TestKilledWorker:
    """Its work is running, and it says nothing any more."""

    def killed(self, batch, reporter, *, times=1):
        uploads.choose(batch, by=reporter)
        tasks.go_on(batch, by=reporter)
        batch.pending.filter(pk=batch.pending.first().pk).update(claimed_at=worker.timezone.now())
        DBTaskResult.objects.update(
            status=TaskResultStatus.RUNNING,
            started_at=worker.timezone.now() - 2 * worker.LOST,
            worker_ids=["gone"] * times,
        )

    def test_another_takes_it_up_and_stores_each_file_once(self, batch, reporter):
        tasks.steps.work_on(batch)
        self.killed(batch, reporter)
        worker.work_off()
        assert states(batch) == [State.STORED, State.STORED]
        assert (Report.objects.count(), AuditEntry.objects.filter(code="files_chosen").count()) == (2, 1)

    def test_one_that_beats_is_left_alone(self, batch, reporter):
        self.killed(batch, reporter)
        DBTaskResult.objects.update(started_at=worker.timezone.now())
        worker.work_off()
        assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING

    def test_work_that_kills_each_worker_has_failed(self, batch, reporter):
        self.killed(batch, reporter, times=worker.TRIES)
        worker.work_off()
        assert tasks.has_failed(batch)
