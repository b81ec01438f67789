"""The first page of the desk: what waits, what went quiet, what the numbers say."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Report
from tests.builders import (
    make_published,
    make_scheduled,
    make_section,
    make_signed,
    make_speaker,
    make_statement,
    make_submitted,
    make_user,
)
from tests.markup import without_indentation

pytestmark = pytest.mark.django_db
HOME = "/admin/"


def days_ago(number):
    return timezone.now() - timedelta(days=number)


def fill():
    """Something for every part of the page."""
    make_published(section=make_section("要闻"), published_at=days_ago(30), tags=["未检"])
    for days in (1, 2):
        report = make_published(paragraphs=["要加强协作。"], tags=["公益诉讼"], published_at=days_ago(days))
        make_statement(report, "要加强协作。", speaker=make_speaker())


@pytest.fixture
def clerk():
    """A member of staff who may do only what the test says."""

    def may(*codenames):
        user = make_user("clerk")
        user.is_staff = True
        user.save()
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        return user

    return may


class TestWaiting:
    def test_only_reports_waiting_for_the_account_are_listed(self, reporter, enter):
        mine = make_submitted("给我的", by=reporter)
        signer = make_user(role="初审")
        make_signed("给别人的", by=reporter, signers=[make_user(role="初审")])
        page = enter(signer).get(HOME)
        assert f'href="/admin/articles/report/{mine.pk}/change/">给我的</a>' in page.text
        assert "给别人的" not in page.text

    def test_longest_waiting_report_comes_first(self, reporter, first_reviewer, enter):
        for name, days in (("后来的", 1), ("先来的", 4)):
            report = make_submitted(name, by=reporter)
            Report.objects.filter(pk=report.pk).update(status_since=days_ago(days))
        page = enter(first_reviewer).get(HOME).text
        assert page.index("先来的") < page.index("后来的")

    def test_further_waiting_reports_are_linked_as_a_list(self, reporter, first_reviewer, enter):
        for _number in range(10):
            make_submitted(by=reporter)
        client = enter(first_reviewer)
        assert 'report/?mine=yes">还有2篇</a>' in without_indentation(client.get(HOME).text)
        assert client.get("/admin/articles/report/", {"mine": "yes"}).context["cl"].result_count == 10

    def test_stage_counts_reports_waiting_for_three_days(self, reporter, desk):
        report = make_submitted(by=reporter)
        Report.objects.filter(pk=report.pk).update(status_since=days_ago(4))
        assert "超过3天的1篇" in desk.get(HOME).text

    def test_overdue_report_is_marked(self, reporter, desk):
        report = make_submitted("过了时间的", by=reporter)
        Report.objects.filter(pk=report.pk).update(wanted_at=days_ago(1))
        assert "已过计划时间" in desk.get(HOME).text

    def test_blocked_schedule_is_held_by_a_button(self, desk):
        report = make_scheduled("待发的", paragraphs=["检查院召开会议。"])
        page = desk.get(HOME).text
        assert ("已定时，但现在检查出错误" in page, "<q>检查院</q>" in page) == (True, True)
        desk.post(f"/admin/articles/report/{report.pk}/transition/hold/")
        assert Report.objects.get(pk=report.pk).status == "ready"

    def test_blocked_schedule_is_hidden_without_permission(self, enter, first_reviewer):
        make_scheduled("待发的", paragraphs=["检查院召开会议。"])
        assert "待发的" not in enter(first_reviewer).get(HOME).text

    def test_waiting_time_is_printed_in_chinese(self, reporter, first_reviewer, enter):
        for days in (0, 4):
            report = make_submitted(by=reporter)
            Report.objects.filter(pk=report.pk).update(status_since=days_ago(days))
        page = enter(first_reviewer).get(HOME).text
        assert ("已等4天" in page, "刚刚" in page) == (True, True)

    def test_page_says_that_nothing_waits(self, desk):
        assert "没有待办" in desk.get(HOME).text


def test_quiet_section_is_listed(desk):
    make_published(section=make_section("要闻"), published_at=days_ago(15))
    assert "久未更新的栏目" in desk.get(HOME).text


def test_further_quiet_sections_are_folded(desk):
    for number in range(10):
        make_published(section=make_section(f"栏目{number}"), published_at=days_ago(15 + number))
    page = desk.get(HOME).text
    assert page.index("栏目2") < page.index("其余2个栏目") < page.index("栏目0")


def test_no_heading_without_quiet_sections(desk):
    make_published(section=make_section("要闻"), published_at=days_ago(2))
    assert "久未更新的栏目" not in desk.get(HOME).text


def test_every_chart_has_a_description_and_a_table(desk):
    fill()
    page = desk.get(HOME).text
    assert (page.count('role="img"'), page.count("<desc "), page.count("数据表</summary>")) == (3, 3, 3)


def test_most_active_speaker_is_linked(desk):
    fill()
    assert "孙刚</a></th><td>1</td>" in without_indentation(desk.get(HOME).text)


def test_a_rising_tag_leads_to_its_reports(desk):
    fill()
    assert "/admin/articles/report/?tag=公益诉讼" in desk.get(HOME).text


@pytest.mark.parametrize(
    ("may", "shown"),
    [
        ((), set()),
        (("view_report",), {"weeks"}),
        (("view_report", "view_tag"), {"weeks", "rising"}),
        (("view_report", "view_statement", "view_speaker"), {"weeks", "heard"}),
        (("view_report", "view_section"), {"weeks", "quiet"}),
        (("view_section", "view_tag", "view_statement"), set()),
    ],
)
def test_part_is_hidden_without_permission(may, shown, clerk, enter):
    fill()
    page = enter(clerk(*may)).get(HOME).text
    assert {name for name in ("weeks", "heard", "rising", "quiet") if f'id="{name}-heading"' in page} == shown


def test_number_of_queries(desk, reporter):
    asked = ["session", "user", "waiting for me", "stages", "past their time", "scheduled"]
    asked += [
        "to be identified",
        "quiet sections",
        "weeks",
        "who spoke lately",
        "speakers",
        "tags",
        "my actions",
    ]
    for _round in range(2):
        report = make_published(published_at=days_ago(1), tags=["听证"])
        make_statement(report, "会议在市检察院召开。", speaker=make_speaker())
        make_submitted(by=reporter)
        with CaptureQueriesContext(connection) as captured:
            desk.get(HOME)
        assert len(captured) == len(asked), "\n".join(query["sql"] for query in captured)


def test_last_acts_are_linked(desk, enter, reporter):
    report = make_published("绿水青山")
    desk.post(f"/admin/articles/report/{report.pk}/transition/archive/", {"reason": ""})
    link = f'<a href="/admin/articles/report/{report.pk}/change/">绿水青山</a>'
    assert (link in desk.get(HOME).text, link in enter(reporter).get(HOME).text) == (True, False)
