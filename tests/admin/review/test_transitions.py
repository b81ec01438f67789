"""The buttons and pages of transitions: they follow the table."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from articles.editorial import workflow
from articles.editorial.messages import in_words
from articles.models import AuditEntry, Report, SignOff, Transition
from tests.admin.forms import nothing_written
from tests.builders import (
    make_published,
    make_ready,
    make_report,
    make_scheduled,
    make_signed,
    make_statement,
    make_submitted,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db

TICKS = dict.fromkeys((*SignOff.TICKS, *SignOff.GATES), "on")


def ticked(report):
    """Every tick, under the words as they are stored."""
    return TICKS | {"seen": Report.objects.get(pk=report.pk).version}


def address(report, action):
    return f"/admin/articles/report/{report.pk}/transition/{action}/"


def status(report):
    return Report.objects.get(pk=report.pk).status


def told(page):
    return [message.level_tag for message in page.context["messages"]]


def when(hour, name="live_from"):
    return {f"{name}_0": f"{hour:%Y-%m-%d}", f"{name}_1": f"{hour:%H:%M:%S}"}


@pytest.mark.parametrize(
    ("make", "actions"),
    [
        (make_report, ["submit", "bin"]),
        (make_ready, ["return", "publish"]),
        (make_published, ["withdraw", "archive", "revise"]),
        (make_scheduled, ["hold", "withdraw"]),
        (make_withdrawn, ["archive", "reopen", "bin"]),
    ],
)
def test_form_offers_the_legal_transitions(make, actions, desk):
    page = desk.get(f"/admin/articles/report/{make().pk}/change/")
    assert [link["action"] for link in page.context["transition_links"]] == actions


def test_a_reporter_neither_publishes_nor_withdraws(enter, reporter):
    page = enter(reporter).get(f"/admin/articles/report/{make_published().pk}/change/")
    assert [link["action"] for link in page.context["transition_links"]] == ["revise"]


def test_a_report_is_submitted_with_the_time_it_is_wanted_by(enter, reporter):
    report, hour = make_report(), timezone.localtime(timezone.now() + timedelta(days=1))
    enter(reporter).post(address(report, "submit"), {"reason": ""} | when(hour, "wanted_at"))
    report.refresh_from_db()
    assert (report.status, report.wanted_at) == ("first_review", hour.replace(microsecond=0))


def test_a_stage_is_signed_with_an_opinion(enter, reporter, first_reviewer):
    report = make_submitted(by=reporter)
    enter(first_reviewer).post(address(report, "sign"), ticked(report) | {"reason": "同意"})
    assert (status(report), report.sign_offs.get().opinion) == ("second_review", "同意")


def test_missing_tick_is_a_form_error(enter, reporter, first_reviewer):
    report = make_submitted(by=reporter)
    page = enter(first_reviewer).post(address(report, "sign"), ticked(report) | {"law": ""})
    assert (page.context["form"].errors.keys(), status(report)) == ({"law"}, "first_review")


def test_signature_of_an_outdated_version_is_refused(enter, reporter, first_reviewer):
    report = make_submitted(by=reporter)
    seen = report.version
    Report.objects.filter(pk=report.pk).update(title="改了")
    page = enter(first_reviewer).post(address(report, "sign"), TICKS | {"seen": seen}, follow=True)
    assert (told(page), report.sign_offs.count()) == (["error"], 0)


def test_signature_without_the_version_read_is_refused(enter, reporter, first_reviewer):
    report = make_submitted(by=reporter)
    page = enter(first_reviewer).post(address(report, "sign"), TICKS, follow=True)
    assert (told(page), report.sign_offs.count()) == (["error"], 0)


def test_opening_the_page_writes_nothing_where_the_words_changed(enter, reporter, first_reviewer, signers):
    report = make_signed(by=reporter, signers=signers[:1])
    Report.objects.filter(pk=report.pk).update(title="改了")
    before = report.transitions.count()
    page = enter(first_reviewer).get(address(report, "sign"))
    assert page.context["form"].initial is not None
    assert (status(report), report.transitions.count()) == ("second_review", before)


def test_a_transition_stands_in_the_audit_log_once_in_the_readers_language(desk):
    report = make_ready()
    desk.post(address(report, "publish"), {"reason": ""})
    entry = AuditEntry.objects.filter(kind="transition").latest("pk")
    with override("en"):
        assert in_words(entry) == "Publish"
    assert entry.values == {"action": "publish"}


def test_last_signature_publishes_if_asked(enter, reporter, signers):
    report = make_signed(by=reporter, signers=signers[:2])
    enter(signers[2]).post(address(report, "sign"), ticked(report) | {"then_publish": "on"})
    assert status(report) == "published"


def test_only_the_last_signature_offers_to_publish(enter, reporter, signers):
    pages = [
        enter(signers[stage]).get(address(make_signed(by=reporter, signers=signers[:stage]), "sign"))
        for stage in range(3)
    ]
    assert ["then_publish" in page.context["form"].fields for page in pages] == [False, False, True]


def test_error_is_released_with_a_reason_only(enter, reporter):
    report = make_report(author=reporter)
    make_statement(report, "正文里没有的话。")
    client, reason = enter(reporter), "原文如此"
    form = client.get(address(report, "submit")).context["form"]
    [key] = form.errors_found
    refused = client.post(address(report, "submit"), {}, follow=True)
    client.post(address(report, "submit"), {f"release_{key}": reason})
    assert (told(refused), status(report)) == (["error"], "first_review")
    assert [finding["reason"] for finding in report.transitions.get().findings] == [reason]


def released(reporter, reason="原文如此"):
    """A report under review with an error that its author released."""
    report = make_report(author=reporter, paragraphs=["检查院召开会议。"])
    workflow.transition(
        report, "submit", by=reporter, released=dict.fromkeys(workflow.errors_of(report), reason)
    )
    return report


def test_who_signs_is_shown_what_was_let_through_and_why_and_need_not_repeat_it(
    enter, reporter, first_reviewer
):
    report = released(reporter)
    page = enter(first_reviewer).get(address(report, "sign"))
    enter(first_reviewer).post(address(report, "sign"), ticked(report))
    assert ("原文如此" in page.text, page.context["form"].released()) == (True, [])
    assert status(report) == "second_review"


def test_revoked_release_stops_the_next_signature(enter, reporter, first_reviewer):
    report, client = released(reporter), enter(first_reviewer)
    [key] = workflow.releases_of(report)
    back = client.post(
        f"/admin/articles/report/{report.pk}/findings/", {"unrelease": key, "next": "sign"}, follow=True
    )
    client.post(address(report, "sign"), ticked(report))
    assert (back.redirect_chain[-1][0], told(back)) == (address(report, "sign"), ["success"])
    assert status(report) == "first_review"


def test_reason_of_an_earlier_release_is_offered_again(enter, reporter, first_reviewer):
    report = released(reporter)
    report.title = "改了标题"
    report.save()
    [(_finding, field)] = enter(first_reviewer).get(address(report, "sign")).context["form"].released()
    assert field.value() == "原文如此"


def test_ready_report_is_published(desk):
    report = make_ready()
    desk.post(address(report, "publish"), {"reason": "", "live_from_0": "", "live_from_1": ""})
    assert status(report) == "published"


def test_get_makes_no_transition(desk):
    report = make_ready()
    desk.get(address(report, "publish"))
    assert status(report) == "ready"


def test_a_publication_is_scheduled(desk):
    report, hour = make_ready(), timezone.localtime(timezone.now() + timedelta(days=2))
    desk.post(address(report, "publish"), when(hour))
    assert Report.objects.get(pk=report.pk).live_from == hour.replace(microsecond=0)


@pytest.mark.parametrize(("action", "start"), [("withdraw", "published"), ("return", "ready")])
def test_transition_without_its_reason_is_a_form_error(action, start, desk):
    report = {"published": make_published, "ready": make_ready}[start]()
    page = desk.post(address(report, action), {"reason": "  ", "public": "no"})
    assert (page.context["form"].errors.keys(), status(report)) == ({"reason"}, start)


def test_record_has_the_reason_and_the_account(enter, final_reviewer):
    report = make_published()
    enter(final_reviewer).post(address(report, "withdraw"), {"reason": "内容有误", "public": "no"})
    move = Transition.objects.get(report=report, action="withdraw")
    assert (move.by, move.reason) == (final_reviewer, "内容有误")


@pytest.mark.parametrize(
    ("values", "notice"),
    [({"public": "yes", "notice": "因故撤稿。"}, "因故撤稿。"), ({"public": "no", "notice": "不说"}, "")],
)
def test_withdrawal_with_and_without_a_notice(values, notice, desk):
    report = make_published()
    desk.post(address(report, "withdraw"), {"reason": "内容有误", **values})
    assert Report.objects.get(pk=report.pk).withdrawal_notice == notice


def test_empty_public_notice_is_refused(desk):
    report = make_published()
    page = desk.post(address(report, "withdraw"), {"reason": "内容有误", "public": "yes", "notice": " "})
    assert (page.context["form"].errors.keys(), status(report)) == ({"notice"}, "published")


@pytest.mark.parametrize(
    ("make", "action"),
    [
        (make_report, "withdraw"),
        (make_report, "publish"),
        (make_published, "publish"),
        (make_scheduled, "publish"),
        (make_report, "reopen"),
    ],
)
def test_illegal_transition_gives_a_message_and_changes_nothing(make, action, desk):
    report = make()
    before = status(report)
    page = desk.post(address(report, action), {"reason": "按要求"}, follow=True)
    assert (told(page), status(report)) == (["error"], before)


def test_a_report_without_a_body_is_refused_with_the_reason(desk):
    report = make_report(body="")
    page = desk.post(address(report, "submit"), {}, follow=True)
    assert (told(page), status(report)) == (["error"], "draft")


@pytest.mark.parametrize("action", ["import", "change", "nothing"])
def test_unknown_transition_is_404(action, desk):
    report = make_report()
    with nothing_written():
        assert desk.post(address(report, action)).status_code == 404


def test_publication_is_refused_without_permission(enter, second_reviewer):
    report = make_ready()
    response = enter(second_reviewer).post(address(report, "publish"), {})
    assert (response.status_code, status(report)) == (403, "ready")


def test_second_signature_shows_the_changes(enter, reporter, first_reviewer):
    report = make_signed(by=reporter, signers=[first_reviewer])
    report.title = "改了标题"
    report.save()
    page = enter(first_reviewer).get(address(report, "sign"))
    assert [part.name for part, _pairs in page.context["changes"]] == ["字段"]


def test_first_signature_shows_no_changes(enter, reporter, first_reviewer):
    page = enter(first_reviewer).get(address(make_submitted(by=reporter), "sign"))
    assert page.context["changes"] is None


def test_revise_redirects_to_the_existing_copy(desk, enter, reporter):
    report = make_published("原稿")
    enter(reporter).post(address(report, "revise"), {})
    page = desk.post(address(report, "revise"), {}, follow=True)
    assert f"/admin/articles/report/{report.copies.get().pk}/change/" in str(
        next(iter(page.context["messages"]))
    )
