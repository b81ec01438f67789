"""Two editors of one report: nothing of either is overwritten without a choice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Autosave, Report
from tests.admin.forms import new_row, posted
from tests.builders import PIXEL, make_report, make_speaker, make_statement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("undrawn")]


@pytest.fixture
def report():
    report = make_report("原题", paragraphs=["会议在市检察院召开。", "孙刚强调，要加强协作。"])
    report.credits.create(role="记者", name="刘璐")
    make_statement(report, "要加强协作。")
    return report


@pytest.fixture
def other(enter, final_reviewer):
    """The browser of somebody else."""
    return enter(final_reviewer)


def address(report):
    return f"/admin/articles/report/{report.pk}/change/"


def save(client, report, **changes):
    return client.post(address(report), posted(client.get(address(report)), **changes))


def meet(desk, other, report, mine, theirs, **rows):
    """I open the form; somebody else saves `theirs`; I send `mine`. Gives the page that I come to."""
    page = desk.get(address(report))
    values = posted(page, **mine) | rows
    save(other, report, **theirs)
    return desk.post(address(report), values, follow=True)


def resolve(desk, page, choice="mine", **changes):
    """Choose the same for everything that collides."""
    choices = {f"choice-{conflict.key}": choice for conflict, *_ in page.context_data["conflicts"]}
    values = {"latest": page.context_data["latest"].number, **choices, **changes}
    return desk.post(page.request["PATH_INFO"], values, follow=True)


def test_save_over_a_newer_change_is_refused(desk, other, report):
    meet(desk, other, report, {"title": "我题"}, {"title": "他题"})
    report.refresh_from_db()
    assert report.title == "他题"


def test_merge_page_says_who_changed_what(desk, other, report):
    page = meet(desk, other, report, {"source": "本报"}, {"title": "他题"})
    assert (page.context_data["latest"].by_name, page.context_data["theirs"], page.context_data["mine"]) == (
        "final",
        "标题",
        "来源",
    )


def test_changes_without_conflict_are_merged(desk, other, report):
    resolve(desk, meet(desk, other, report, {"source": "本报"}, {"title": "他题"}))
    report.refresh_from_db()
    assert (report.title, report.source) == ("他题", "本报")


@pytest.mark.parametrize(("choice", "title"), [("theirs", "他题"), ("mine", "我题")])
def test_chosen_side_of_a_conflict_is_saved(choice, title, desk, other, report):
    resolve(desk, meet(desk, other, report, {"title": "我题"}, {"title": "他题"}), choice)
    report.refresh_from_db()
    assert report.title == title


def test_merge_with_an_open_conflict_saves_nothing(desk, other, report):
    page = meet(desk, other, report, {"title": "我题"}, {"title": "他题"})
    resolve(desk, page, choice="")
    report.refresh_from_db()
    assert report.title == "他题"


def test_change_during_the_merge_is_not_overwritten(desk, other, report):
    page = meet(desk, other, report, {"title": "我题"}, {"title": "他题"})
    save(other, report, title="第三题")
    resolve(desk, page)
    report.refresh_from_db()
    assert report.title == "第三题"


def test_both_changes_are_revisions(desk, other, report):
    resolve(desk, meet(desk, other, report, {"title": "我题"}, {"title": "他题"}))
    titles = report.revisions.order_by("number").values_list("snapshot__fields__title", flat=True)
    assert list(titles) == ["原题", "他题", "我题"]


def test_refused_save_is_kept_as_a_draft(desk, other, report):
    meet(desk, other, report, {"title": "我题"}, {"title": "他题"})
    [typing] = desk.get(address(report)).context_data["unsaved"]
    assert typing.snapshot["fields"]["title"] == "我题"


def test_merged_draft_is_deleted(desk, other, report):
    resolve(desk, meet(desk, other, report, {"title": "我题"}, {"title": "他题"}))
    assert not Autosave.objects.filter(saved_at=None).exists()


def test_rows_of_both_are_kept(desk, other, report):
    page = desk.get(address(report))
    values = posted(page) | new_row(page, "credits", role="编辑", name="李四", order="1")
    there = other.get(address(report))
    other.post(
        address(report), posted(there) | new_row(there, "credits", role="摄影", name="张三", order="1")
    )
    resolve(desk, desk.post(address(report), values, follow=True))
    assert set(report.credits.values_list("name", flat=True)) == {"刘璐", "张三", "李四"}


def test_a_row_that_the_other_deleted_is_no_error(desk, other, report):
    page = meet(desk, other, report, {"credits-0-name": "刘露"}, {"credits-0-DELETE": "on"})
    resolve(desk, page, "mine")
    assert list(report.credits.values_list("name", flat=True)) == ["刘露"]


def test_a_new_statement_and_a_name_corrected_come_together(desk, other, report):
    page = desk.get(address(report))
    row = new_row(page, "statements", appearance=report.appearances.get().pk, text="要加强")
    resolve(desk, meet(desk, other, report, {}, {"appearances-0-name": "孙钢"}, **row))
    person = report.appearances.get()
    assert (person.name, person.statements.count()) == ("孙钢", 2)


def test_a_picture_that_was_sent_is_not_lost(desk, other, report):
    page = desk.get(address(report))
    picture = SimpleUploadedFile("a.gif", PIXEL, "image/gif")
    row = new_row(page, "photos", file=picture, caption="会场", alt="会场", before="0")
    resolve(desk, meet(desk, other, report, {}, {"title": "他题"}, **row))
    photo = report.photos.get()
    with photo.file.open() as file:
        assert (file.read(), photo.width) == (PIXEL, 1)


def test_what_nobody_touched_is_not_changed_by_a_merge(desk, other, report):
    before = list(report.appearances.values())
    resolve(desk, meet(desk, other, report, {"source": "本报"}, {"title": "他题"}))
    assert list(report.appearances.values()) == before


def test_errors_of_ones_own_come_first(desk, other, report):
    page = meet(desk, other, report, {"title": ""}, {"title": "他题"})
    assert any("final" in error for error in page.context_data["adminform"].form.non_field_errors())


def test_deciding_who_was_meant_elsewhere_counts_as_a_change(desk, report):
    values = posted(desk.get(address(report)), title="我题")
    there = f"/admin/articles/appearance/{report.appearances.get().pk}/change/"
    desk.post(there, posted(desk.get(there), speaker=make_speaker().pk))
    assert "/merge/" in desk.post(address(report), values).headers["Location"]


def test_transition_is_no_conflict_with_typing(desk, other, report):
    values = posted(desk.get(address(report)), title="我题")
    Report.objects.filter(pk=report.pk).update(status="returned")
    desk.post(address(report), values)
    report.refresh_from_db()
    assert report.title == "我题"


@pytest.mark.parametrize("seen", [None, "", "99", "x"])
def test_save_without_a_valid_seen_token_is_refused(seen, desk, report):
    response = desk.post(address(report), posted(desk.get(address(report)), seen=seen, title="我题"))
    assert "/merge/" in response.headers["Location"]


def test_merge_page_is_404_for_other_accounts(desk, other, report):
    page = meet(desk, other, report, {"title": "我题"}, {"title": "他题"})
    assert other.get(page.request["PATH_INFO"]).status_code == 404


def test_a_paragraph_that_both_changed_is_written_anew(desk, other, report):
    mine, theirs = ({"body": f"<p>{words}</p>"} for words in ("会议昨日召开。", "会议在丹东召开。"))
    page = meet(desk, other, report, mine, theirs)
    [(conflict, *_)] = page.context_data["conflicts"]
    resolve(desk, page, "written", **{f"text-{conflict.key}": "会议昨日在丹东召开。"})
    report.refresh_from_db()
    assert report.paragraphs == ["会议昨日在丹东召开。"]


def test_merge_result_is_shown_before_the_save(desk, other, report):
    page = meet(desk, other, report, {"title": "我题"}, {"title": "他题"})
    shown = resolve(desk, page, "mine", show="1")
    report.refresh_from_db()
    assert (report.title, [part.name for part, _pairs in shown.context_data["parts"]]) == ("他题", ["字段"])
