"""Many reports at once: asked first, done in one go, and what was refused is named."""

import pytest

from articles import search
from articles.models import Report
from tests.builders import make_published, make_ready, make_report, make_section

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/report/"


def run(client, action, reports, **values):
    chosen = {"action": action, "_selected_action": [report.pk for report in reports]}
    return client.post(LIST, {**chosen, **values}, follow=True)


def levels(response):
    return [message.level_tag for message in response.context["messages"]]


def statuses():
    return set(Report.objects.values_list("status", flat=True))


@pytest.mark.parametrize(
    "action", ["publish", "withdraw", "add_tags", "remove_tags", "set_section", "set_occasion"]
)
def test_every_action_asks_for_confirmation(action, desk):
    page = run(desk, action, [make_report("甲"), make_report("乙")], index="0")
    assert (page.templates[0].name, page.context["number"]) == ("admin/articles/report/bulk.html", 2)


def test_reports_are_published(desk):
    run(desk, "publish", [make_ready(), make_ready()], apply="1")
    assert statuses() == {"published"}


def test_other_reports_are_not_published(desk):
    chosen, other = make_ready(), make_ready()
    run(desk, "publish", [chosen], apply="1")
    assert Report.objects.get(pk=other.pk).status == "ready"


def test_action_on_all_pages_of_the_list(desk):
    first, _second = make_ready(), make_ready()
    run(desk, "publish", [first], apply="1", select_across="1")
    assert statuses() == {"published"}


def test_a_withdrawal_asks_for_a_reason(desk):
    page = run(desk, "withdraw", [make_published()], apply="1", reason="")
    assert (page.context["form"].errors.keys(), statuses()) == ({"reason"}, {"published"})


def test_each_report_has_the_reason_in_its_record(desk):
    reports = [make_published(), make_published()]
    run(desk, "withdraw", reports, apply="1", reason="内容有误")
    assert [report.transitions.last().reason for report in reports] == ["内容有误", "内容有误"]


def test_a_batch_is_withdrawn_with_a_notice(desk):
    report = make_published()
    run(desk, "withdraw", [report], apply="1", reason="内容有误", notice="因故撤稿。")
    assert Report.objects.get(pk=report.pk).withdrawal_notice == "因故撤稿。"


def test_reports_are_found_by_a_word_of_their_body(desk):
    report, _other = make_published(paragraphs=["会议研究了“小饭桌”整治。"]), make_published()
    search.index([report])
    page = desk.get(LIST, {"q": "小饭桌"})
    assert list(page.context["cl"].queryset) == [report]


def test_message_names_refused_reports(desk):
    page = run(desk, "publish", [make_ready("能发"), make_report("不能发")], apply="1")
    [_done, refused] = [str(message) for message in page.context["messages"]]
    assert (levels(page), "不能发" in refused) == (["success", "warning"], True)


def test_tags_are_added_with_any_separator(desk):
    report = make_report(tags=["旧"])
    run(desk, "add_tags", [report], apply="1", tags=["公益诉讼，检察建议、听证"])
    assert set(report.tags.names()) == {"旧", "公益诉讼", "检察建议", "听证"}


def test_tags_are_removed(desk):
    report = make_report(tags=["公益诉讼", "听证"])
    run(desk, "remove_tags", [report], apply="1", tags=["听证"])
    assert set(report.tags.names()) == {"公益诉讼"}


def test_added_tags_are_indexed(desk):
    report = make_published()
    run(desk, "add_tags", [report], apply="1", tags=["生态修复"])
    assert list(search.search("生态修复", Report.objects.published()).page) == [report]


def test_reports_move_to_a_section(desk):
    section, reports = make_section(), [make_report(), make_report()]
    run(desk, "set_section", reports, apply="1", section=section.pk)
    assert section.reports.count() == 2


def test_reports_are_given_an_occasion(desk):
    reports = [make_report(), make_report(occasion="会议")]
    run(desk, "set_occasion", reports, apply="1", occasion="听证")
    assert set(Report.objects.values_list("occasion", flat=True)) == {"听证"}


def test_bulk_act_makes_an_open_form_outdated(desk):
    report = make_report()
    run(desk, "set_section", [report], apply="1", section=make_section().pk)
    assert Report.objects.get(pk=report.pk).updated_at > report.updated_at


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_a_reporter_neither_publishes_nor_withdraws(action, enter, reporter):
    reports = [make_report(), make_published()]
    run(enter(reporter), action, reports, apply="1", reason="试试")
    assert statuses() == {"draft", "published"}


def test_reporter_is_refused_to_change_a_published_report(enter, reporter):
    report = make_published()
    page = run(enter(reporter), "add_tags", [report], apply="1", tags=["听证"])
    assert (levels(page), list(report.tags.names())) == (["warning"], [])
