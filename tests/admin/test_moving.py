"""The buttons and pages that move a report: everything through the table of legal moves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Move, Report
from tests.builders import make_published, make_report, make_scheduled, make_withdrawn

pytestmark = pytest.mark.django_db


def address(report, action):
    return f"/admin/articles/report/{report.pk}/move/{action}/"


def status(report):
    return Report.objects.get(pk=report.pk).status


@pytest.mark.parametrize(
    ("make", "actions"),
    [(make_report, ["publish"]), (make_published, ["withdraw"]), (make_withdrawn, ["publish", "reopen"])],
)
def test_the_form_offers_the_legal_moves(make, actions, desk):
    page = desk.get(f"/admin/articles/report/{make().pk}/change/")
    assert [link["action"] for link in page.context["move_links"]] == actions


def test_a_reporter_is_offered_none(enter, reporter):
    page = enter(reporter).get(f"/admin/articles/report/{make_report().pk}/change/")
    assert page.context["move_links"] == []


def test_a_report_is_published(desk):
    report = make_report()
    desk.post(address(report, "publish"), {"reason": "", "live_from_0": "", "live_from_1": ""})
    assert status(report) == "published"


def test_opening_the_page_moves_nothing(desk):
    report = make_report()
    desk.get(address(report, "publish"))
    assert status(report) == "draft"


def test_a_publication_is_scheduled(desk):
    report = make_report()
    hour = timezone.localtime(timezone.now() + timedelta(days=2))
    desk.post(
        address(report, "publish"), {"live_from_0": f"{hour:%Y-%m-%d}", "live_from_1": f"{hour:%H:%M:%S}"}
    )
    assert Report.objects.get(pk=report.pk).live_from == hour.replace(microsecond=0)


def test_a_withdrawal_without_a_reason_is_asked_for_it(desk):
    report = make_published()
    page = desk.post(address(report, "withdraw"), {"reason": "  "})
    assert (page.context["form"].errors.keys(), status(report)) == ({"reason"}, "published")


def test_the_reason_stands_in_the_record_with_who_gave_it(enter, final_reviewer):
    report = make_published()
    enter(final_reviewer).post(address(report, "withdraw"), {"reason": "内容有误"})
    move = Move.objects.get(report=report, action="withdraw")
    assert (move.by, move.reason) == (final_reviewer, "内容有误")


@pytest.mark.parametrize(
    ("make", "action"),
    [
        (make_report, "withdraw"),
        (make_published, "publish"),
        (make_scheduled, "publish"),
        (make_report, "reopen"),
    ],
)
def test_an_illegal_move_is_a_message_and_changes_nothing(make, action, desk):
    report = make()
    before = status(report)
    page = desk.post(address(report, action), {"reason": "按要求"}, follow=True)
    assert ([message.level_tag for message in page.context["messages"]], status(report)) == (
        ["error"],
        before,
    )


def test_a_report_without_a_body_is_refused_with_the_reason(desk):
    report = make_report(body="")
    page = desk.post(address(report, "publish"), {}, follow=True)
    assert ([message.level_tag for message in page.context["messages"]], status(report)) == (
        ["error"],
        "draft",
    )


@pytest.mark.parametrize("action", ["import", "nothing"])
def test_what_is_no_action_is_not_found(action, desk):
    assert desk.post(address(make_report(), action)).status_code == 404


def test_who_may_not_publish_is_refused(enter, second_reviewer):
    report = make_report()
    response = enter(second_reviewer).post(address(report, "publish"), {})
    assert (response.status_code, status(report)) == (403, "draft")
