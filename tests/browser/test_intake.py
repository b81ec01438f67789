"""Bringing text in, by hand."""

import pytest
from django.contrib.auth.models import User

from articles.importing import Importer, intake
from articles.models import Report, SourceText
from articles.reading.side_by_side import Arrival
from tests.browser.looks import STANDARD, assert_accessible, assert_fits, visit
from tests.builders import make_superuser, make_user
from tests.importing.texts import OTHER_BODY, make_text

ADD = "/admin/articles/importbatch/add/"
OTHER = make_text("临河法院禁毒宣传进校园", body=OTHER_BODY)


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
    office.wait_for_selector(".state-published")
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


def test_a_batch_that_was_left_goes_on_by_itself(office):
    reporter = User.objects.get()
    batch = intake.receive([Arrival("a.txt", make_text())], by=reporter)
    visit(office, f"/admin/articles/importbatch/{batch.pk}/change/")
    office.wait_for_selector("[name=file]")
    assert batch.pending.get().titles == ["安平市检察院召开公益诉讼座谈会"]


def test_an_import_is_undone_by_its_button(office):
    test_a_text_is_pasted_looked_at_and_stored(office)
    office.click(".batch-acts button >> nth=-1")
    office.wait_for_selector(".messagelist .success")
    assert Report.objects.count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_fits_and_can_be_used_by_all(office, width):
    office.set_viewport_size({"width": width, "height": 900})
    by = User.objects.get()
    batch = intake.receive([Arrival("a.txt", make_text()), Arrival("b.txt", b"\x00")], by=by)
    intake.work_on(batch)
    pages = [ADD, f"/admin/articles/importbatch/{batch.pk}/change/"]
    pages += [f"/admin/articles/importbatch/{batch.pk}/file/{file.pk}/" for file in batch.pending.all()]
    for page in pages:
        visit(office, page)
        assert_fits(office)
        assert_accessible(office, STANDARD | {"preload": False})


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
    page.click(".piece button")
    page.wait_for_selector(".messagelist .success")
    visit(page, twin)
    page.click("button[value=same]")
    page.wait_for_selector(".messagelist .success")
    assert [report.title for report in Report.objects.all()] == ["安平市检察院召开公益诉讼推进会"]
