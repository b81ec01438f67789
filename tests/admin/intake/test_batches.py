"""Bringing text in at the desk: paste, look, store, cancel, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.intake import Importer, steps
from articles.intake import uploads as intake
from articles.models import ImportBatch, PendingFile, Report
from articles.reading.parallel import InputFile
from tests.admin.forms import nothing_written
from tests.builders import edit, make_user
from tests.intake.texts import OTHER_BODY, make_text
from tests.reading.formats.make import make_zip

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/importbatch/add/"
OTHER = make_text("临河法院禁毒宣传进校园", body=OTHER_BODY)


def page_of(batch, *rest):
    return "/".join(["/admin/articles/importbatch", str(batch.pk), *map(str, rest or ("change",)), ""])


@pytest.fixture
def reporter_desk(enter, reporter):
    return enter(reporter)


@pytest.fixture
def batch(reporter):
    """Two files, read and not stored."""
    batch = intake.receive([InputFile("a.txt", make_text()), InputFile("b.txt", OTHER)], by=reporter)
    steps.work_on(batch)
    return batch


def bring(desk, *files, text="", encoding=""):
    uploads = [SimpleUploadedFile(name, raw) for name, raw in files]
    return desk.post(ADD, {"text": text, "files": uploads, "encoding": encoding}, follow=True)


class TestBringing:
    def test_a_pasted_text_is_shown_as_read_and_not_stored(self, reporter_desk):
        answer = bring(reporter_desk, text=make_text().decode())
        assert answer.context["preview"].results[0].draft["title"] == "安平市检察院召开公益诉讼座谈会"
        assert Report.objects.count() == 0

    def test_a_picked_encoding_is_meant_for_files_and_not_for_what_is_pasted(self, reporter_desk):
        bring(reporter_desk, text=make_text().decode(), encoding="big5")
        assert PendingFile.objects.get().titles == ["安平市检察院召开公益诉讼座谈会"]

    def test_many_files_are_uploaded_at_once(self, reporter_desk):
        bring(reporter_desk, ("a.txt", make_text()), ("b.txt", OTHER))
        assert [pending.file_name for pending in PendingFile.objects.all()] == ["a.txt", "b.txt"]

    def test_an_archive_is_unpacked(self, reporter_desk):
        bring(reporter_desk, ("a.zip", make_zip({"甲.txt": make_text(), "乙.txt": OTHER})))
        assert [pending.file_name for pending in PendingFile.objects.all()] == [
            "a.zip/甲.txt",
            "a.zip/乙.txt",
        ]

    def test_a_file_that_can_not_be_read_says_why(self, reporter_desk):
        assert "不是文本文件" in bring(reporter_desk, ("a.txt", b"\x00")).text

    def test_nothing_brought_is_told(self, reporter_desk):
        assert reporter_desk.post(ADD, {"text": " "}).context["form"].errors

    def test_who_brought_it_is_noted(self, reporter_desk, reporter):
        bring(reporter_desk, text="会议召开。")
        assert ImportBatch.objects.get().by == reporter

    def test_the_first_page_and_the_list_lead_there(self, reporter_desk):
        pages = ("/admin/", "/admin/articles/importbatch/")
        assert [ADD in reporter_desk.get(page).text for page in pages] == [True, True]


class TestPreview:
    def look(self, desk, batch):
        return desk.get(page_of(batch, "file", batch.pending.first().pk))

    def test_removed_lines_are_struck_and_say_why(self, reporter_desk, batch):
        rows = self.look(reporter_desk, batch).context["preview"].rows
        assert [
            (row.segments[0].removed, len(row.reasons)) for row in rows if "分享到" in row.segments[0].text
        ] == [(True, 1)]

    def test_who_says_what_is_shown(self, reporter_desk, batch):
        assert "<dt>孙明刚</dt>" in self.look(reporter_desk, batch).text

    def test_a_near_duplicate_is_linked(self, reporter_desk, reporter):
        report = Importer().add("a.txt", make_text()).reports[0]
        near = InputFile("b.txt", make_text("公益诉讼座谈会召开", extra=["（转载）本文有删节。"]))
        batch = intake.receive([near], by=reporter)
        steps.work_on(batch)
        assert f"/admin/articles/report/{report.pk}/change/" in self.look(reporter_desk, batch).text

    def test_what_the_file_says_is_text_not_markup(self, reporter_desk, reporter):
        batch = intake.receive([InputFile("<b>.txt", b"<script>alert(1)</script>")], by=reporter)
        steps.work_on(batch)
        assert "<script>alert(1)" not in self.look(reporter_desk, batch).text

    def test_a_file_in_no_encoding_is_read_again_in_one_that_is_picked(self, reporter_desk, reporter):
        text = "貴陽檢察機關召開會議。" * 3 + "碁銹裏墻恒粧嫺"
        batch = intake.receive([InputFile("a.txt", text.encode("cp950") + b"\xf9\xd6\xff")], by=reporter)
        steps.work_on(batch)
        pending = batch.pending.get()
        assert pending.state == PendingFile.State.FAILED
        PendingFile.objects.filter(pk=pending.pk).update(raw=text.encode("cp950"))
        reporter_desk.post(page_of(batch, "file", pending.pk), {"encoding": "big5"})
        pending.refresh_from_db()
        assert pending.encoding == "big5"


class TestStoring:
    def test_the_chosen_are_stored_and_the_others_wait(self, reporter_desk, batch):
        reporter_desk.post(page_of(batch), {"act": "store", "file": [batch.pending.last().pk]})
        assert Report.objects.get().title == "临河法院禁毒宣传进校园"

    def test_all_can_be_stored_at_once(self, reporter_desk, batch):
        reporter_desk.post(page_of(batch), {"act": "store", "all": "1"})
        assert Report.objects.count() == 2

    def test_one_text_leads_on_to_its_report(self, reporter_desk, reporter):
        batch = intake.receive([InputFile("a.txt", make_text())], by=reporter)
        steps.work_on(batch)
        answer = reporter_desk.post(page_of(batch), {"act": "store", "all": "1"})
        assert answer.url == f"/admin/articles/report/{Report.objects.get().pk}/change/"

    def test_the_reports_of_many_are_linked_from_the_batch(self, reporter_desk, batch):
        page = reporter_desk.post(page_of(batch), {"act": "store", "all": "1"}, follow=True)
        links = [f"/admin/articles/report/{report.pk}/change/" for report in Report.objects.all()]
        assert [link in page.text for link in links] == [True, True]

    def test_a_file_of_another_batch_is_not_stored(self, reporter_desk, batch, reporter):
        other = intake.receive([InputFile("c.txt", make_text("另一份"))], by=reporter)
        steps.work_on(other)
        reporter_desk.post(page_of(batch), {"act": "store", "file": [other.pending.get().pk, "x"]})
        assert Report.objects.count() == 0

    def test_the_page_is_looked_at_again_while_work_is_under_way(self, reporter_desk, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        bring(reporter_desk, ("a.txt", make_text()), ("b.txt", OTHER))
        page = reporter_desk.get(page_of(ImportBatch.objects.get())).text
        assert ("data-look-again" in page, "0 / 2" in page) == (True, True)

    def test_what_is_left_to_do_goes_on_with_the_button(self, reporter_desk, reporter):
        batch = intake.receive([InputFile("a.txt", make_text())], by=reporter)
        assert 'value="continue"' in reporter_desk.get(page_of(batch)).text
        reporter_desk.post(page_of(batch), {"act": "continue"})
        assert 'value="continue"' not in reporter_desk.get(page_of(batch)).text

    def test_cancelling_stores_nothing_more(self, reporter_desk, batch):
        reporter_desk.post(page_of(batch), {"act": "cancel"})
        reporter_desk.post(page_of(batch), {"act": "store", "all": "1"})
        assert Report.objects.count() == 0

    def test_undoing_names_what_stays(self, reporter_desk, batch):
        reporter_desk.post(page_of(batch), {"act": "store", "all": "1"})
        edit(Report.objects.first(), source="本院")
        answer = reporter_desk.post(page_of(batch), {"act": "undo"}, follow=True)
        assert (Report.objects.count(), Report.objects.get().title in answer.text) == (1, True)

    def test_failures_are_a_table_that_runs_no_formula(self, reporter_desk, reporter):
        batch = intake.receive([InputFile("=1+1.txt", b"\x00")], by=reporter)
        steps.work_on(batch)
        answer = reporter_desk.post(page_of(batch, "failures"))
        assert (answer["Content-Type"], "\n'=1+1.txt,," in answer.getvalue().decode().replace("\r", "")) == (
            "text/csv; charset=utf-8",
            True,
        )

    def test_a_batch_of_the_command_shows_its_files(self, reporter_desk):
        importer = Importer(label="import_seeds")
        importer.add("seeds/a.txt", make_text())
        assert "seeds/a.txt" in reporter_desk.get(page_of(importer.finish())).text


class TestWhoMay:
    @pytest.mark.parametrize("act", ["store", "cancel", "undo", "continue"])
    def test_act_on_another_account_s_batch_is_403(self, act, enter, batch):
        colleague = enter(make_user(role="记者"))
        with nothing_written():
            assert colleague.post(page_of(batch), {"act": act, "all": "1"}).status_code == 403

    def test_reading_another_account_s_file_again_is_403(self, enter, batch):
        colleague = enter(make_user(role="记者"))
        with nothing_written():
            assert colleague.post(page_of(batch, "file", batch.pending.first().pk)).status_code == 403

    def test_administrator_stores_any_batch(self, enter, batch):
        enter(make_user(role="管理员")).post(page_of(batch), {"act": "store", "all": "1"})
        assert Report.objects.count() == 2

    def test_file_of_another_batch_is_404(self, reporter_desk, batch):
        other = intake.receive([InputFile("c.txt", b"1")])
        assert reporter_desk.get(page_of(other, "file", batch.pending.first().pk)).status_code == 404
