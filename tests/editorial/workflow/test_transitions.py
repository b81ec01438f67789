"""The table of legal transitions, and the function that takes them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from articles.editorial import workflow
from articles.models import Report
from tests.builders import (
    make_published,
    make_report,
    make_scheduled,
    make_signed,
    make_submitted,
    make_withdrawn,
    sign,
)

pytestmark = pytest.mark.django_db

Status = Report.Status


def make_archived():
    report = make_published()
    workflow.transition(report, "archive")
    return report


def make_binned():
    report = make_report()
    workflow.transition(report, "bin")
    return report


MAKERS = {
    "draft": make_report,
    "published": make_published,
    "scheduled": make_scheduled,
    "withdrawn": make_withdrawn,
    "archived": make_archived,
    "binned": make_binned,
}


@pytest.mark.parametrize(
    ("start", "action", "status"),
    [
        ("draft", "submit", "first_review"),
        ("draft", "publish", "published"),
        ("draft", "bin", "binned"),
        ("published", "withdraw", "withdrawn"),
        ("published", "archive", "archived"),
        ("scheduled", "hold", "ready"),
        ("scheduled", "withdraw", "withdrawn"),
        ("withdrawn", "publish", "published"),
        ("withdrawn", "reopen", "draft"),
        ("withdrawn", "archive", "archived"),
        ("withdrawn", "bin", "binned"),
        ("archived", "reopen", "published"),
        ("archived", "withdraw", "withdrawn"),
        ("binned", "restore", "draft"),
    ],
)
def test_transition_sets_its_state(start, action, status):
    report = MAKERS[start]()
    workflow.transition(report, action, reason="按要求")
    assert Report.objects.get(pk=report.pk).status == status


@pytest.mark.parametrize(
    ("start", "action"),
    [
        *(("draft", action) for action in ("sign", "return", "withdraw", "reopen", "hold", "restore")),
        *(("published", action) for action in ("submit", "publish", "reopen", "bin", "hold", "sign")),
        *(("scheduled", action) for action in ("archive", "bin")),
        *(("withdrawn", action) for action in ("submit", "withdraw", "restore")),
        *(("archived", action) for action in ("publish", "archive", "bin", "revise")),
        *(("binned", action) for action in ("submit", "publish", "bin", "reopen")),
    ],
)
def test_a_move_that_is_not_in_the_table_is_refused(start, action):
    report = MAKERS[start]()
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(report, action, reason="按要求")


def test_a_refused_move_changes_nothing():
    report = make_report()
    before = Report.objects.values().get(pk=report.pk)
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(report, "withdraw", reason="按要求")
    assert Report.objects.values().get(pk=report.pk) == before
    assert not report.transitions.exists()


@pytest.mark.parametrize("action", ["withdraw", "return"])
def test_a_withdrawal_and_a_return_need_a_reason(action, reporter, final_reviewer, first_reviewer):
    report = make_published() if action == "withdraw" else make_submitted(by=reporter)
    by = final_reviewer if action == "withdraw" else first_reviewer
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(report, action, by=by, reason="  ")


@pytest.mark.parametrize("who", ["reporter", "final_reviewer", "administrator", "chief"])
def test_no_person_publishes_without_the_signatures(who, request):
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(make_report(), "publish", by=request.getfixturevalue(who))


def test_what_has_passed_is_published(reporter, signers):
    report = make_signed(by=reporter, signers=signers)
    workflow.transition(report, "publish", by=signers[-1])
    assert (report.status, report.is_public()) == (Status.PUBLISHED, True)


def test_the_last_signature_may_publish_in_the_same_step(reporter, signers):
    report = make_signed(by=reporter, signers=signers[:-1])
    sign(report, signers[-1], then_publish=True)
    assert [move.action for move in report.transitions.all()][-2:] == ["sign", "publish"]
    assert report.is_public()


def test_who_may_sign_but_not_publish_leaves_it_to_others(reporter, signers, procurator):
    report = make_signed(by=reporter, signers=signers, is_major_case=True)
    with pytest.raises(workflow.TransitionNotAllowed):
        sign(report, procurator, then_publish=True)
    sign(report, procurator)
    assert report.status == Status.READY


@pytest.mark.parametrize("values", [{"title": " "}, {"paragraphs": ()}, {"body": "<p> </p>"}])
def test_a_report_without_title_or_body_goes_nowhere(values):
    for action in ("submit", "publish"):
        with pytest.raises(workflow.TransitionNotAllowed):
            workflow.transition(make_report(**values), action)


def test_a_move_is_written_into_the_record(reporter):
    report = make_submitted(by=reporter)
    line = report.transitions.get()
    assert (line.action, line.from_status, line.to_status) == ("submit", "draft", "first_review")
    assert (line.by, line.by_name, line.by_role) == (reporter, "reporter", "记者")
    assert line.version == report.version


def test_the_machine_vouches_for_no_words():
    assert make_published().transitions.get().version == ""


def test_a_returned_report_is_its_authors_again(reporter, first_reviewer):
    report = make_submitted(by=reporter)
    workflow.transition(report, "return", by=first_reviewer, reason="补充来源")
    assert (report.status, workflow.may_change(reporter, report)) == (Status.RETURNED, True)
    workflow.transition(report, "submit", by=reporter)
    assert report.status == Status.FIRST_REVIEW


def test_who_submits_what_nobody_wrote_is_its_author(reporter):
    report = make_report()
    workflow.transition(report, "submit", by=reporter)
    assert Report.objects.get(pk=report.pk).author == reporter


def test_the_first_publication_time_survives_a_withdrawal():
    report = make_withdrawn()
    first = report.first_published_at
    workflow.transition(report, "publish")
    assert report.first_published_at == first


@pytest.mark.parametrize("action", ["withdraw", "hold"])
def test_a_schedule_taken_back_before_its_hour_leaves_no_first_publication(action):
    report = make_scheduled()
    workflow.transition(report, action, reason="推迟")
    assert (report.first_published_at, report.live_from) == (None, None)


def test_a_past_hour_means_now():
    report = make_report()
    workflow.transition(report, "publish", live_from=timezone.now() - timedelta(days=3))
    assert report.is_public()
    assert report.live_from > timezone.now() - timedelta(minutes=5)


def test_a_move_judges_what_is_stored_not_what_is_in_hand():
    report = make_report()
    stale = Report.objects.get(pk=report.pk)
    workflow.transition(report, "publish")
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(stale, "publish")


def test_many_are_moved_and_those_refused_are_named():
    draft, live = make_report(), make_published()
    moved, refused = workflow.transition_each([draft, live], "publish")
    assert moved == [draft]
    assert [report for report, _reason in refused] == [live]


def test_what_is_archived_stays_on_the_site():
    report = make_archived()
    assert (report.is_public(), report in Report.objects.published()) == (True, True)


def test_what_was_withdrawn_before_it_was_archived_does_not():
    report = make_withdrawn()
    workflow.transition(report, "archive")
    assert (report.is_public(), report in Report.objects.published()) == (False, False)


def test_the_bin_gives_back_what_was_returned_as_returned(reporter, first_reviewer):
    report = make_submitted(by=reporter)
    workflow.transition(report, "return", by=first_reviewer, reason="补充来源")
    workflow.transition(report, "bin", by=reporter)
    workflow.transition(report, "restore", by=reporter)
    assert report.status == Status.RETURNED


def test_nobody_bins_what_another_reporter_wrote(reporter, first_reviewer):
    report = make_report(author=first_reviewer)
    assert "bin" not in workflow.legal_actions(report, reporter)


@pytest.mark.parametrize(
    ("missing", "told"),
    [({"original_author": ""}, "原作者"), ({"source": ""}, "来源"), ({"responsible_editor": ""}, "责任编辑")],
)
def test_a_repost_says_where_it_is_from_before_the_last_review(missing, told, reporter, signers):
    values = {
        "source": "正义网",
        "original_title": "原题",
        "original_author": "李四",
        "responsible_editor": "王五",
    }
    report = make_signed(by=reporter, signers=signers[:1], is_repost=True, **values | missing)
    with override("zh-hans"), pytest.raises(workflow.TransitionNotAllowed, match=told):
        sign(report, signers[1])


def test_the_legal_actions_are_those_of_the_state_and_the_person(reporter, final_reviewer):
    report = make_published()
    assert workflow.legal_actions(report, final_reviewer) == ["withdraw", "archive", "revise"]
    assert workflow.legal_actions(report, reporter) == ["revise"]


@pytest.mark.parametrize("state", Status)
def test_every_state_can_be_left(state):
    assert any(state in rule.sources for rule in workflow.RULES)
