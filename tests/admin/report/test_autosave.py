"""Autosave drafts of the report form, and who else has it open."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.editorial import workflow
from articles.models import Autosave, Presence, Report, Revision
from tests.admin.forms import nothing_written, posted
from tests.builders import make_published, make_report, make_statement

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/report/autosave/"


def address(report=None):
    return f"/admin/articles/report/{report.pk}/change/" if report else "/admin/articles/report/add/"


def send(client, report=None, key="k1", **values):
    """What the script of the form sends; `data` as pairs."""
    sent = {"report": report.pk if report else "", "key": key, "seen": "1", "data": None, **values}
    return client.post(ADDRESS, json.dumps(sent), content_type="application/json")


def keep(client, report=None, key="k1", **changes):
    """Open the form, type, and let the script keep it."""
    values = posted(client.get(address(report)), **changes)
    pairs = [
        [name, str(one)]
        for name, value in values.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    send(client, report, key, data=pairs)
    return Autosave.objects.get(key=key)


def test_autosave_stores_a_draft_and_saves_nothing(desk):
    report = make_report("原题")
    keep(desk, report, title="打了一半")
    report.refresh_from_db()
    assert (report.title, report.revisions.count()) == ("原题", 0)


def test_draft_is_offered_when_the_form_is_opened_again(desk):
    report = make_report()
    typing = keep(desk, report, title="打了一半")
    assert desk.get(address(report)).context["unsaved"] == [typing]


def test_restored_draft_fills_the_form(desk):
    report = make_report("原题", tags=["听证"])
    make_statement(report, "会议在市检察院召开。")
    typing = keep(desk, report, title="打了一半", tags=["听证", "新词"], **{"statements-0-text": "会议"})
    page = desk.get(f"{address(report)}?typed={typing.pk}")
    form, [_people, statements, *_others] = (
        page.context["adminform"].form,
        page.context["inline_admin_formsets"],
    )
    assert (form["title"].value(), form["tags"].value(), statements.formset.forms[0]["text"].value()) == (
        "打了一半",
        ["听证", "新词"],
        "会议",
    )


def test_restoring_a_draft_saves_nothing_and_says_so(desk):
    report = make_report("原题")
    page = desk.get(f"{address(report)}?typed={keep(desk, report, title='打了一半').pk}")
    report.refresh_from_db()
    assert (report.title, "还没有保存" in page.text) == ("原题", True)


def test_saving_a_restored_draft_deletes_it(desk):
    report = make_report("原题")
    page = desk.get(f"{address(report)}?typed={keep(desk, report, title='打了一半').pk}")
    desk.post(address(report), posted(page, typing_key=page.context["typing_key"]))
    report.refresh_from_db()
    assert (report.title, Autosave.objects.filter(saved_at=None).exists()) == ("打了一半", False)


def test_draft_of_a_new_report_is_stored(desk):
    typing = keep(desk, title="新写的一篇", body="<p>正文。</p>")
    page = desk.get(f"{address()}?typed={typing.pk}")
    desk.post(address(), posted(page, typing_key=page.context["typing_key"]))
    assert (Report.objects.get().title, Autosave.objects.filter(saved_at=None).exists()) == (
        "新写的一篇",
        False,
    )


def test_two_forms_of_one_account_have_two_drafts(desk):
    report = make_report()
    keep(desk, report, "k1", title="一")
    keep(desk, report, "k2", title="二")
    assert len(desk.get(address(report)).context["unsaved"]) == 2


def test_draft_is_discarded(desk):
    typing = keep(desk, make_report(), title="打了一半")
    desk.post("/admin/articles/report/discard/", {"typed": typing.pk})
    assert not Autosave.objects.filter(saved_at=None).exists()


def test_draft_is_hidden_from_other_accounts(desk, enter, final_reviewer):
    report = make_report()
    typing = keep(desk, report, title="打了一半")
    other = enter(final_reviewer)
    answers = (
        other.get(address(report)).context["unsaved"],
        other.get(f"{address(report)}?typed={typing.pk}").status_code,
        other.post("/admin/articles/report/discard/", {"typed": typing.pk}).status_code,
    )
    assert answers == ([], 302, 404)


def test_autosave_is_403_without_permission(enter, reporter):
    client, report = enter(reporter), make_published()
    with nothing_written():
        assert send(client, report, data=[["title", "x"]]).status_code == 403


#: What the script never sends, by what is wrong with it.
NONSENSE = {
    "nothing": "",
    "a list": "[]",
    "no key": "{}",
    "an empty key": '{"key": ""}',
    "a long key": '{"key": "kkkkkkkkkkkkk"}',
    "no number of a report": '{"report": "x", "key": "k"}',
    "a huge number of a report": f'{{"report": 1{"0" * 30}, "key": "k"}}',
    "an endless number of a report": '{"report": 1e999, "key": "k"}',
    "no pairs": '{"key": "k", "data": [1]}',
    "a number in a field": '{"key": "k", "data": [["title", 1]]}',
    "a negative revision": '{"key": "k", "seen": -1}',
    "a huge revision": f'{{"key": "k", "seen": 1{"0" * 30}}}',
    "an endless revision": '{"key": "k", "seen": 1e999}',
    "NaN": '{"key": "k", "seen": NaN}',
    "NUL in a field": '{"key": "k", "data": [["title", "a\\u0000b"]]}',
    "NUL in the name of a field": '{"key": "k", "data": [["\\u0000", "b"]]}',
    "NUL in the key": '{"key": "\\u0000"}',
    "a lone surrogate": '{"key": "k", "data": [["title", "\\ud800"]]}',
    "deep nesting": '{"key": "k", "data": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "no UTF-8": b'{"key": "\xff"}',
}


@pytest.mark.parametrize("body", NONSENSE.values(), ids=NONSENSE)
def test_what_no_form_sends_is_400_with_the_reason_as_json(body, desk):
    response = desk.post(ADDRESS, body, content_type="application/json")
    assert (response.status_code, list(response.json())) == (400, ["error"])


class TestAfterTheSave:
    def test_an_autosave_that_arrives_after_the_save_is_dropped(self, desk):
        report = make_report("原题")
        page = desk.get(address(report))
        key = page.context["typing_key"]
        desk.post(address(report), posted(page, title="已保存", typing_key=key))
        answer = send(desk, report, key, data=[["title", "打了一半"]])
        assert (answer.json()["kept"], desk.get(address(report)).context["unsaved"]) == (False, [])

    def test_one_that_arrives_after_a_new_report_was_saved_is_dropped(self, desk):
        page = desk.get(address())
        key = page.context["typing_key"]
        desk.post(address(), posted(page, title="新写的", typing_key=key))
        send(desk, key=key, data=[["title", "打了一半"]])
        assert desk.get(address()).context["unsaved"] == []

    def test_typing_goes_on_while_somebody_else_saves(self, desk, enter, final_reviewer):
        report = make_report("原题")
        page, other = desk.get(address(report)), enter(final_reviewer)
        other.post(address(report), posted(other.get(address(report)), title="他题"))
        assert send(desk, report, page.context["typing_key"], data=[["title", "我题"]]).json()["kept"]


class TestReadOnly:
    """A draft of a report that went into review meanwhile."""

    @pytest.fixture
    def page(self, enter, reporter):
        report = make_report("原题", author=reporter, paragraphs=["会议召开。"])
        client = enter(reporter)
        draft = keep(client, report, title="打了一半", body="<p>会议昨日召开。</p>")
        workflow.transition(report, "submit", by=reporter)
        return client.get(f"{address(report)}?typed={draft.pk}")

    def test_read_only_page_shows_the_texts_of_the_draft(self, page):
        assert page.context["texts"][:2] == [("标题", "打了一半"), ("正文", "会议昨日召开。")]

    def test_read_only_page_has_no_form(self, page):
        assert 'readonly rows="3" class="vLargeTextField" aria-label="标题">打了一半<' in page.text
        assert 'name="title"' not in page.text

    def test_form_links_the_read_only_page(self, page):
        form = page.client.get(address(Report.objects.get())).text
        assert f'href="?typed={Autosave.objects.get().pk}"' in form


def test_a_draft_with_a_row_that_somebody_deleted_fills_the_form_with_the_rest(desk, enter, final_reviewer):
    report = make_report("原题")
    report.credits.create(role="记者", name="刘璐")
    draft = keep(desk, report, title="打了一半", **{"credits-0-name": "刘露"})
    other = enter(final_reviewer)
    other.post(address(report), posted(other.get(address(report)), **{"credits-0-DELETE": "on"}))
    page = desk.get(f"{address(report)}?typed={draft.pk}")
    assert page.context["adminform"].form["title"].value() == "打了一半"


class TestPresence:
    @pytest.fixture
    def other(self, enter, final_reviewer):
        return enter(final_reviewer)

    def test_form_shows_who_else_is_editing(self, desk, other):
        report = make_report()
        send(other, report)
        [note] = desk.get(address(report)).context["notes"]
        assert "final" in note

    def test_presence_leaves_out_the_account_itself(self, desk):
        report = make_report()
        send(desk, report)
        assert desk.get(address(report)).context["notes"] == []

    def test_the_first_is_told_of_the_second_by_the_script(self, desk, other):
        report = make_report()
        send(other, report)
        assert "final" in send(desk, report).json()["notes"][0]

    def test_leaving_removes_the_presence(self, desk, other):
        report = make_report()
        send(other, report)
        send(other, report, leaves=True)
        assert send(desk, report).json()["notes"] == []

    def test_presence_expires(self, desk, other):
        report = make_report()
        send(other, report)
        Presence.objects.update(at=timezone.now() - timedelta(minutes=2))
        assert send(desk, report).json()["notes"] == []

    def test_autosave_answer_names_a_newer_save(self, desk, other):
        report = make_report()
        page = desk.get(address(report))
        there = other.get(address(report))
        other.post(address(report), posted(there, title="他题"))
        send(other, report, leaves=True)
        [note] = send(desk, report, seen=page.context["adminform"].form["seen"].value()).json()["notes"]
        assert "final" in note

    def test_opening_the_form_writes_nothing(self, desk):
        desk.get(address(make_report()))
        assert [model.objects.exists() for model in (Presence, Revision)] == [False, False]


def test_a_key_that_no_script_makes_is_cleaned(desk):
    report = make_report("原题")
    desk.post(address(report), posted(desk.get(address(report)), title="改题", typing_key="a\0b"))
    assert Autosave.objects.get(saved_at__isnull=False).key == "ab"
