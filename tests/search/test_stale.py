"""Stale entries are written in steps, by the worker and after answered requests."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from articles.models import Report, SearchEntry, StaleEntry
from articles.search import catch_up, index, refresh, search, stale
from articles.search.stale import AT_ONCE, LOOK_AGAIN, STEP, Watch
from newsroom import worker
from tests.search.prose import make_reports

NEVER = datetime.min.replace(tzinfo=UTC)


@pytest.fixture
def watch():
    """That of a process which has answered nothing yet."""
    return Watch()


def mark(number):
    """So many reports whose entries lack their words."""
    reports = make_reports(number)
    StaleEntry.objects.bulk_create(StaleEntry(report=report, since=timezone.now()) for report in reports)
    return reports


@pytest.mark.django_db
def test_a_few_reports_are_indexed_at_once():
    refresh([report.pk for report in make_reports(3)])
    assert (SearchEntry.objects.count(), StaleEntry.objects.count()) == (3, 0)


@pytest.mark.django_db
def test_more_are_marked():
    refresh([report.pk for report in make_reports(AT_ONCE + 1)])
    assert (SearchEntry.objects.count(), StaleEntry.objects.count()) == (0, AT_ONCE + 1)


@pytest.mark.django_db
def test_a_report_is_marked_once(monkeypatch):
    monkeypatch.setitem(refresh.__globals__, "AT_ONCE", 0)
    keys = [report.pk for report in make_reports(2)]
    refresh(keys)
    refresh(keys)
    assert StaleEntry.objects.count() == 2


@pytest.mark.django_db
def test_steps_write_all_of_them():
    mark(STEP + 3)
    assert (catch_up(), SearchEntry.objects.count(), StaleEntry.objects.count()) == (
        *((STEP + 3, True), STEP + 3, 0),
    )


@pytest.mark.django_db
def test_work_ends_with_its_time():
    mark(STEP + 3)
    assert (catch_up(seconds=0), StaleEntry.objects.count()) == ((STEP, False), 3)


@pytest.mark.django_db
def test_indexing_a_report_unmarks_it():
    index(mark(1))
    assert StaleEntry.objects.count() == 0


@pytest.mark.django_db
def test_a_deleted_report_is_stale_no_more():
    mark(1)[0].delete()
    assert catch_up() == (0, True)


@pytest.mark.django_db
def test_a_report_is_found_under_its_old_words_until_then():
    reports = make_reports(1)
    index(reports)
    StaleEntry.objects.create(report=reports[0], since=timezone.now())
    assert list(search(f'"{reports[0].title}"', Report.objects.all()).page) == reports


@pytest.mark.django_db
class TestWatch:
    def test_it_looks_after_an_answer(self, watch):
        mark(2)
        assert watch.look() == 2

    def test_it_looks_again_at_once_where_some_are_left(self, watch, monkeypatch):
        monkeypatch.setattr(stale, "SECONDS", 0)
        mark(STEP + 1)
        assert [watch.look(), watch.look()] == [STEP, 1]

    def test_it_asks_nothing_for_a_while_where_none_is_left(self, watch, django_assert_num_queries):
        watch.look()
        with django_assert_num_queries(0):
            watch.look()

    def test_it_asks_again_after_that(self, watch):
        watch.look()
        mark(1)
        watch.look_at -= LOOK_AGAIN + timedelta(seconds=1)
        assert watch.look() == 1

    def test_a_database_that_fails_is_asked_again_later(self, watch, monkeypatch):
        def fail(limit):
            raise DatabaseError("cut off")

        monkeypatch.setattr(stale, "index_stale", fail)
        assert (watch.look(), watch.look_at > timezone.now()) == (0, True)


@pytest.mark.django_db
def test_an_answered_request_writes_them(client, monkeypatch):
    monkeypatch.setattr(stale.watch, "look_at", NEVER)
    mark(2)
    client.get("/robots.txt")
    assert (SearchEntry.objects.count(), StaleEntry.objects.count()) == (2, 0)


@pytest.mark.django_db
class TestWorker:
    @pytest.fixture(autouse=True)
    def _queue(self, settings, monkeypatch):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
        monkeypatch.setattr(stale, "PAUSE", 0)

    def test_it_writes_what_a_rename_has_marked(self, django_capture_on_commit_callbacks):
        reports = make_reports(AT_ONCE + 1)
        with django_capture_on_commit_callbacks(execute=True):
            refresh([report.pk for report in reports])
        assert StaleEntry.objects.count() == AT_ONCE + 1
        worker.work_off()
        assert (StaleEntry.objects.count(), SearchEntry.objects.count()) == (0, AT_ONCE + 1)

    def test_a_few_leave_it_nothing_to_do(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            refresh([report.pk for report in make_reports(3)])
        assert not DBTaskResult.objects.exists()

    def test_other_work_has_its_turn(self, monkeypatch):
        monkeypatch.setattr(stale, "SLICE", 0)
        monkeypatch.setattr(stale, "SECONDS", 0)
        mark(STEP + 3)
        stale.write_stale.func()
        assert (StaleEntry.objects.count(), DBTaskResult.objects.ready().count()) == (3, 1)
