"""Releases of errors: for whom one holds, for how long, and who revokes it."""

import pytest

from articles.editorial import workflow
from articles.models.body import from_paragraphs
from tests.builders import make_report, sign

pytestmark = pytest.mark.django_db

WRONG = ["检查院召开会议。"]


@pytest.fixture
def report(reporter):
    """A submitted report with an error that its author released."""
    report = make_report(author=reporter, paragraphs=WRONG)
    workflow.transition(
        report, "submit", by=reporter, released=dict.fromkeys(workflow.errors_of(report), "原文如此")
    )
    return report


def reword(report, *paragraphs):
    report.body = from_paragraphs(paragraphs)
    report.save()


def test_a_release_holds_for_everybody_who_signs_the_same_words(report, signers):
    for signer in signers:
        sign(report, signer)
    assert report.status == "ready"


def test_it_tells_who_gave_it_and_why(report):
    [release] = workflow.releases_of(report).values()
    assert (release.words, release.reason, release.by_name) == ("检查院", "原文如此", "reporter")


def test_it_stands_once_in_the_record(report, first_reviewer):
    sign(report, first_reviewer)
    assert [len(move.findings) for move in report.transitions.all()] == [1, 0]


def test_it_is_gone_when_the_words_change(report, first_reviewer):
    reword(report, *WRONG, "会议在丹东召开。")
    with pytest.raises(workflow.TransitionNotAllowed):
        sign(report, first_reviewer)


def test_it_holds_again_for_the_words_that_it_was_given_for(report, first_reviewer):
    reword(report, "改过。")
    reword(report, *WRONG)
    sign(report, first_reviewer)
    assert report.status == "second_review"


def test_a_revoked_release_stops_the_next_transition_and_stands_in_the_record(report, first_reviewer):
    [key] = workflow.releases_of(report)
    line = workflow.revoke_release(report, key, by=first_reviewer)
    with pytest.raises(workflow.TransitionNotAllowed):
        sign(report, first_reviewer)
    assert (line.action, line.by_name, line.findings[0]["words"]) == ("unrelease", "first", "检查院")


def test_a_revoked_release_can_be_given_again(report, first_reviewer):
    [key] = workflow.releases_of(report)
    workflow.revoke_release(report, key, by=first_reviewer)
    sign(report, first_reviewer, released={key: "核对过原件"})
    assert [release.reason for release in workflow.releases_of(report).values()] == ["核对过原件"]


def test_a_release_that_does_not_hold_cannot_be_revoked(report, first_reviewer):
    assert workflow.revoke_release(report, "another", by=first_reviewer) is None


def test_a_working_copy_that_says_the_same_needs_no_other_release(reporter, signers, report):
    for signer in signers:
        sign(report, signer)
    workflow.transition(report, "publish", by=signers[2])
    workflow.transition(report, "revise", by=reporter)
    assert workflow.releases_of(report.copies.get()).keys() == workflow.releases_of(report).keys()
