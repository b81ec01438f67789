"""Letters: who gets which, and that nothing about them reaches the person at the desk."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from articles.editorial import workflow
from articles.editorial.workflow import notices
from articles.models import Report
from newsroom import worker
from tests.builders import make_published, make_submitted, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(settings, monkeypatch):
    """Mail is set up; letters wait until work_off() sends them, in the transaction of the test."""
    settings.EMAIL_IS_SET = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


@pytest.fixture
def post(queue):
    """Run an act, and send its letters alone."""

    def run(act, *args, **details):
        DBTaskResult.objects.all().delete()
        row = act(*args, **details)
        worker.work_off()
        return row

    return run


@pytest.fixture(autouse=True)
def _first(db):
    make_user(role="初审", email="first@example.com")


def test_the_next_stage_is_written_to(post, reporter):
    make_user(role="复审", email="second@example.com")
    post(make_submitted, "送审的报道", by=reporter)
    [letter] = mail.outbox
    assert (letter.bcc, letter.to) == (["first@example.com"], [])
    assert "送审的报道" in letter.subject


def test_the_author_reads_why_it_came_back(post, first_reviewer):
    report = make_submitted(by=make_user(role="记者", email="author@example.com"))
    post(workflow.transition, report, "return", by=first_reviewer, reason="补充来源")
    [letter] = mail.outbox
    assert (letter.bcc, "补充来源" in letter.body) == (["author@example.com"], True)


def test_the_letter_about_a_working_copy_leads_to_the_copy(post, reporter):
    original = make_published("已发布的题目")
    workflow.transition(original, "revise", by=reporter)
    copy = original.copies.get()
    Report.objects.filter(pk=copy.pk).update(title="改过的题目")
    post(workflow.transition, copy, "submit", by=reporter)
    [letter] = mail.outbox
    assert "改过的题目" in letter.subject
    assert f"/report/{copy.pk}/" in letter.body


def test_nobody_is_written_to_where_no_mail_is_set(post, settings, reporter):
    settings.EMAIL_IS_SET = False
    post(make_submitted, by=reporter)
    assert mail.outbox == []


def test_a_letter_is_in_the_language_of_the_site(post, reporter):
    with override("en"):
        post(make_submitted, by=reporter)
    assert mail.outbox[0].subject.startswith("待初审")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
def test_a_title_with_a_line_end_adds_no_header(end, post, reporter):
    post(make_submitted, f"题目{end}Bcc: other@example.com", by=reporter)
    [letter] = mail.outbox
    assert len(letter.subject.splitlines()) == 1
    assert "".join(letter.subject.split()).endswith("题目Bcc:other@example.com")
    assert "Bcc" not in letter.message()


@pytest.mark.usefixtures("queue")
def test_the_letter_is_sent_outside_the_request(reporter):
    make_submitted(by=reporter)
    assert mail.outbox == []
    worker.work_off()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("error", [SMTPException, OSError, ValueError, RuntimeError])
def test_a_letter_that_fails_is_logged_and_the_transition_stands(error, post, reporter, monkeypatch, caplog):
    def fail(letter):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    report = post(make_submitted, by=reporter)
    assert Report.objects.get(pk=report.pk).status == "first_review"
    assert "could not be sent" in caplog.text


def test_a_letter_that_fails_is_sent_later(post, reporter, monkeypatch):
    with monkeypatch.context() as down:
        down.setattr("django.core.mail.EmailMessage.send", _raise_oserror)
        post(make_submitted, by=reporter)
        worker.work_off()  # not yet
    [waiting] = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert waiting.run_after > timezone.now() + timedelta(seconds=30)
    DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=timezone.now())
    worker.work_off()
    assert [letter.bcc for letter in mail.outbox] == [["first@example.com"]]


def _raise_oserror(letter):
    raise OSError


def test_a_letter_is_given_up_at_last(reporter, queue, monkeypatch):
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _raise_oserror)
    make_submitted(by=reporter)
    for _try in range(len(notices.PAUSES) + 2):
        DBTaskResult.objects.update(run_after=timezone.now())
        worker.work_off()
    assert DBTaskResult.objects.count() == len(notices.PAUSES) + 1


@pytest.mark.usefixtures("queue")
def test_nothing_is_sent_of_a_transition_that_is_rolled_back(reporter):
    with transaction.atomic():
        make_submitted(by=reporter)
        transaction.set_rollback(True)
    worker.work_off()
    assert mail.outbox == []


@pytest.mark.usefixtures("queue")
def test_an_account_that_was_closed_meanwhile_is_not_written_to(reporter):
    make_submitted(by=reporter)
    notices.User.objects.filter(email="first@example.com").update(is_active=False)
    worker.work_off()
    assert mail.outbox == []
