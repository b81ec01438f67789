"""Many reports at once: asked first, done in one go, and what was refused is named."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.management.commands import db_worker

from articles import search
from articles.admin.report import bulk
from articles.editorial.messages import in_words
from articles.models import AuditEntry, BulkAct, Report
from newsroom import worker
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


class TestLongActs:
    """More reports than a request takes are left to a worker."""

    @pytest.fixture(autouse=True)
    def _queue(self, settings, monkeypatch):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
        monkeypatch.setattr(bulk, "AT_ONCE", 2)

    def start(self, desk, reports=None, **values):
        reports = reports or [make_ready(), make_ready(), make_report("不能发")]
        return run(desk, "publish", reports[:1], apply="1", select_across="1", **values)

    def test_up_to_the_bound_it_is_done_in_the_request(self, desk):
        run(desk, "publish", [make_ready(), make_ready()], apply="1")
        assert (statuses(), BulkAct.objects.count()) == ({"published"}, 0)

    def test_over_the_bound_the_request_does_nothing(self, desk):
        self.start(desk)
        assert statuses() == {"ready", "draft"}
        assert (BulkAct.objects.get().total, AuditEntry.objects.get(code="bulk_started").values) == (
            3,
            {"action": "publish", "number": 3},
        )

    def test_the_message_leads_to_its_page(self, desk):
        [message] = self.start(desk).context["messages"]
        assert f'href="{page_of(BulkAct.objects.get())}"' in str(message)

    def test_the_worker_does_it_and_the_page_names_what_was_refused(self, desk):
        self.start(desk)
        worker.work_off()
        page = desk.get(page_of(BulkAct.objects.get())).content.decode()
        assert ("2</dd>" in page, "不能发" in page, "data-look-again" in page) == (True, True, False)
        assert statuses() == {"published", "draft"}

    def test_a_row_that_was_picked_is_kept_by_its_key(self, desk):
        section, reports = make_section(), [make_report() for _ in range(3)]
        run(desk, "set_section", reports, apply="1", section=section.pk)
        assert BulkAct.objects.get().values == {"section": section.pk}
        worker.work_off()
        assert section.reports.count() == 3

    def test_the_page_asks_again_while_it_is_under_way(self, desk):
        self.start(desk)
        assert "data-look-again" in desk.get(page_of(BulkAct.objects.get())).content.decode()

    def test_a_look_at_the_page_changes_nothing(self, desk):
        self.start(desk)
        before = list(BulkAct.objects.values())
        with CaptureQueriesContext(connection) as captured:
            desk.get(page_of(BulkAct.objects.get()))
        assert not [query for query in captured if not query["sql"].startswith("SELECT")]
        assert list(BulkAct.objects.values()) == before

    @pytest.mark.parametrize("refused", [1, 30])
    def test_the_page_asks_few_queries_however_much_was_refused(
        self, desk, refused, django_assert_num_queries
    ):
        self.start(desk, [make_report() for _ in range(2 + refused)])
        worker.work_off()
        page = page_of(BulkAct.objects.get())
        with django_assert_num_queries(5):  # session, user, the act, who asked, what was refused
            desk.get(page)

    def test_who_asked_stops_it(self, enter, final_reviewer):
        client = enter(final_reviewer)
        self.start(client)
        client.post(page_of(BulkAct.objects.get()), {"act": "stop"})
        worker.work_off()
        assert (BulkAct.objects.get().is_stopped, statuses()) == (True, {"ready", "draft"})

    def test_nobody_else_stops_it(self, desk, enter, final_reviewer):
        self.start(desk)
        page = page_of(BulkAct.objects.get())
        assert enter(final_reviewer).post(page, {"act": "stop"}).status_code == 403
        assert not BulkAct.objects.get().is_stopped

    def test_its_sentences_are_in_the_audit_log(self, desk):
        self.start(desk)
        desk.post(page_of(BulkAct.objects.get()), {"act": "stop"})
        words = [in_words(entry) for entry in AuditEntry.objects.filter(code__startswith="bulk_")]
        assert sorted(words) == ["批量操作已停止，已完成：发布 · 0", "批量操作已提交：发布 · 3"]


def page_of(act):
    return f"/admin/articles/bulkact/{act.pk}/change/"
