"""What nobody needs any more goes, and nothing else."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.intake import uploads
from articles.models import AuditEntry, Autosave, BulkAct, BulkItem, ImportBatch, PendingFile, Presence
from tests.builders import make_report

pytestmark = pytest.mark.django_db


def tidy(*options):
    out = StringIO()
    call_command("tidy", *options, stdout=out)
    return out.getvalue()


def ago(days):
    return timezone.now() - timedelta(days=days)


def typed(user, days):
    """Typing that was kept so long ago."""
    typing = Autosave.objects.create(user=user, key=f"k{days}")
    Autosave.objects.filter(pk=typing.pk).update(at=ago(days))


def pending(state, days):
    batch = ImportBatch.objects.create(finished_at=ago(days))
    return batch.pending.create(file_name="a.txt", raw=b"raw", state=state)


def test_old_drafts_are_deleted(reporter):
    typed(reporter, 29)
    typed(reporter, 31)
    tidy()
    assert [typing.key for typing in Autosave.objects.all()] == ["k29"]


def test_typing_days_sets_the_age(reporter):
    typed(reporter, 29)
    tidy("--typing-days", "7")
    assert not Autosave.objects.exists()


def test_old_presence_is_deleted(reporter):
    Presence.objects.create(report=make_report(), user=reporter, since=ago(2), at=ago(2))
    tidy()
    assert not Presence.objects.exists()


@pytest.mark.parametrize(
    ("state", "days", "raw"),
    [("left_out", 91, b""), ("left_out", 89, b"raw"), ("read", 91, b"raw"), ("failed", 91, b"raw")],
)
def test_bytes_of_old_unstored_files_are_deleted(state, days, raw):
    row = pending(state, days)
    tidy()
    assert bytes(PendingFile.objects.get(pk=row.pk).raw) == raw


def test_file_without_bytes_is_not_resumed():
    row = pending("left_out", 91)
    tidy()
    assert uploads.resume(row.batch) == 0


def test_expired_sessions_are_deleted():
    Session.objects.create(session_key="old", session_data="", expire_date=ago(1))
    tidy()
    assert not Session.objects.exists()


def test_counts_are_printed_and_logged(reporter):
    typed(reporter, 31)
    assert "unsaved typing 1" in tidy()
    assert AuditEntry.objects.get(kind="command").values == {"unsaved typing": 1}


def test_no_audit_entry_without_deletions():
    tidy()
    assert not AuditEntry.objects.exists()


def test_zero_days_are_refused():
    with pytest.raises(CommandError):
        tidy("--typing-days", "0")


@pytest.mark.parametrize(("days", "left"), [(91, 0), (89, 1)])
def test_bulk_acts_that_ended_long_ago_are_deleted(days, left):
    act = BulkAct.objects.create(action="publish", finished_at=ago(days))
    act.items.create(report_key=1)
    BulkAct.objects.create(action="publish")
    tidy()
    assert (BulkAct.objects.count(), BulkItem.objects.count()) == (1 + left, left)
