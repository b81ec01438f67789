"""People, statements, credits and pictures in the report's form, and on their own pages."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.media import renditions
from articles.models import Appearance, Photo, Statement
from tests.admin.forms import new_row, nothing_written, posted
from tests.builders import (
    drawn,
    make_appearance,
    make_published,
    make_report,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def address(report):
    return f"/admin/articles/report/{report.pk}/change/"


def add(client, report, prefix, **values):
    page = client.get(address(report))
    return client.post(address(report), posted(page) | new_row(page, prefix, **values), follow=True)


def errors(response, prefix):
    """The codes of what is wrong in an inline."""
    wrapped = response.context["inline_admin_formsets"]
    formset = next(one.formset for one in wrapped if one.formset.prefix == prefix)
    found = [formset.non_form_errors().as_data()]
    found += [error for form in formset.forms for error in form.errors.as_data().values()]
    return {error.code for errors in found for error in errors}


@pytest.fixture
def report():
    return make_report(paragraphs=["孙刚表示，要加强协作。", "一是强基。", "二是固本。"])


class TestStatements:
    def test_words_of_the_body_are_given_to_a_person(self, report, desk):
        person = make_appearance(report)
        add(desk, report, "statements", appearance=person.pk, text="要加强协作。", order=0)
        assert Statement.objects.get().appearance == person

    def test_paragraphs_are_joined_however_they_were_pasted(self, report, desk):
        person = make_appearance(report)
        add(
            desk, report, "statements", appearance=person.pk, text="　一是强基。\r\n\r\n  二是固本。", order=0
        )
        assert Statement.objects.get().text == "一是强基。\n二是固本。"

    def test_words_that_are_not_in_the_body_are_refused(self, report, desk):
        person = make_appearance(report)
        page = add(desk, report, "statements", appearance=person.pk, text="要加强合作。", order=0)
        assert errors(page, "statements") == {"not_verbatim"}

    def test_words_may_be_those_of_the_body_that_is_saved_with_them(self, report, desk):
        person = make_appearance(report)
        page = desk.get(address(report))
        row = new_row(page, "statements", appearance=person.pk, text="新的话。", order=0)
        desk.post(address(report), posted(page, body="<p>新的话。</p>") | row)
        assert Statement.objects.get().text == "新的话。"

    def test_a_person_of_another_report_is_no_choice(self, report, desk):
        other = make_appearance(make_report())
        add(desk, report, "statements", appearance=other.pk, text="要加强协作。", order=0)
        assert not Statement.objects.exists()

    def test_an_untouched_statement_of_many_paragraphs_counts_as_unchanged(self, report, desk):
        statement = make_statement(report, "一是强基。\n二是固本。")
        page = desk.get(address(report))
        values = posted(page, **{"statements-0-text": "一是强基。\r\n二是固本。", "body": "<p>散会。</p>"})
        desk.post(address(report), values)
        statement.refresh_from_db()
        report.refresh_from_db()
        assert (report.body, statement.text) == ("<p>散会。</p>", "一是强基。\n二是固本。")

    def test_a_statement_of_another_report_is_not_reached(self, report, desk):
        make_statement(report, "要加强协作。")
        theirs = make_statement(make_report(paragraphs=["别处的话。"]), "别处的话。")
        page = desk.get(address(report))
        desk.post(address(report), posted(page, **{"statements-0-id": theirs.pk, "statements-0-text": "甲"}))
        theirs.refresh_from_db()
        assert theirs.text == "别处的话。"

    def test_a_statement_is_deleted(self, report, desk):
        make_statement(report, "要加强协作。")
        page = desk.get(address(report))
        desk.post(address(report), posted(page, **{"statements-0-DELETE": "on"}))
        assert not Statement.objects.exists()

    def test_a_reporter_deletes_one_of_their_own_draft(self, report, enter, reporter):
        make_statement(report, "要加强协作。")
        client = enter(reporter)
        client.post(address(report), posted(client.get(address(report)), **{"statements-0-DELETE": "on"}))
        assert not Statement.objects.exists()

    def test_words_are_given_to_a_person_who_is_entered_with_them(self, report, desk):
        page = desk.get(address(report))
        rows = new_row(page, "appearances", name=" 王伟 ", printed_organisation="", titles="主任", order=0)
        rows |= new_row(page, "statements", appearance="appearances-0", text="要加强协作。")
        desk.post(address(report), posted(page) | rows)
        assert Statement.objects.get().appearance == report.appearances.get(name="王伟")

    def test_a_stored_statement_is_given_to_a_person_who_is_entered_with_that(self, report, desk):
        statement = make_statement(report, "要加强协作。")
        page = desk.get(address(report))
        rows = new_row(page, "appearances", name="王伟", printed_organisation="", titles="", order=1)
        desk.post(address(report), posted(page) | rows | {"statements-0-appearance": "appearances-1"})
        statement.refresh_from_db()
        assert statement.appearance.name == "王伟"

    def test_a_new_person_stays_the_choice_while_something_else_is_wrong(self, report, desk):
        page = desk.get(address(report))
        rows = new_row(page, "appearances", name="王伟", printed_organisation="", titles="主任", order=0)
        rows |= new_row(page, "statements", appearance="appearances-0", text="没有的话。")
        page = desk.post(address(report), posted(page) | rows)
        assert '<option value="appearances-0" selected>主任王伟</option>' in page.text

    @pytest.mark.parametrize("choice", ["appearances-0", "appearances-7", "appearances-x", "4711", ""])
    def test_a_row_without_a_name_is_no_choice(self, choice, report, desk):
        page = add(desk, report, "statements", appearance=choice, text="要加强协作。")
        assert errors(page, "statements") <= {"invalid_choice", "required"}
        assert not Statement.objects.exists()

    def test_a_new_report_is_saved_with_its_people_and_their_words(self, desk):
        there = "/admin/articles/report/add/"
        page = desk.get(there)
        rows = new_row(page, "appearances", name="王伟", printed_organisation="", titles="", order=0)
        rows |= new_row(page, "statements", appearance="appearances-0", text="新的话。")
        desk.post(there, posted(page, title="新的一篇", body="<p>新的话。</p>") | rows)
        assert Statement.objects.get().appearance.report.title == "新的一篇"

    def test_statements_stand_in_the_order_of_the_body(self, report, desk):
        make_statement(report, "二是固本。", order=0)
        make_statement(report, "不在正文里。", order=1)
        make_statement(report, "要加强协作。", order=2)
        desk.post(address(report), posted(desk.get(address(report))))
        said = Statement.objects.order_by("order").values_list("text", flat=True)
        assert list(said) == ["要加强协作。", "二是固本。", "不在正文里。"]

    def test_a_statement_without_its_words_says_so_with_the_nearest_text(self, report, desk):
        make_statement(report, "要加强合作。")
        form = desk.get(address(report)).context["inline_admin_formsets"][1].formset.forms[0]
        assert (form.is_lost, form.nearest) == (True, "要加强协作。")

    def test_points_are_counted(self, report, desk):
        make_statement(report, "一是强基。\n二是固本。")
        form = desk.get(address(report)).context["inline_admin_formsets"][1].formset.forms[0]
        assert form.number_of_points == 2

    def test_who_may_only_read_is_shown_the_words(self, enter, reporter):
        report = make_published(paragraphs=["要加强协作。"])
        make_statement(report, "要加强协作。")
        page = enter(reporter).get(address(report)).text
        assert '<p class="statement-words">要加强协作。</p>' in page
        assert 'name="statements-0-text"' not in page

    @pytest.mark.parametrize(("make", "leads"), [(make_published, True), (make_report, False)])
    def test_a_statement_leads_to_its_place_on_the_site(self, enter, reporter, make, leads):
        statement = make_statement(make(paragraphs=["孙刚说。"]), "孙刚说。")
        page = enter(reporter).get(f"/admin/articles/statement/{statement.pk}/change/").text
        assert (f'href="{statement.get_absolute_url()}"' in page) == leads

    def test_words_are_corrected_on_their_own_page(self, report, desk):
        statement = make_statement(report, "要加强合作。")
        there = f"/admin/articles/statement/{statement.pk}/change/"
        desk.post(there, posted(desk.get(there), text="要加强协作。"))
        statement.refresh_from_db()
        assert statement.text == "要加强协作。"


class TestPeople:
    def test_a_person_is_added(self, report, desk):
        add(desk, report, "appearances", name="𬭚文", printed_organisation="", titles="", order=0)
        assert Appearance.objects.get().name == "𬭚文"

    def test_a_person_with_statements_is_not_deleted(self, report, desk):
        make_statement(report, "要加强协作。")
        page = desk.get(address(report))
        page = desk.post(address(report), posted(page, **{"appearances-0-DELETE": "on"}))
        assert errors(page, "appearances") == {"has_statements"}

    def test_who_was_meant_is_decided_and_the_printed_words_stay(self, report, desk):
        appearance, speaker = make_appearance(report, "孙 刚"), make_speaker("孙刚")
        there = f"/admin/articles/appearance/{appearance.pk}/change/"
        desk.post(there, posted(desk.get(there), speaker=speaker.pk, name="孙刚"))
        appearance.refresh_from_db()
        assert (appearance.speaker, appearance.name) == (speaker, "孙 刚")

    def test_those_who_wait_for_a_decision_are_listed(self, report, desk):
        make_appearance(report, "王伟", speaker=make_speaker())
        waiting = make_appearance(report, "孙刚")
        page = desk.get("/admin/articles/appearance/", {"undecided": "yes"})
        assert list(page.context["cl"].result_list) == [waiting]


class TestPictures:
    @pytest.mark.parametrize(
        ("name", "content"),
        [("a.svg", b"<svg/>"), ("a.html", b"<html>"), ("a.png", b"<html>"), ("a.webp", b"RIFF0000WAVE")],
    )
    def test_a_file_that_is_no_picture_is_refused(self, name, content, report, desk):
        file = SimpleUploadedFile(name, content)
        add(desk, report, "photos", file=file, caption="", alt="", before=0)
        assert not Photo.objects.exists()

    def test_a_picture_is_taken(self, report, desk):
        file = SimpleUploadedFile("a.png", drawn(30, 20))
        add(desk, report, "photos", file=file, caption="会场", alt="人们坐在桌边", before=0)
        photo = Photo.objects.get()
        assert Path(photo.file.path).read_bytes() == drawn(30, 20)
        assert (photo.width, photo.height) == (30, 20)

    def test_a_picture_is_refused_without_the_words_that_stand_in_for_it(self, report, desk):
        file = SimpleUploadedFile("a.png", drawn(30, 20))
        add(desk, report, "photos", file=file, caption="会场", alt=" ", before=0)
        assert not Photo.objects.exists()

    def test_a_caption_may_wait_for_its_picture(self, report, desk):
        add(desk, report, "photos", caption="会场", alt="", before=0)
        assert Photo.objects.get().caption == "会场"

    def test_a_picture_that_would_fill_the_memory_is_refused(self, report, desk, monkeypatch):
        monkeypatch.setattr(renditions, "MOST_PIXELS", 599)
        file = SimpleUploadedFile("a.png", drawn(30, 20))
        add(desk, report, "photos", file=file, caption="", alt="人们坐在桌边", before=0)
        assert not Photo.objects.exists()


@pytest.mark.parametrize("name", ["appearance", "statement", "photo", "credit"])
def test_parts_of_a_published_report_are_403_for_a_reporter(name, enter, reporter):
    report = make_published(paragraphs=["要加强协作。"])
    make_statement(report, "要加强协作。")
    report.photos.create(caption="会场")
    report.credits.create(role="记者", name="刘璐")
    part = {"statement": Statement, "appearance": Appearance}.get(name)
    pk = part.objects.get().pk if part else getattr(report, f"{name}s").get().pk
    client = enter(reporter)
    with nothing_written():
        assert client.post(f"/admin/articles/{name}/{pk}/change/", {}).status_code == 403


class TestDeleting:
    def test_a_deleted_part_leaves_open_forms_out_of_date(self, report, desk):
        credit = report.credits.create(role="记者", name="刘璐")
        desk.post(f"/admin/articles/credit/{credit.pk}/delete/", {"post": "yes"})
        before = report.updated_at
        report.refresh_from_db()
        assert (report.credits.exists(), report.updated_at > before) == (False, True)

    def test_many_are_deleted_at_once(self, report, desk):
        chosen = [report.credits.create(role="记者", name=name).pk for name in ("刘璐", "王伟")]
        values = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
        desk.post("/admin/articles/credit/", values)
        before = report.updated_at
        report.refresh_from_db()
        assert (report.credits.exists(), report.updated_at > before) == (False, True)
