"""Scheduled working copies: published before the first page is answered after their time."""

import pytest
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import override

from articles.editorial import workflow
from articles.editorial.messages import remark
from articles.editorial.workflow import due
from articles.models import AuditEntry, Report
from tests.builders import make_published, make_scheduled_copy, put
from tests.races import meanwhile

pytestmark = pytest.mark.django_db

NEW = "会议改在区检察院召开。"


@pytest.fixture
def report():
    return make_published()


@pytest.fixture
def copy(report, reporter, signers):
    return make_scheduled_copy(report, NEW, by=reporter, signers=signers)


def words(report):
    return Report.objects.get(pk=report.pk).paragraphs


def test_the_page_stays_as_it_is_until_then(client, report, copy, days_pass):
    days_pass(0.5)
    assert NEW not in client.get(report.get_absolute_url()).text


def test_the_first_page_that_is_read_after_it_has_the_new_words(client, report, copy, days_pass):
    days_pass(2)
    assert NEW in client.get(report.get_absolute_url()).text
    assert list(Report.objects.all()) == [report]


@pytest.mark.parametrize("path", ["/feed/", "/search/feed/?q=区检察院", "/search/?q=区检察院"])
def test_feeds_and_search_have_them_too(client, path, report, copy, days_pass):
    days_pass(2)
    assert "区检察院" in client.get(path).text


def test_it_stands_in_the_record_and_in_the_audit_log(report, copy, days_pass):
    version = copy.version
    days_pass(2)
    [line] = workflow.publish_due()
    assert (line.action, line.by, line.to_status, line.version) == ("publish", None, "published", version)
    assert AuditEntry.objects.filter(object_id=str(report.pk), kind="transition", by=None).exists()


def test_the_record_says_who_scheduled_it(report, copy, signers):
    line = report.transitions.last()
    assert (line.action, line.by, line.from_status, line.to_status) == (
        *("publish", signers[-1]),
        *("ready", "ready"),
    )
    assert (line.code, line.values) == ("goes_live_at", {"at": copy.live_from.isoformat()})


def test_it_waits_for_nobody(copy, signers):
    assert copy not in workflow.waiting_for(signers[-1])
    assert workflow.people_of(copy) == []


def test_one_that_is_taken_off_the_schedule_waits_again(report, copy, signers, days_pass):
    workflow.transition(copy, "hold", by=signers[-1])
    days_pass(2)
    assert (workflow.publish_due(), list(workflow.waiting_for(signers[-1]))) == ([], [copy])


def test_it_may_be_published_sooner(report, copy, signers):
    workflow.transition(copy, "publish", by=signers[-1])
    assert words(report) == [NEW]


def test_one_that_is_returned_has_no_time_any_more(copy, signers):
    workflow.transition(copy, "return", by=signers[-1], reason="补写")
    assert copy.live_from is None


def test_one_whose_words_changed_is_not_what_was_signed(report, copy, days_pass):
    Report.objects.filter(pk=copy.pk).update(title="无人签过的标题")
    days_pass(2)
    assert workflow.publish_due() == []
    assert Report.objects.get(pk=copy.pk).status == "first_review"


def test_a_report_that_was_withdrawn_does_not_come_back_with_it(report, copy, signers, days_pass):
    workflow.transition(report, "withdraw", by=signers[-1], reason="内容有误")
    put(report, status="published", live_from=timezone.now())
    days_pass(2)
    assert workflow.publish_due() == []


def test_a_process_that_knows_of_none_asks_again_only_after_a_while(days_pass, django_assert_num_queries):
    days_pass(0)
    due.watch.look()
    with django_assert_num_queries(0):
        due.watch.look()


@pytest.fixture
def attempts(monkeypatch, copy):
    """The database fails whenever this copy is published; gives the attempts at it."""
    publish, attempts = due.copies.publish, []

    def fail(stored, by, **more):
        if stored.pk == copy.pk:
            attempts.append(timezone.now())
            raise DatabaseError
        return publish(stored, by, **more)

    monkeypatch.setattr(due.copies, "publish", fail)
    return attempts


def test_a_page_is_answered_where_a_copy_fails(client, report, attempts, days_pass):
    days_pass(2)
    assert "会议在市检察院召开" in client.get(report.get_absolute_url()).text
    assert attempts


def test_a_copy_that_fails_does_not_stop_the_others(attempts, reporter, signers, days_pass):
    other = make_published("另一篇")
    make_scheduled_copy(other, NEW, by=reporter, signers=signers)
    days_pass(2)
    assert [line.report for line in workflow.publish_due()] == [other]


def test_a_copy_that_failed_is_left_alone_for_a_while(attempts, days_pass):
    days_pass(2)
    backoff = due.Backoff()
    workflow.publish_due(backoff)
    workflow.publish_due(backoff)
    assert len(attempts) == 1


def test_the_pause_grows_with_each_failure_up_to_half_an_hour():
    backoff, now = due.Backoff(), timezone.now()
    seconds = [round((backoff.failed(1) - now).total_seconds(), -1) for _attempt in range(10)]
    assert seconds == [10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800]


def test_a_success_ends_the_pause():
    backoff = due.Backoff()
    backoff.failed(1)
    backoff.succeeded(1)
    assert not backoff.is_waiting(1)


def test_a_failure_of_the_database_itself_puts_the_next_look_off(days_pass, monkeypatch):
    def fail(backoff):
        raise DatabaseError

    days_pass(0)
    monkeypatch.setattr(due, "publish_due", fail)
    watch = due.Watch()
    assert watch.look() == []
    assert watch.look_at > timezone.now()


def test_an_original_that_was_erased_meanwhile_is_no_error(client, report, copy, days_pass):
    days_pass(2)
    with meanwhile(lambda: Report.objects.filter(pk=report.pk).delete()):
        assert workflow.publish_due() == []
    assert client.get("/").status_code == 200


def test_the_record_says_in_the_readers_language_why_it_went_out(report, copy, days_pass):
    days_pass(2)
    with override("en"):
        [line] = workflow.publish_due()
        assert remark(line).startswith("Its time had come: 20")
    assert (line.reason, line.code) == ("", "published_on_schedule")
