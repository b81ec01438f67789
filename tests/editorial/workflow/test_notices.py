"""Letters: who gets which, and that nothing about them reaches the person at the desk."""

import threading
from smtplib import SMTPException

import pytest
from django.core import mail
from django.utils.translation import override

from articles.editorial import workflow
from articles.editorial.workflow import notices
from articles.models import Report
from tests.builders import make_submitted, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(settings, django_capture_on_commit_callbacks):
    """Mail is set up; run an act, and wait until its letters are sent."""
    settings.EMAIL_IS_SET = True

    def run(act, *args, **details):
        with django_capture_on_commit_callbacks(execute=True):
            row = act(*args, **details)
        notices.outbox.join(10)
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


def test_the_letter_is_sent_outside_the_request(post, reporter, monkeypatch):
    threads = []
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send", lambda letter: threads.append(threading.current_thread())
    )
    post(make_submitted, by=reporter)
    assert threads != [threading.current_thread()]


@pytest.mark.parametrize("error", [SMTPException, OSError, ValueError, RuntimeError])
def test_a_letter_that_fails_is_logged_and_the_transition_stands(error, post, reporter, monkeypatch, caplog):
    def fail(letter):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    report = post(make_submitted, by=reporter)
    assert Report.objects.get(pk=report.pk).status == "first_review"
    assert "could not be sent" in caplog.text


def test_a_letter_that_the_queue_has_no_room_for_is_logged(post, reporter, monkeypatch, caplog):
    monkeypatch.setattr(notices, "MOST_WAITING", 0)
    post(make_submitted, by=reporter)
    assert (mail.outbox, "was not sent" in caplog.text) == ([], True)


def test_nothing_is_sent_of_a_transition_that_is_rolled_back(settings, reporter):
    settings.EMAIL_IS_SET = True
    make_submitted(by=reporter)  # in the transaction of this test, which never commits
    notices.outbox.join(10)
    assert mail.outbox == []
