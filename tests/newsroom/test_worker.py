"""The worker that is stopped, and as a process that is killed."""

import signal
import sqlite3
import subprocess
import time
from threading import Event

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from articles.search import stale
from newsroom import worker
from tests.intake.texts import make_text
from tests.processes import MANAGE, bare_environment, manage


@pytest.fixture
def queue(settings, monkeypatch, db):
    """`queue(act)` has two pieces of work wait, each of which does the act; gives their rows."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def fill(act):
        monkeypatch.setattr(stale, "catch_up", lambda seconds: (act(), True))
        return [DBTaskResult.objects.get(pk=stale.write_stale.enqueue().id) for _ in range(2)]

    return fill


def test_a_worker_that_is_stopped_leaves_what_waits(queue):
    stop = Event()
    queue(stop.set)
    worker.work_off(stop)
    assert DBTaskResult.objects.ready().count() == 1


def test_what_is_lost_while_others_wait_is_taken_up(queue):
    silent = timezone.now() - 2 * worker.LOST
    lost, _other = queue(lambda: lost_rows.filter(status=TaskResultStatus.RUNNING).update(started_at=silent))
    lost_rows = DBTaskResult.objects.filter(pk=lost.pk)
    lost_rows.update(status=TaskResultStatus.RUNNING, started_at=timezone.now(), worker_ids=["gone"])
    worker.work_off()
    assert lost_rows.get().status == TaskResultStatus.SUCCESSFUL


#: Files that are brought, each with its own words; choosing and queueing them as the desk does.
FILL = """
from articles.intake import steps, tasks, uploads
from articles.reading.parallel import InputFile
import sys
raw = sys.stdin.buffer.read()
words = [f"{chr(0x4e00 + n * 7)}{chr(0x5000 + n * 11)}" for n in range(60)]
files = [InputFile(f"{n}.txt", raw + "\\n".join(w * 3 for w in words[n:]).encode()) for n in range(40)]
batch = uploads.receive(files)
steps.work_on(batch, seconds=None)
uploads.choose(batch)
tasks.go_on(batch, by=None)
"""


@pytest.mark.exhaustive
def test_a_batch_whose_worker_was_killed_is_taken_up_and_each_file_stored_once(tmp_path):
    values = {"SECRET_KEY": "any", "DATA_DIR": str(tmp_path), "HTTPS": "false"}
    assert manage("migrate", "--verbosity", "0", **values).returncode == 0
    shell = [*MANAGE, "shell", "--command", FILL]
    subprocess.run(shell, env=bare_environment(**values), input=make_text(), check=True)
    database = sqlite3.connect(tmp_path / "db.sqlite3", timeout=20, isolation_level=None)

    def number(of: str) -> int:
        return database.execute(f"SELECT count(*) FROM {of}").fetchone()[0]  # noqa: S608 - our own names

    worker = subprocess.Popen([*MANAGE, "worker"], env=bare_environment(**values))
    end = time.monotonic() + 60
    while number("articles_sourcetext") < 3 and time.monotonic() < end:
        time.sleep(0.01)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert 3 <= number("articles_sourcetext") < 40
    database.execute("UPDATE django_tasks_database_dbtaskresult SET started_at = '2020-01-01 00:00:00'")
    assert manage("worker", "--once", **values).returncode == 0
    stored = "articles_pendingfile WHERE state = 'stored'"
    assert (number(stored), number("articles_sourcetext")) == (40, 40)


#: Reports that can be published, and the act on all of them as the desk queues it.
CHOOSE = """
from django.contrib.auth.models import User
from articles.editorial import bulk_acts
from articles.models import Report
chief = User.objects.create_superuser("chief", password="any")
reports = [Report.objects.create(title=f"报道{n}", body="<p>会议在市检察院召开。</p>") for n in range(60)]
bulk_acts.start("add_tags", [report.pk for report in reports], {"tags": ["听证"]}, by=chief)
"""


@pytest.mark.exhaustive
def test_a_bulk_act_whose_worker_was_killed_is_taken_up_and_each_report_changed_once(tmp_path):
    values = {"SECRET_KEY": "any", "DATA_DIR": str(tmp_path), "HTTPS": "false"}
    assert manage("migrate", "--verbosity", "0", **values).returncode == 0
    assert manage("shell", "--command", CHOOSE, **values).returncode == 0
    database = sqlite3.connect(tmp_path / "db.sqlite3", timeout=20, isolation_level=None)

    def number(of: str) -> int:
        return database.execute(f"SELECT count(*) FROM {of}").fetchone()[0]  # noqa: S608 - our own names

    done, noted = "articles_bulkitem WHERE state = 'done'", "articles_auditentry WHERE code = 'tags_added'"
    worker = subprocess.Popen([*MANAGE, "worker"], env=bare_environment(**values))
    end = time.monotonic() + 60
    while number(done) < 10 and time.monotonic() < end:
        time.sleep(0.01)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert 10 <= number(done) == number(noted) < 60
    database.execute("UPDATE django_tasks_database_dbtaskresult SET started_at = '2020-01-01 00:00:00'")
    assert manage("worker", "--once", **values).returncode == 0
    assert (number(done), number(noted)) == (60, 60)
