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
    def test_what_waits_for_me_is_named_and_what_waits_for_others_is_not(self, reporter, enter):
        mine = make_submitted("给我的", by=reporter)
        signer = make_user(role="初审")
        make_signed("给别人的", by=reporter, signers=[make_user(role="初审")])
        page = enter(signer).get(HOME)
        assert f'href="/admin/articles/report/{mine.pk}/change/">给我的</a>' in page.text
        assert "给别人的" not in page.text

    def test_what_waits_longest_comes_first(self, reporter, first_reviewer, enter):
        for name, days in (("后来的", 1), ("先来的", 4)):
            report = make_submitted(name, by=reporter)
            Report.objects.filter(pk=report.pk).update(status_since=days_ago(days))
        page = enter(first_reviewer).get(HOME).text
        assert page.index("先来的") < page.index("后来的")

    def test_of_many_the_rest_is_a_list_of_its_own(self, reporter, first_reviewer, enter):
        for _number in range(10):
            make_submitted(by=reporter)
        client = enter(first_reviewer)
        assert 'report/?mine=yes">还有2篇</a>' in without_indentation(client.get(HOME).text)
        assert client.get("/admin/articles/report/", {"mine": "yes"}).context["cl"].result_count == 10

    def test_a_stage_tells_how_many_wait_for_more_than_three_days(self, reporter, desk):
        report = make_submitted(by=reporter)
        Report.objects.filter(pk=report.pk).update(status_since=days_ago(4))
        assert "超过3天的1篇" in desk.get(HOME).text

    def test_what_is_past_the_time_that_was_asked_for_is_told(self, reporter, desk):
        report = make_submitted("过了时间的", by=reporter)
        Report.objects.filter(pk=report.pk).update(wanted_at=days_ago(1))
        assert "已过计划时间" in desk.get(HOME).text

    def test_what_is_scheduled_and_would_be_stopped_now_is_held_by_a_click(self, desk):
        report = make_scheduled("待发的", paragraphs=["检查院召开会议。"])
        page = desk.get(HOME).text
        assert ("已定时，但现在检查出错误" in page, "<q>检查院</q>" in page) == (True, True)
        desk.post(f"/admin/articles/report/{report.pk}/transition/hold/")
        assert Report.objects.get(pk=report.pk).status == "ready"

    def test_who_may_not_publish_is_not_told_of_the_schedule(self, enter, first_reviewer):
        make_scheduled("待发的", paragraphs=["检查院召开会议。"])
        assert "待发的" not in enter(first_reviewer).get(HOME).text

    def test_how_long_a_report_waits_is_told_as_it_is_said(self, reporter, first_reviewer, enter):
        for days in (0, 4):
            report = make_submitted(by=reporter)
            Report.objects.filter(pk=report.pk).update(status_since=days_ago(days))
        page = enter(first_reviewer).get(HOME).text
        assert ("已等4天" in page, "刚刚" in page) == (True, True)

    def test_where_all_is_done_that_is_said(self, desk):
        assert "没有待办" in desk.get(HOME).text


def test_a_section_that_went_quiet_is_named(desk):
    make_published(section=make_section("要闻"), published_at=days_ago(15))
    assert "久未更新的栏目" in desk.get(HOME).text


def test_of_many_quiet_sections_the_rest_is_folded_up(desk):
    for number in range(10):
        make_published(section=make_section(f"栏目{number}"), published_at=days_ago(15 + number))
    page = desk.get(HOME).text
    assert page.index("栏目2") < page.index("其余2个栏目") < page.index("栏目0")


def test_where_none_is_quiet_nothing_is_said(desk):
    make_published(section=make_section("要闻"), published_at=days_ago(2))
    assert "久未更新的栏目" not in desk.get(HOME).text


def test_every_chart_is_told_in_words_and_has_its_table(desk):
    fill()
    page = desk.get(HOME).text
    assert (page.count('role="img"'), page.count("<desc "), page.count("数据表</summary>")) == (3, 3, 3)


def test_who_speaks_most_is_named_with_a_link(desk):
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
def test_who_may_not_see_a_thing_is_not_told_of_it(may, shown, clerk, enter):
    fill()
    page = enter(clerk(*may)).get(HOME).text
    assert {name for name in ("weeks", "heard", "rising", "quiet") if f'id="{name}-heading"' in page} == shown


def test_the_page_asks_what_is_named_here_however_much_there_is(desk, reporter):
    asked = ["session", "user", "waiting for me", "stages", "past their time", "scheduled"]
    asked += ["to be identified", "quiet sections", "weeks", "speakers", "tags", "my actions"]
    for _round in range(2):
        report = make_published(published_at=days_ago(1), tags=["听证"])
        make_statement(report, "会议在市检察院召开。", speaker=make_speaker())
        make_submitted(by=reporter)
        with CaptureQueriesContext(connection) as captured:
            desk.get(HOME)
        assert len(captured) == len(asked), "\n".join(query["sql"] for query in captured)


def test_the_page_shows_what_one_did_last_with_a_link(desk, enter, reporter):
    report = make_published("绿水青山")
    desk.post(f"/admin/articles/report/{report.pk}/transition/archive/", {"reason": ""})
    link = f'<a href="/admin/articles/report/{report.pk}/change/">绿水青山</a>'
    assert (link in desk.get(HOME).text, link in enter(reporter).get(HOME).text) == (True, False)
