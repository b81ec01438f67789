"""Bringing text in, by hand."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from articles.intake import Importer, steps, uploads
from articles.models import ImportBatch, Photo, Report, SourceText
from articles.reading.parallel import InputFile
from tests.browser.page_checks import STANDARD, assert_accessible, assert_fits, visit
from tests.builders import make_superuser, make_user
from tests.intake.test_input_files import word_file
from tests.intake.texts import OTHER_BODY, make_text
from tests.reading.formats.make import make_page, make_zip

ADD = "/admin/articles/importbatch/add/"
OTHER = make_text("临河法院禁毒宣传进校园", body=OTHER_BODY)
HEARING = (
    "5月4日，云岭县司法局召开社区矫正听证会，听取各方意见，研究下一步工作。",
    "听证会上，各方代表围绕报告制度和走访工作发表了意见，司法所工作人员作了说明。",
)


@pytest.fixture
def office(desk):
    """The desk, entered by a reporter."""
    return desk(make_user("reporter", role="记者"))


def test_a_text_is_pasted_looked_at_and_stored(office):
    office.click(f"#content a[href='{ADD}']")
    office.fill("[name=text]", make_text().decode())
    office.click("input[type=submit].default")
    office.wait_for_selector(".result h3")
    assert (office.inner_text(".result h3"), Report.objects.count()) == ("安平市检察院召开公益诉讼座谈会", 0)
    office.click(".intake-store input[type=submit]")
    office.wait_for_selector(".report-bar .state-draft")
    assert Report.objects.get().title == "安平市检察院召开公益诉讼座谈会"


def test_many_files_are_uploaded_and_one_is_left_out(office):
    visit(office, ADD)
    files = (("a.txt", make_text()), ("b.txt", OTHER), ("c.txt", b"\x00"))
    office.set_input_files(
        "[name=files]", [{"name": name, "mimeType": "text/plain", "buffer": raw} for name, raw in files]
    )
    office.click("input[type=submit].default")
    office.wait_for_selector(".intake-files")
    office.uncheck("[name=file] >> nth=0")
    office.click("input[type=submit].default")
    office.wait_for_selector(".state-published")
    assert [report.title for report in Report.objects.all()] == ["临河法院禁毒宣传进校园"]


def files(**named):
    """What is chosen in the field for files: names with __ in place of the point."""
    return [
        {"name": name.replace("__", "."), "mimeType": "application/octet-stream", "buffer": raw}
        for name, raw in named.items()
    ]


def archive():
    """A .zip from a Chinese machine: the names in it are GBK, and nothing says so."""
    packed = make_zip({"QQWW.txt": OTHER, "QQXX.txt": b"\x00"})
    return packed.replace(b"QQWW", "院报".encode("gbk")).replace(b"QQXX", "空的".encode("gbk"))


def saved_page():
    words = "".join(f"<p>{text}</p>" for text in HEARING)
    body = f"<h1>云岭县司法局召开听证会</h1>{words}<div>分享到：</div>"
    return make_page(body, head='<meta charset="gb2312">', encoding="gbk")


def test_every_format_goes_the_whole_way(office):
    Importer().add("旧稿.txt", make_text())
    visit(office, ADD)
    near = make_text("公益诉讼座谈会召开", extra=["（转载）本文有删节。"])
    office.set_input_files(
        "[name=files]",
        files(会议__docx=word_file(), 云岭__html=saved_page(), 院报__zip=archive(), 转载__txt=near),
    )
    office.click("input[type=submit].default")
    rows = office.locator(".intake-files tbody tr")
    expect(rows).to_have_count(5)
    expect(rows.nth(2)).to_contain_text("院报.zip/院报.txt")
    expect(rows.nth(4)).to_contain_text("疑似重复于")

    office.click("text=会议.docx")
    expect(office.locator(".source-facts")).to_contain_text("图片")
    expect(office.locator(".result .caption")).to_contain_text("孙明刚在发言")
    office.go_back()
    office.click("text=云岭.html")
    expect(office.locator(".source-facts")).to_contain_text("gb18030")
    expect(office.locator(".source-lines del")).to_have_text("分享到：")
    office.go_back()

    office.click("input[type=submit].default")
    expect(office.locator(".state-published")).to_have_count(4)
    with office.expect_download() as download:
        office.click("text=下载 CSV")
    assert "院报.zip/空的.txt" in download.value.path().read_text("utf-8-sig")
    assert Photo.objects.get().caption == "孙明刚在发言"


def test_a_batch_is_cancelled_midway_and_taken_up_again(office, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # no worker is there
    visit(office, ADD)
    office.set_input_files("[name=files]", files(a__txt=make_text(), b__txt=OTHER, c__txt=OTHER + b"\n"))
    office.click("input[type=submit].default")
    expect(office.locator(".batch-progress")).to_contain_text("0 / 3")
    steps.work_on(ImportBatch.objects.get(), seconds=0)  # a step of the worker: one file
    expect(office.locator(".batch-progress")).to_contain_text("1 / 3")  # the page looked again
    office.click("form:has([value=cancel]) button")
    expect(office.locator(".state", has_text="不收录")).to_have_count(3)
    office.click("form:has([value=resume]) button")
    expect(office.locator(".batch-progress")).to_contain_text("0 / 3")


def test_an_edited_report_stays_when_its_import_is_undone(office):
    visit(office, ADD)
    office.set_input_files("[name=files]", files(a__txt=make_text(), b__txt=OTHER))
    office.click("input[type=submit].default")
    office.click(".intake-files ~ .submit-row .default, .submit-row .default")
    expect(office.locator(".state-published")).to_have_count(2)
    batch = office.url
    visit(office, f"/admin/articles/report/{Report.objects.get(title__startswith='临河').pk}/change/")
    office.fill("[name=title]", "临河法院禁毒宣传进校园（改）")
    office.locator("[name=_continue]").first.click()
    office.locator(".messagelist .success").wait_for()
    office.goto(batch)
    office.click("form:has([value=undo]) button")
    expect(office.locator(".messagelist .warning")).to_contain_text("临河法院禁毒宣传进校园（改）")
    assert [report.title for report in Report.objects.all()] == ["临河法院禁毒宣传进校园（改）"]


def test_a_file_is_read_again_in_the_encoding_that_is_picked(office):
    words = "貴陽檢察機關召開會議，研究公益訴訟工作，部署下一步任務。"
    visit(office, ADD)
    office.set_input_files(
        "[name=files]", files(a__txt=f"貴陽市檢察機關召開公益訴訟會議\n{words}".encode("big5"))
    )
    office.click("input[type=submit].default")
    office.select_option("[name=encoding]", "big5")
    office.click(".read-again button")
    expect(office.locator(".result h3")).to_have_text("貴陽市檢察機關召開公益訴訟會議")


def test_a_batch_that_was_left_goes_on_by_the_button(office):
    reporter = User.objects.get()
    batch = uploads.receive([InputFile("a.txt", make_text())], by=reporter)
    visit(office, f"/admin/articles/importbatch/{batch.pk}/change/")
    office.click("form:has([value=continue]) button")
    office.wait_for_selector("[name=file]")
    assert batch.pending.get().titles == ["安平市检察院召开公益诉讼座谈会"]


def test_an_import_is_undone_by_its_button(office):
    test_a_text_is_pasted_looked_at_and_stored(office)
    visit(office, f"/admin/articles/importbatch/{ImportBatch.objects.get().pk}/change/")
    office.click(".batch-acts button >> nth=-1")
    office.wait_for_selector(".messagelist .success")
    assert Report.objects.count() == 0


@pytest.mark.on_one_database
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_fits_and_can_be_used_by_all(office, width):
    office.set_viewport_size({"width": width, "height": 900})
    by = User.objects.get()
    batch = uploads.receive([InputFile("a.txt", make_text()), InputFile("b.txt", b"\x00")], by=by)
    steps.work_on(batch)
    pages = [ADD, f"/admin/articles/importbatch/{batch.pk}/change/"]
    pages += [f"/admin/articles/importbatch/{batch.pk}/file/{file.pk}/" for file in batch.pending.all()]
    for page in pages:
        visit(office, page)
        assert_fits(office)
        assert_accessible(office, STANDARD | {"preload": False})


@pytest.mark.on_one_database
@pytest.mark.parametrize("width", [1280, 390])
def test_a_twin_and_a_proposal_fit_and_can_be_answered_by_all(desk, width):
    page = desk(make_superuser())
    page.set_viewport_size({"width": width, "height": 900})
    importer = Importer()
    importer.add("a.txt", make_text())
    near = importer.add("b.txt", make_text("公益诉讼座谈会召开", extra=["（转载）本文有删节。"]))
    importer.add("a.txt", make_text("安平市检察院召开公益诉讼推进会"))
    changed = SourceText.objects.get(replaces__isnull=False)
    twin = f"/admin/articles/provenance/{near.reports[0].provenances.get().pk}/twin/"
    for address in (twin, f"/admin/articles/sourcetext/{changed.pk}/proposal/"):
        visit(page, address)
        assert_fits(page)
        assert_accessible(page, STANDARD | {"preload": False})
    page.click(".difference button")
    page.wait_for_selector(".messagelist .success")
    visit(page, twin)
    page.click("button[value=same]")
    page.wait_for_selector(".messagelist .success")
    assert [report.title for report in Report.objects.all()] == ["安平市检察院召开公益诉讼推进会"]


def test_a_twin_is_kept_apart_and_a_mark_taken_back(desk):
    page = desk(make_superuser())
    importer = Importer()
    importer.add("a.txt", make_text())
    near = importer.add("b.txt", make_text("公益诉讼座谈会:召开", extra=["（转载）本文有删节。"])).reports[0]
    visit(page, f"/admin/articles/report/{near.pk}/change/")
    page.click(".report-bar a[href$='/twin/']")
    page.click("button[value=apart]")
    page.wait_for_selector(".messagelist .success")
    page.click(".report-bar a[href$='/punctuation/']")
    assert_fits(page)
    assert_accessible(page, STANDARD | {"preload": False})
    page.click("button.mark")
    page.wait_for_selector("button.mark.narrow:target")
    assert set(Report.objects.values_list("title", flat=True)) == {
        "安平市检察院召开公益诉讼座谈会",
        "公益诉讼座谈会:召开",
    }
