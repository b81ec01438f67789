"""The table of legal moves, and the one function that makes them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Report
from tests.builders import make_published, make_report, make_scheduled, make_withdrawn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "action", "status"),
    [
        (make_report, "publish", "published"),
        (make_published, "withdraw", "withdrawn"),
        (make_withdrawn, "publish", "published"),
        (make_withdrawn, "reopen", "draft"),
    ],
)
def test_a_legal_move_leads_to_its_state(make, action, status):
    report = make()
    workflow.move(report, action, reason="按要求")
    assert Report.objects.get(pk=report.pk).status == status


@pytest.mark.parametrize(
    ("make", "action"),
    [
        (make_report, "withdraw"),
        (make_report, "reopen"),
        (make_published, "publish"),
        (make_published, "reopen"),
        (make_withdrawn, "withdraw"),
    ],
)
def test_a_move_that_is_not_in_the_table_is_refused(make, action):
    report = make()
    with pytest.raises(workflow.IllegalMove):
        workflow.move(report, action, reason="按要求")


def test_a_refused_move_changes_nothing():
    report = make_report()
    before = Report.objects.values().get(pk=report.pk)
    with pytest.raises(workflow.IllegalMove):
        workflow.move(report, "withdraw", reason="按要求")
    assert Report.objects.values().get(pk=report.pk) == before
    assert not report.moves.exists()


def test_a_withdrawal_needs_a_reason():
    with pytest.raises(workflow.IllegalMove):
        workflow.move(make_published(), "withdraw", reason="  ")


def test_a_reporter_may_not_publish(reporter):
    with pytest.raises(workflow.IllegalMove):
        workflow.move(make_report(), "publish", by=reporter)


def test_the_final_reviewer_may_publish(final_reviewer):
    report = make_report()
    workflow.move(report, "publish", by=final_reviewer)
    assert report.status == Report.Status.PUBLISHED


@pytest.mark.parametrize("values", [{"title": " "}, {"paragraphs": ()}, {"body": "<p> </p>"}])
def test_a_report_without_title_or_body_is_not_published(values):
    with pytest.raises(workflow.IllegalMove):
        workflow.move(make_report(**values), "publish")


def test_a_move_is_written_into_the_record(final_reviewer):
    report = make_report()
    workflow.move(report, "publish", by=final_reviewer)
    line = report.moves.get()
    assert (line.action, line.from_status, line.to_status, line.by, line.by_name, line.version) == (
        "publish",
        "draft",
        "published",
        final_reviewer,
        "final",
        report.version,
    )


def test_the_first_publication_time_survives_a_withdrawal():
    report = make_withdrawn()
    first = report.first_published_at
    workflow.move(report, "publish")
    assert report.first_published_at == first


def test_a_schedule_taken_back_before_its_hour_leaves_no_first_publication():
    report = make_scheduled()
    workflow.move(report, "withdraw", reason="推迟")
    assert report.first_published_at is None


def test_a_past_hour_means_now():
    report = make_report()
    workflow.move(report, "publish", live_from=timezone.now() - timedelta(days=3))
    assert report.is_public()
    assert report.live_from > timezone.now() - timedelta(minutes=5)


def test_a_move_judges_what_is_stored_not_what_is_in_hand():
    report = make_report()
    stale = Report.objects.get(pk=report.pk)
    workflow.move(report, "publish")
    with pytest.raises(workflow.IllegalMove):
        workflow.move(stale, "publish")


def test_many_are_moved_and_those_refused_are_named():
    draft, live = make_report(), make_published()
    moved, refused = workflow.move_each([draft, live], "publish")
    assert moved == [draft]
    assert [report for report, _reason in refused] == [live]


def test_the_legal_actions_are_those_of_the_state_and_the_person(reporter, final_reviewer):
    report = make_published()
    assert workflow.legal_actions(report) == ["withdraw"]
    assert workflow.legal_actions(report, final_reviewer) == ["withdraw"]
    assert workflow.legal_actions(report, reporter) == []
