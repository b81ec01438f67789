"""Writing and correcting a report: nothing typed is lost, nothing of another's is overwritten."""

import pytest

from articles import search
from articles.editorial import workflow
from articles.models import Report
from tests.admin.forms import nothing_written, posted
from tests.builders import make_published, make_report, make_section, make_statement

pytestmark = pytest.mark.django_db


def address(report):
    return f"/admin/articles/report/{report.pk}/change/"


def save(client, report, **changes):
    """Open the form and save it with changes."""
    return client.post(address(report), posted(client.get(address(report)), **changes), follow=True)


def words(response):
    return [str(message) for message in response.context["messages"]]


def test_a_report_is_written(desk):
    values = posted(desk.get("/admin/articles/report/add/"), title="新的一篇", body="<p>正文。</p>")
    desk.post("/admin/articles/report/add/", values)
    assert Report.objects.get().title == "新的一篇"


def test_a_save_changes_what_was_typed_and_nothing_else(desk):
    report = make_report(event_start="2019-07-17", published_at="2019-08-06T17:19+08:00", tags=["公益诉讼"])
    make_statement(report, "会议在市检察院召开。")
    before = Report.objects.filter(pk=report.pk).values().get()
    save(desk, report, title="另一个标题")
    after = Report.objects.filter(pk=report.pk).values().get()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"title", "updated_at", "modified_at", "public_modified_at"}


def test_the_body_is_sanitised_on_the_server(desk):
    report = make_report()
    save(desk, report, body="<p onclick='x()'>正文。<script>alert(1)</script></p>")
    report.refresh_from_db()
    assert report.body == "<p>正文。</p>"


@pytest.mark.parametrize("name", ["status", "live_from", "first_published_at"])
def test_the_state_cant_be_set_by_the_form(name, desk):
    report = make_report()
    before = getattr(report, name)
    save(desk, report, **{name: "published", f"{name}_0": "2019-01-01", f"{name}_1": "00:00"})
    report.refresh_from_db()
    assert getattr(report, name) == before


def test_the_search_finds_what_was_saved(desk):
    report = make_report(paragraphs=["从前的话。"])
    save(desk, report, body="<p>绿水青山。</p>")
    workflow.transition(report, "publish")
    assert list(search.search("绿水青山", Report.objects.published()).page) == [report]


class TestLostWords:
    def test_a_save_that_takes_words_out_of_the_body_warns_and_names_them(self, desk):
        report = make_report(paragraphs=["孙刚表示，要加强协作。"])
        make_statement(report, "要加强协作。")
        response = save(desk, report, body="<p>孙刚表示，要加强合作。</p>")
        assert any("孙刚：要加强协作。" in text and "要加强合作。" in text for text in words(response))

    def test_the_statement_itself_is_kept(self, desk):
        report = make_report(paragraphs=["孙刚表示，要加强协作。"])
        statement = make_statement(report, "要加强协作。")
        save(desk, report, body="<p>散会。</p>")
        statement.refresh_from_db()
        assert statement.text == "要加强协作。"

    def test_the_form_shows_what_is_to_be_looked_at(self, desk):
        report = make_report(event_start="--10-30")
        panel = desk.get(address(report)).context["panel"]
        assert [group.code for group in panel.groups] == ["event_year_unknown"]


class TestWhoMayWrite:
    def test_a_reporter_changes_a_draft(self, enter, reporter):
        report = make_report()
        save(enter(reporter), report, title="改过的")
        report.refresh_from_db()
        assert report.title == "改过的"

    def test_reporter_is_refused_to_change_a_published_report(self, enter, reporter, desk):
        report = make_report("原题")
        values = posted(desk.get(address(report)), title="改过的")
        workflow.transition(report, "publish")
        client = enter(reporter)
        with nothing_written():
            assert client.post(address(report), values).status_code == 403

    def test_who_may_only_read_is_shown_the_text_without_its_markup(self, enter, reporter):
        report = make_published(body="<p>他说，<strong>强基</strong>。</p>")
        assert "<p>他说，强基。</p>" in enter(reporter).get(address(report)).text

    def test_published_report_is_refused_to_everybody(self, desk):
        report = make_report("原题")
        values = posted(desk.get(address(report)), title="改过的")
        workflow.transition(report, "publish")
        with nothing_written():
            assert desk.post(address(report), values).status_code == 403

    def test_who_writes_a_report_is_its_author(self, enter, reporter):
        client = enter(reporter)
        page = "/admin/articles/report/add/"
        client.post(page, posted(client.get(page), title="新写的"))
        assert Report.objects.get().author == reporter

    def test_a_report_is_not_deleted(self, desk):
        report = make_published()
        desk.post(f"/admin/articles/report/{report.pk}/delete/", {"post": "yes"})
        assert Report.objects.filter(pk=report.pk).exists()


class TestViewOnSite:
    def test_a_draft_leads_to_its_preview(self, desk):
        report = make_report()
        assert f'href="/preview/{report.pk}/"' in desk.get(address(report)).text

    def test_a_published_report_leads_to_its_page(self, desk):
        report = make_published(section=make_section())
        assert f'href="{report.get_absolute_url()}"' in desk.get(address(report)).text


def test_only_pictures_of_the_report_can_be_its_cover(desk):
    report, other = make_report(), make_report()
    mine = report.photos.create(file="a.jpg")
    report.photos.create(caption="没有图")
    other.photos.create(file="b.jpg")
    field = desk.get(address(report)).context["adminform"].form.fields["cover"]
    assert list(field.queryset) == [mine]


def test_an_occasion_is_chosen_among_the_kinds(desk):
    report = make_report(occasion="会议")
    desk.post(address(report), posted(desk.get(address(report)), occasion="听证"))
    assert Report.objects.get().occasion == "听证"


def test_an_occasion_that_the_list_lost_stays_one_to_choose(desk):
    report = make_report(occasion="夜谈")
    choices = desk.get(address(report)).context["adminform"].form.fields["occasion"].choices
    assert ("夜谈", "夜谈") in choices
