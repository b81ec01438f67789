"""Two editors in two browsers, and a browser that dies: nothing that anybody typed is lost."""

import pytest

from articles.models import Autosave
from tests.browser.conftest import PATIENCE
from tests.browser.page_checks import assert_accessible, assert_fits
from tests.browser.test_desk import RULES
from tests.builders import PASSWORD, make_report, make_user

WORDS = "[role=textbox] p"


@pytest.fixture
def report(transactional_db):
    return make_report(
        "原题", paragraphs=["会议在市检察院召开。", "孙刚强调，要加强协作。", "会议随后结束。"]
    )


@pytest.fixture
def second(chromium, live_server, trouble):
    """Another browser, entered by somebody else."""
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    context.on("console", lambda message: message.type == "error" and trouble.append(message.text))
    page = context.new_page()
    page.goto("/admin/")
    page.fill("[name=username]", make_user("lisi", role="终审", first_name="李四").username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#user-tools")
    yield page
    context.close()


@pytest.fixture
def first(desk):
    page = desk(make_user("zhangsan", role="初审", first_name="张三"))
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    page.goto("about:blank")


def open_form(page, report):
    page.goto(f"/admin/articles/report/{report.pk}/change/")
    page.wait_for_selector(WORDS)


def write(page, paragraph, words):
    page.locator(WORDS).nth(paragraph).click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def save(page):
    page.click("[name=_continue]")
    page.wait_for_load_state()


def test_what_two_type_at_once_is_brought_together_and_nothing_is_lost(first, second, report):
    with first.expect_response("**/autosave/"):
        open_form(first, report)
    with second.expect_response("**/autosave/"):
        open_form(second, report)
    second.wait_for_selector("#notes:has-text('张三')")
    write(first, 0, "张三补充。")
    first.fill("[name=title]", "张三的题")
    write(second, 2, "李四补充。")
    second.fill("[name=title]", "李四的题")
    save(second)
    save(first)
    first.wait_for_selector(".conflict")
    assert_fits(first)
    assert_accessible(first, RULES)
    first.set_viewport_size({"width": 390, "height": 844})
    assert_fits(first)
    first.check("[name=choice-title][value=mine]")
    first.click(".submit-row [type=submit]")
    first.wait_for_selector(".messagelist .success")
    report.refresh_from_db()
    assert (report.title, report.paragraphs) == (
        "张三的题",
        ["会议在市检察院召开。张三补充。", "孙刚强调，要加强协作。", "会议随后结束。李四补充。"],
    )


def test_typing_outlives_a_browser_that_dies(first, report):
    open_form(first, report)
    write(first, 0, "没有保存的话。")
    first.wait_for_selector("#kept:not(:empty)")
    assert Autosave.objects.get().report == report
    open_form(first, report)
    first.click(".unsaved a.button")
    first.wait_for_selector(WORDS)
    save(first)
    first.wait_for_selector(".messagelist .success")
    report.refresh_from_db()
    assert (report.paragraphs[0], Autosave.objects.filter(saved_at=None).exists()) == (
        "会议在市检察院召开。没有保存的话。",
        False,
    )
