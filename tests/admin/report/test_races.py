"""What somebody does between the moment a page is read and the moment its save locks the report."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editorial import workflow
from articles.models import Report
from tests.admin.forms import posted
from tests.admin.report.test_conflicts import address, meet, resolve
from tests.builders import make_report, make_section, make_signed, make_user, sign
from tests.races import at_once, meanwhile, on_postgresql

LIST = "/admin/articles/report/"


@pytest.fixture
def in_final_review(reporter, first_reviewer, second_reviewer):
    """A report that waits for its last signature."""
    return make_signed("原题", by=reporter, signers=[first_reviewer, second_reviewer])


def bulk(client, action, reports, **values):
    chosen = {"action": action, "_selected_action": [report.pk for report in reports], "apply": "1"}
    return client.post(LIST, chosen | values, follow=True)


@pytest.mark.django_db
class TestForm:
    def test_a_report_that_is_submitted_meanwhile_is_not_saved(self, enter, reporter):
        report, client = make_report("原题", author=reporter), enter(reporter)
        values = posted(client.get(address(report)), title="改过的")
        with meanwhile(lambda: workflow.transition(report, "submit", by=reporter), before="transaction"):
            response = client.post(address(report), values)
        report.refresh_from_db()
        assert (response.status_code, report.title, report.status) == (403, "原题", "first_review")

    def test_a_change_made_meanwhile_leads_to_the_merge(self, desk):
        report = make_report("原题")
        values = posted(desk.get(address(report)), title="我题")
        with meanwhile(lambda: Report.objects.filter(pk=report.pk).update(source="本报")):
            response = desk.post(address(report), values)
        assert "/merge/" in response.headers["Location"]

    def test_a_column_that_the_form_does_not_change_is_not_written_back(self, desk):
        report = make_report("原题")
        values = posted(desk.get(address(report)), title="我题")
        with meanwhile(lambda: Report.objects.filter(pk=report.pk).update(withdrawal_notice="通知")):
            desk.post(address(report), values)
        report.refresh_from_db()
        assert (report.title, report.withdrawal_notice) == ("我题", "通知")

    def test_a_statement_of_a_report_that_is_submitted_meanwhile_is_not_deleted(self, enter, reporter):
        report, client = make_report("原题", author=reporter), enter(reporter)
        credit = report.credits.create(role="记者", name="刘璐")
        there = f"/admin/articles/credit/{credit.pk}/delete/"
        with meanwhile(lambda: workflow.transition(report, "submit", by=reporter), before="transaction"):
            response = client.post(there, {"post": "yes"})
        assert (response.status_code, report.credits.exists()) == (403, True)


@pytest.mark.django_db
class TestMerge:
    def test_a_publication_meanwhile_is_not_undone(self, enter, in_final_review, final_reviewer, desk):
        report = in_final_review
        page = meet(desk, enter(final_reviewer), report, {"title": "我题"}, {"title": "他题"})

        def publish():
            Report.objects.filter(pk=report.pk).update(title="他题")
            stored = Report.objects.get(pk=report.pk)
            for signer in (make_user(role="初审"), make_user(role="复审"), make_user(role="终审")):
                if stored.status != "ready":
                    sign(stored, signer)
            workflow.transition(stored, "publish")

        with meanwhile(publish, before="transaction"):
            response = resolve(desk, page)
        report.refresh_from_db()
        assert (response.status_code, report.title) == (403, "他题")
        assert (report.status, report.first_published_at is not None) == ("published", True)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_bulk_acts_at_once_do_not_deadlock(enter):
    reports = [make_report(f"第{number}篇") for number in range(6)]
    section = make_section()
    first, second = enter(make_user(role="终审")), enter(make_user(role="终审"))
    answers = at_once(
        lambda: bulk(first, "set_section", reports, section=section.pk).status_code,
        lambda: bulk(second, "set_occasion", reports[::-1], occasion="听证").status_code,
    )
    assert answers == [200, 200]
    assert set(Report.objects.values_list("section", "occasion")) == {(section.pk, "听证")}


@pytest.mark.django_db
def test_a_bulk_act_writes_its_own_column_alone(desk):
    report = make_report(occasion="会议")
    with meanwhile(lambda: Report.objects.filter(pk=report.pk).update(occasion="听证")):
        bulk(desk, "set_section", [report], section=make_section().pk)
    assert Report.objects.get(pk=report.pk).occasion == "听证"


@pytest.mark.django_db
def test_who_lost_the_permission_meanwhile_files_nothing(enter, reporter):
    report = make_report(author=reporter)
    with meanwhile(lambda: workflow.transition(report, "submit", by=reporter), before="transaction"):
        bulk(enter(reporter), "set_section", [report], section=make_section().pk)
    assert Report.objects.get(pk=report.pk).section is None


@pytest.mark.django_db
def test_the_cost_of_a_bulk_act_is_linear(desk):
    section = make_section()

    def cost(number):
        reports = [make_report() for _number in range(number)]
        with CaptureQueriesContext(connection) as captured:
            bulk(desk, "set_section", reports, section=section.pk)
        return len(captured)

    cost(1)
    few, more, most = cost(10), cost(20), cost(30)
    assert most - more == more - few
