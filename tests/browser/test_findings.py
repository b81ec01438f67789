"""What the checks found, beside the report: a click leads to the words, a click corrects them."""

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import STANDARD, assert_accessible, assert_fits, visit
from tests.builders import make_report, make_statement

SELECTED = """() => {
    const { value, selectionStart, selectionEnd } = document.activeElement
    return value === undefined ? String(getSelection()) : value.slice(selectionStart, selectionEnd)
}"""


@pytest.fixture
def report(reporter):
    return make_report(
        "会议:召开",
        author=reporter,
        body="<p>𠮷林省检查院<strong>检查长</strong>说,好。</p><p>时间待定。</p>",
    )


def test_from_a_finding_to_its_words_to_what_is_right(report, desk, reporter):
    page = visit(desk(reporter), f"/admin/articles/report/{report.pk}/change/")
    page.on("dialog", lambda dialog: dialog.accept())
    panel = page.locator("#findings")
    for link in panel.locator("a[data-place]").all():
        link.click()
        assert page.evaluate(SELECTED) == link.get_attribute("data-words")
    page.locator("#id_source").fill("typed meanwhile")
    panel.locator("[name=dismiss]").last.click()
    expect(panel.get_by_text("已忽略1条")).to_be_visible()
    expect(page.locator("#id_source")).to_have_value("typed meanwhile")
    assert_accessible(page, STANDARD)


def test_all_of_a_kind_are_corrected_at_once(report, desk, reporter):
    page = visit(desk(reporter), f"/admin/articles/report/{report.pk}/change/")
    page.locator("#findings").get_by_role("button", name="全部改正").first.click()
    expect(page.locator(".messagelist .success")).to_have_text("已改正2处。")
    expect(page.locator(".ProseMirror[contenteditable] strong")).to_have_text("检察长")


def test_with_unsaved_typing_they_are_corrected_in_the_form_and_saved_with_it(report, desk, reporter):
    statement = make_statement(report, "𠮷林省检查院检查长说")
    page = visit(desk(reporter), f"/admin/articles/report/{report.pk}/change/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.wait_for_selector(".ProseMirror[contenteditable] strong")
    page.wait_for_timeout(500)
    page.locator("#id_source").fill("typed meanwhile")
    page.locator("#findings").get_by_role("button", name="全部改正").first.click()
    expect(page.locator(".ProseMirror[contenteditable] strong")).to_have_text("检察长")
    page.click("[name=_continue]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    report.refresh_from_db()
    statement.refresh_from_db()
    assert (report.source, report.paragraphs[0]) == ("typed meanwhile", "𠮷林省检察院检察长说,好。")
    assert statement.text == "𠮷林省检察院检察长说"


def test_the_panel_fits_a_phone(report, desk, reporter, phone):
    page = visit(desk(reporter), f"/admin/articles/report/{report.pk}/change/")
    expect(page.locator("#findings [name=fix]").first).to_be_hidden()
    page.locator("#findings summary").first.click()
    expect(page.locator("#findings [name=fix]").first).to_be_visible()
    assert_fits(page)
