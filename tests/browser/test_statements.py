"""Body and statements side by side: an editor selects words, edits them out, and reads again."""

import pytest
from playwright.sync_api import expect

from articles.models import Statement
from tests.browser.page_checks import STANDARD, assert_accessible, assert_fits, visit
from tests.builders import make_appearance, make_report

BODY = ".ProseMirror[contenteditable]"
SELECT = """(body, words) => {
    const paragraph = [...body.querySelectorAll("p")].find(one => one.textContent.includes(words))
    const text = paragraph.firstChild, from = text.data.indexOf(words)
    body.focus()
    getSelection().setBaseAndExtent(text, from, text, from + words.length)
}"""


@pytest.fixture
def form(desk, reporter):
    report = make_report(paragraphs=["市检察院检察长孙刚强调：要加强协作。", "王伟说，要守住底线。"])
    make_appearance(report, "孙刚", organisation="市检察院")
    page = visit(desk(reporter), f"/admin/articles/report/{report.pk}/change/")
    page.on("dialog", lambda dialog: dialog.accept())
    expect(page.locator(".picker")).to_be_visible()
    return page


def save(page):
    page.locator("[name=_continue]").click()
    page.locator(".messagelist .success").wait_for()


def stored():
    return sorted(Statement.objects.values_list("appearance__name", "text"))


def test_words_become_a_statement_lose_their_place_and_are_taken_anew(form):
    form.locator(BODY).evaluate(SELECT, "要加强协作。")
    form.locator(".picker [data-people] button", has_text="孙刚").click()
    save(form)
    assert stored() == [("孙刚", "要加强协作。")]
    form.locator(BODY).evaluate(SELECT, "协作")
    form.keyboard.type("合作")
    card = form.locator("#statements-0")
    expect(card.locator(".lost")).to_be_visible()
    card.get_by_role("button", name="采用这段文字").click()
    expect(card.locator(".lost")).to_be_hidden()
    save(form)
    assert stored() == [("孙刚", "要加强合作。")]


def test_words_are_given_to_a_new_person_and_the_selection_can_be_changed(form):
    form.locator(BODY).evaluate(SELECT, "要守住")
    form.get_by_role("button", name="报道里的新人物…").click()
    form.locator("[data-field=name]").fill("王伟")
    form.locator("[data-field=name]").press("Enter")
    form.locator(BODY).evaluate(SELECT, "要守住底线。")
    form.locator("[data-over] button", has_text="王伟").click()
    save(form)
    assert stored() == [("王伟", "要守住底线。")]


def test_a_piece_of_what_the_reader_finds_is_accepted_and_the_rest_is_not(form):
    form.get_by_role("button", name="重新识别").click()
    differences = form.locator(".differences .difference[data-kind=statement]")
    expect(differences).to_have_count(2)
    assert_accessible(form, STANDARD | {"preload": False})
    differences.filter(has_text="要加强协作。").get_by_role("button", name="添加").click()
    save(form)
    assert stored() == [("孙刚", "市检察院检察长孙刚强调：要加强协作。")]


def test_on_a_phone_the_names_come_to_the_words(form):
    form.set_viewport_size({"width": 390, "height": 844})
    form.locator(BODY).evaluate(SELECT, "要加强协作。")
    button = form.locator(".picker [data-people] button", has_text="孙刚")
    expect(button).to_be_in_viewport()
    button.click()
    expect(form.locator("#statements-0 textarea")).to_have_value("要加强协作。")
    assert_fits(form)
