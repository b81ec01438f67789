"""Scheduled reports in which a check finds an error by now."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.editorial import workflow
from articles.models import Report, WordRule
from tests.builders import make_published, make_ready, make_report, make_scheduled, make_scheduled_copy, sign

pytestmark = pytest.mark.django_db


def make_rule(wrong="召开"):
    """Add a word of the report to the word list, as an error."""
    return WordRule.objects.create(wrong=wrong, right="举行", legal_basis="规定", level="error")


def found():
    return [
        (one.report, [error.words for error in one.errors], one.is_live)
        for one in workflow.blocked_schedules()
    ]


@pytest.fixture
def copy(reporter, signers):
    return make_scheduled_copy(make_published(), "会议在区检察院召开。", by=reporter, signers=signers)


def test_a_report_without_errors_is_not_named():
    make_scheduled()
    assert found() == []


def test_a_scheduled_report_that_breaks_a_new_rule_is_named():
    report = make_scheduled()
    make_rule()
    assert found() == [(report, ["召开"], False)]


def test_a_scheduled_copy_that_breaks_a_new_rule_is_named(copy):
    make_rule()
    assert found() == [(copy, ["召开"], False)]


def test_what_was_let_through_is_not_named(reporter, signers):
    make_rule()
    report = make_report(author=reporter)
    released = dict.fromkeys(workflow.errors_of(report), "原文如此")
    workflow.transition(report, "submit", by=reporter, released=released)
    for signer in signers:
        sign(report, signer)
    workflow.transition(report, "publish", by=signers[-1], live_from=timezone.now() + timedelta(days=1))
    assert found() == []


def test_a_draft_and_what_was_published_at_once_are_not_named(signers):
    report = make_ready()
    workflow.transition(report, "publish", by=signers[-1])
    make_report()
    make_rule()
    assert found() == []


def test_what_went_live_by_the_clock_is_named_for_a_day(days_pass):
    report = make_scheduled(hours=12)
    make_rule()
    days_pass(1)
    assert found() == [(report, ["召开"], True)]
    days_pass(2)
    assert found() == []


def test_a_copy_that_took_its_place_by_the_clock_is_named_for_a_day(copy, days_pass):
    make_rule()
    original = copy.copy_of
    days_pass(1.5)
    workflow.publish_due()
    Report.objects.filter(pk=original.pk).update(updated_at=timezone.now())
    assert found() == [(original, ["召开"], True)]


def test_the_soonest_comes_first():
    later, sooner = make_scheduled(hours=5), make_scheduled(hours=2)
    make_rule()
    assert [report for report, *_rest in found()] == [sooner, later]


@pytest.mark.parametrize("number", [1, 4])
def test_many_ask_no_more_than_one(number, django_assert_num_queries):
    for _ in range(number):
        make_scheduled()
    # The reports; their statements, people, by-lines and photos; the word list.
    with django_assert_num_queries(6):
        workflow.blocked_schedules()
