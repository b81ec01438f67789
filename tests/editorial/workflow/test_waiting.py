"""Which reports wait for whom, and for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.editorial import workflow
from articles.models import Report
from articles.models.body import from_paragraphs
from tests.builders import (
    make_published,
    make_ready,
    make_report,
    make_signed,
    make_submitted,
    make_superuser,
    make_user,
    sign,
)

pytestmark = pytest.mark.django_db

Status = Report.Status


def waiting(user):
    return list(workflow.waiting_for(user))


def age(report, **since):
    Report.objects.filter(pk=report.pk).update(status_since=timezone.now() - timedelta(**since))


def test_each_stage_waits_for_its_people(reporter, signers):
    reports = [make_signed(by=reporter, signers=signers[:number]) for number in range(3)]
    make_report()
    make_published()
    assert [waiting(signer) for signer in signers] == [[report] for report in reports]


def test_what_is_ready_waits_for_who_may_publish(final_reviewer, first_reviewer):
    report = make_ready()
    assert (waiting(final_reviewer), waiting(first_reviewer)) == ([report], [])


def test_nothing_of_ones_own_waits_to_be_signed(first_reviewer):
    make_submitted(by=first_reviewer)
    assert waiting(first_reviewer) == []


def test_what_one_has_signed_does_not_wait_for_the_next_signature(reporter):
    chief = make_superuser()
    sign(make_submitted(by=reporter), chief)
    assert waiting(chief) == []


def test_what_changed_waits_again_for_who_signed_it(reporter, first_reviewer):
    report = make_signed(by=reporter, signers=[first_reviewer])
    report.body = from_paragraphs(["改过的话。"])
    report.save()
    workflow.revalidate_signatures(report)
    assert waiting(first_reviewer) == [report]


def test_what_was_returned_waits_for_its_author(reporter, first_reviewer):
    report = make_submitted(by=reporter)
    workflow.transition(report, "return", by=first_reviewer, reason="补充来源")
    assert (waiting(reporter), waiting(make_user(role="记者"))) == ([report], [])


def test_what_waits_longest_comes_first(reporter, first_reviewer):
    young, old = make_submitted(by=reporter), make_submitted(by=reporter)
    age(old, days=2)
    assert waiting(first_reviewer) == [old, young]


def test_stages_are_counted_by_age(reporter):
    for days in (0, 2, 5):
        age(make_submitted(by=reporter), days=days)
    first, *others = workflow.counts()
    assert (first.status, first.number, first.late, first.very_late) == (Status.FIRST_REVIEW, 3, 2, 1)
    assert [each.number for each in others] == [0] * 5


@pytest.mark.parametrize(("hours", "is_missed"), [(-1, True), (1, False)])
def test_what_is_wanted_by_a_time_that_is_over_is_missed(hours, is_missed, reporter):
    report = make_report()
    workflow.transition(report, "submit", by=reporter, wanted_at=timezone.now() + timedelta(hours=hours))
    assert workflow.missed().exists() == is_missed


def test_what_is_out_is_not_missed(reporter, signers):
    report = make_signed(by=reporter, signers=signers)
    Report.objects.filter(pk=report.pk).update(wanted_at=timezone.now() - timedelta(hours=1))
    workflow.transition(report, "publish", by=signers[-1])
    assert not workflow.missed().exists()
