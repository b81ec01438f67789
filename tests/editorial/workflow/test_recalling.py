"""Recalling a submission: by its author, until somebody has signed this version."""

import pytest

from articles.editorial import workflow
from articles.models import Report
from tests.builders import make_report, make_submitted, make_user, sign

pytestmark = pytest.mark.django_db


def test_it_is_a_draft_again_and_the_authors_to_edit(reporter):
    report = make_submitted(by=reporter)
    workflow.transition(report, "recall", by=reporter)
    assert (report.status, workflow.may_change(reporter, report)) == ("draft", True)


def test_it_stands_in_the_record(reporter):
    report = make_submitted(by=reporter)
    workflow.transition(report, "recall", by=reporter)
    assert [move.action for move in report.transitions.all()] == ["submit", "recall"]


def test_it_can_be_submitted_again(reporter):
    report = make_submitted(by=reporter)
    workflow.transition(report, "recall", by=reporter)
    workflow.transition(report, "submit", by=reporter)
    assert report.status == "first_review"


def test_nobody_else_takes_it_back(reporter, first_reviewer, chief):
    report = make_submitted(by=reporter)
    others = (make_user(role="记者"), first_reviewer, chief)
    assert not [by for by in others if "recall" in workflow.legal_actions(report, by)]


def test_who_submitted_what_another_wrote_may(reporter, first_reviewer):
    report = make_report(author=reporter)
    workflow.transition(report, "submit", by=first_reviewer)
    assert "recall" in workflow.legal_actions(report, first_reviewer)


def test_what_was_signed_is_not_taken_back(reporter, first_reviewer):
    report = make_submitted(by=reporter)
    sign(report, first_reviewer)
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(report, "recall", by=reporter)


def test_words_that_changed_after_a_signature_are_unsigned_again(reporter, first_reviewer):
    report = make_submitted(by=reporter)
    sign(report, first_reviewer)
    Report.objects.filter(pk=report.pk).update(title="改过的标题")
    workflow.transition(report, "recall", by=reporter)
    assert report.status == "draft"
