"""Two acts on one report at once: the second one sees what the first one did, and neither deadlocks."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.utils import timezone

from articles.editorial import workflow
from articles.editorial.checks import findings_of
from articles.editorial.checks.fixing import fix
from articles.editorial.editing import editing
from articles.editorial.locking import retried
from articles.editorial.restoring import restore_revision
from articles.models import Dismissal, Report, SignOff
from tests.builders import (
    make_published,
    make_ready,
    make_report,
    make_scheduled_copy,
    make_signed,
    make_submitted,
    sign,
)
from tests.races import at_once, meanwhile, on_postgresql

pytestmark = pytest.mark.django_db

#: Words with an error that can be fixed, and words with a hint.
WRONG, HINT = "会议在市检查院召开 。", "时间待定。"


def stored(report):
    return Report.objects.get(pk=report.pk)


def act(report, action, **details):
    """A transition of the report as it is stored when the act is run."""
    return lambda: workflow.transition(stored(report), action, **details)


def fixable(report):
    return {finding.key for finding in findings_of(report) if finding.fix is not None}


def retitle(report, title, by=None):
    with editing(report, by, code="retitled") as edit:
        edit.report.title = title
        edit.columns.add("title")


def with_two_revisions(report):
    """The first revision of a report whose title was changed since."""
    retitle(report, "新题")
    return report.revisions.get(number=1)


def test_a_fix_that_waited_for_a_publication_is_refused(reporter):
    report = make_report(author=reporter, paragraphs=[WRONG])
    keys = fixable(report)
    with meanwhile(act(report, "publish"), before="transaction"), pytest.raises(PermissionDenied):
        fix(report, lambda finding: finding.key in keys, by=reporter)
    assert (stored(report).status, stored(report).paragraphs) == ("published", [WRONG])


def test_a_fix_keeps_what_was_stored_meanwhile(reporter):
    report = make_report(author=reporter, paragraphs=[WRONG])
    keys = fixable(report)
    with meanwhile(lambda: Report.objects.filter(pk=report.pk).update(source="新来源")):
        fix(report, lambda finding: finding.key in keys, by=reporter)
    assert stored(report).source == "新来源"


def test_a_restored_revision_does_not_undo_a_submission(reporter):
    report = make_report("原题", author=reporter)
    revision = with_two_revisions(report)
    with meanwhile(act(report, "submit", by=reporter), before="transaction"), pytest.raises(PermissionDenied):
        restore_revision(revision, by=reporter)
    assert (stored(report).title, stored(report).status) == ("新题", "first_review")


def test_a_restored_revision_of_the_machine_leaves_the_state_alone():
    report = make_report("原题")
    revision = with_two_revisions(report)
    with meanwhile(act(report, "publish")):
        restore_revision(revision, by=None)
    after = stored(report)
    assert (after.title, after.status, after.first_published_at is None) == ("原题", "published", False)


def test_a_dismissal_that_waited_for_a_submission_is_refused(reporter):
    report = make_report(author=reporter, paragraphs=[HINT])
    key = next(each.key for each in findings_of(report) if each.level != "error")
    with meanwhile(act(report, "submit", by=reporter), before="transaction"), pytest.raises(PermissionDenied):
        workflow.dismiss(report, [key], by=reporter)
    assert not Dismissal.objects.exists()


def test_a_release_is_not_revoked_by_who_may_not_any_more(reporter):
    report = make_report(author=reporter, paragraphs=[WRONG])
    released = dict.fromkeys(workflow.errors_of(report), "原文如此")
    workflow.transition(report, "submit", by=reporter, released=released)
    workflow.transition(report, "recall", by=reporter)
    [key] = workflow.releases_of(report)
    with meanwhile(act(report, "submit", by=reporter), before="transaction"), pytest.raises(PermissionDenied):
        workflow.revoke_release(report, key, by=reporter)
    assert workflow.releases_of(report)


def test_a_report_that_was_taken_out_of_the_bin_meanwhile_is_not_erased(administrator):
    report = make_report(status="binned")
    with (
        meanwhile(act(report, "restore"), before="transaction"),
        pytest.raises(workflow.TransitionNotAllowed),
    ):
        workflow.erase(report, by=administrator)
    assert stored(report).status == "draft"


def test_words_that_changed_between_reading_and_signing_are_not_signed(reporter, first_reviewer):
    report = make_submitted("原题", by=reporter)
    seen = report.version

    def edit():
        Report.objects.filter(pk=report.pk).update(title="新题")

    with meanwhile(edit), pytest.raises(workflow.TransitionNotAllowed):
        sign(report, first_reviewer, seen=seen)
    assert not report.sign_offs.exists()


def test_a_copy_that_the_clock_published_meanwhile_is_not_published_by_hand(reporter, signers):
    report = make_published()
    copy = make_scheduled_copy(report, "新的话。", by=reporter, signers=signers)
    Report.objects.filter(pk=copy.pk).update(live_from=timezone.now())
    with (
        meanwhile(workflow.publish_due, before="transaction"),
        pytest.raises(workflow.TransitionNotAllowed),
    ):
        workflow.transition(copy, "publish", by=signers[-1])
    assert stored(report).paragraphs == ["新的话。"]


def test_an_account_that_lost_its_role_meanwhile_publishes_nothing(final_reviewer):
    report = make_ready()
    with meanwhile(final_reviewer.groups.clear), pytest.raises(workflow.TransitionNotAllowed):
        workflow.transition(report, "publish", by=final_reviewer)


def test_an_act_that_lost_a_deadlock_is_run_once_more(transactional_db):
    report, calls = make_report(), []

    @retried
    def publish():
        calls.append(report)
        if len(calls) == 1:
            raise OperationalError("deadlock detected")
        return workflow.transition(report, "publish")

    assert (publish().action, len(calls)) == ("publish", 2)


def test_an_act_that_lost_a_deadlock_twice_fails(transactional_db):
    @retried
    def lose():
        raise OperationalError("database is locked")

    with pytest.raises(OperationalError):
        lose()


def test_another_error_of_the_database_is_not_retried(transactional_db):
    calls = []

    @retried
    def lose():
        calls.append(1)
        raise OperationalError("disk full")

    with pytest.raises(OperationalError):
        lose()
    assert calls == [1]


# --- Two connections


@pytest.fixture
def due_copy(transactional_db, reporter, signers):
    """A working copy whose time has come, and its original."""
    report = make_published()
    copy = make_scheduled_copy(report, "新的话。", by=reporter, signers=signers)
    Report.objects.filter(pk=copy.pk).update(live_from=timezone.now())
    return copy


def unexpected(outcomes):
    """The outcomes that are exceptions, but for refusals."""
    refusals = (workflow.TransitionNotAllowed, PermissionDenied)
    return [each for each in outcomes if isinstance(each, Exception) and not isinstance(each, refusals)]


@on_postgresql
def test_a_copy_is_published_once_by_hand_and_by_the_clock(due_copy, signers):
    original = due_copy.copy_of
    outcomes = at_once(
        lambda: workflow.transition(Report.objects.get(pk=due_copy.pk), "publish", by=signers[-1]),
        workflow.publish_due,
    )
    assert unexpected(outcomes) == []
    published = original.transitions.filter(action="publish", from_status="ready", to_status="published")
    assert (published.count(), stored(original).paragraphs) == (1, ["新的话。"])


@on_postgresql
@pytest.mark.parametrize("who", ["hand", "clock"])
def test_a_copy_is_published_while_its_original_is_withdrawn_without_a_deadlock(
    who, due_copy, signers, caplog
):
    original = due_copy.copy_of
    publish = {
        "hand": lambda: workflow.transition(due_copy, "publish", by=signers[-1]),
        "clock": workflow.publish_due,
    }[who]
    outcomes = at_once(
        publish, lambda: workflow.transition(stored(original), "withdraw", by=signers[-1], reason="有误")
    )
    assert (unexpected(outcomes), stored(original).status) == ([], "withdrawn")
    assert "is retried" not in caplog.text  # as it is after a deadlock


@on_postgresql
def test_a_fix_and_a_publication_follow_each_other(transactional_db, reporter):
    report = make_report(author=reporter, paragraphs=[WRONG])
    keys = fixable(report)
    fixed, published = at_once(
        lambda: fix(stored(report), lambda finding: finding.key in keys, by=reporter), act(report, "publish")
    )
    assert (unexpected([fixed, published]), stored(report).status) == ([], "published")
    assert (stored(report).paragraphs == [WRONG]) == isinstance(fixed, PermissionDenied)


@on_postgresql
def test_a_signature_and_an_edit_follow_each_other(transactional_db, reporter, signers):
    report = make_signed("原题", by=reporter, signers=signers[:1])
    seen = report.version
    outcomes = at_once(
        lambda: sign(stored(report), signers[1], seen=seen), lambda: retitle(report, "新题", signers[1])
    )
    after = stored(report)
    signed = SignOff.objects.filter(report=report, version=after.version).exists()
    assert unexpected(outcomes) == []
    assert (signed, after.status) in {(False, "first_review"), (True, "final_review")}


@on_postgresql
def test_a_report_is_erased_or_restored_but_not_both(transactional_db, administrator):
    report = make_report()
    workflow.transition(report, "bin")
    outcomes = at_once(
        lambda: workflow.erase(stored(report), by=administrator),
        lambda: workflow.transition(stored(report), "restore", by=administrator),
    )
    is_there = Report.objects.filter(pk=report.pk, status="draft").exists()
    assert unexpected([each for each in outcomes if not isinstance(each, Report.DoesNotExist)]) == []
    assert is_there == (outcomes[0] is not None)
