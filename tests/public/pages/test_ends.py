"""Kept pages end when a schedule is due and at midnight, though nothing is written then."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.editorial.workflow import watch_for_due
from articles.models import Report
from articles.public.pages.ends import LONGEST, next_end
from tests.builders import make_published, make_scheduled, make_scheduled_copy

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]

#: Ten in the morning and half an hour before midnight, in Shanghai.
MORNING = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
LATE = datetime(2026, 5, 4, 15, 30, tzinfo=UTC)


def test_a_page_ends_after_an_hour():
    assert next_end(MORNING) == MORNING + LONGEST


def test_a_page_ends_at_midnight_of_the_site():
    assert next_end(LATE) == datetime(2026, 5, 4, 16, 0, tzinfo=UTC)


def test_a_page_ends_when_a_scheduled_report_goes_live():
    report = make_scheduled()
    Report.objects.filter(pk=report.pk).update(live_from=MORNING + timedelta(minutes=5))
    assert next_end(MORNING) == MORNING + timedelta(minutes=5)


def test_a_report_that_is_live_ends_nothing():
    Report.objects.filter(pk=make_published().pk).update(live_from=MORNING)
    assert next_end(MORNING) == MORNING + LONGEST


def test_a_page_ends_when_a_working_copy_is_due_and_the_watch_looks_then(reporter, signers):
    copy = make_scheduled_copy(make_published(), "新的话。", by=reporter, signers=signers)
    now = timezone.now()
    due = now + timedelta(minutes=5)
    Report.objects.filter(pk=copy.pk).update(live_from=due)
    assert next_end(now) == due
    assert watch_for_due.look_at == due


def test_a_working_copy_that_failed_is_tried_again_soon(reporter, signers):
    copy = make_scheduled_copy(make_published(), "新的话。", by=reporter, signers=signers)
    now = timezone.now()
    Report.objects.filter(pk=copy.pk).update(live_from=now - timedelta(minutes=5))
    assert now < next_end(now) <= now + timedelta(seconds=10)


def test_two_queries_are_asked(django_assert_num_queries):
    with django_assert_num_queries(2):
        next_end(MORNING)


@pytest.mark.django_db(transaction=True)
def test_a_scheduled_report_is_seen_from_its_moment_on(visitor):
    report = make_scheduled("检察开放日")
    Report.objects.filter(pk=report.pk).update(live_from=timezone.now() + timedelta(seconds=1))
    assert "检察开放日" not in visitor.get("/").text
    time.sleep(1)
    assert "检察开放日" in visitor.get("/").text


@pytest.mark.django_db(transaction=True)
def test_a_scheduled_working_copy_is_seen_from_its_moment_on(visitor, reporter, signers):
    original = make_published(paragraphs=["旧的话。"])
    copy = make_scheduled_copy(original, "新的话。", by=reporter, signers=signers)
    Report.objects.filter(pk=copy.pk).update(live_from=timezone.now() + timedelta(seconds=1))
    assert "旧的话" in visitor.get(original.get_absolute_url()).text
    time.sleep(1)
    assert "新的话" in visitor.get(original.get_absolute_url()).text
