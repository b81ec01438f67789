"""A reader's whole ways: by search and by person, by keyboard alone, and without script."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from articles import search
from articles.models import Speaker
from tests.browser.page_checks import visit
from tests.builders import make_published, make_statement

MOST_STOPS = 60  # of the tab key on the way to anything
FOCUSED = """() => {
    const {outlineStyle, outlineWidth} = getComputedStyle(document.activeElement)
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
}"""


@pytest.fixture
def years(seeds):
    """What 孙刚 said in another two years, beside the seeds."""
    speaker = Speaker.objects.get(name="孙刚")
    for year in (2016, 2018):
        words = f"孙刚说，{year}年公益诉讼要抓实。"
        report = make_published(
            f"{year}年公益诉讼座谈会",
            paragraphs=[words],
            tags=["公益诉讼"],
            published_at=datetime(year, 5, 1, tzinfo=UTC),
        )
        make_statement(report, words, speaker=speaker)
        search.index([report])
    return speaker


def ask(page, text):
    page.locator("#q").fill(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")


def tab_to(page, selector):
    """Go on by the tab key until what has the focus fits; the focus has to be seen there."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(FOCUSED), f"no sign of the focus on {selector}"
            return
    pytest.fail(f"{selector} is not reached by the keyboard on {page.url}")


def test_a_search_is_narrowed_and_leads_to_the_words_of_one_person(page, seeds):
    visit(page, "/")
    ask(page, "公益诉讼")
    main = page.locator("main")
    main.get_by_role("link", name="人大监督").click()
    expect(main.locator(".chosen")).to_contain_text("人大监督")
    main.get_by_role("link", name="谁说过").click()
    main.locator(".facets").get_by_role("link", name="孙刚").click()
    expect(main.locator(".found-words blockquote")).to_have_count(1)
    main.get_by_role("link", name=seeds[0].title).click()
    expect(page.locator(":target")).to_contain_text("孙刚")


def test_a_misspelt_word_is_put_right(page, seeds):
    visit(page, "/")
    ask(page, "公益诉颂")
    page.locator(".meant").get_by_role("link", name="公益诉讼", exact=True).click()
    page.locator("main .reports").get_by_role("link", name=seeds[0].title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(seeds[0].title)


@pytest.mark.parametrize("typed", ["公益", "gongyi"])
def test_words_are_offered_while_one_types(page, seeds, typed):
    visit(page, "/")
    page.locator("#q").press_sequentially(typed)
    expect(page.locator("#words option[value='公益诉讼']")).to_have_count(1)


def test_words_of_one_year_are_copied_and_compared_with_anothers(page, years):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, years.get_absolute_url())
    page.locator("main").get_by_role("link", name="2018", exact=True).first.click()
    expect(page.locator(".spoken-in")).to_have_count(1)
    page.get_by_role("link", name="见报道").click()
    page.locator("[data-quote]").click()
    expect(page.get_by_role("status")).to_have_text("已复制")
    assert "2018年公益诉讼要抓实" in page.evaluate("navigator.clipboard.readText()")
    page.locator(".tags").get_by_role("link", name="公益诉讼").click()
    page.locator("a[href*='/compare/']").click()
    page.get_by_role("checkbox", name="孙刚").check()
    page.get_by_role("checkbox", name="王松").check()
    page.locator(".choose button").click()
    expect(page.locator(".sides > section")).to_have_count(2)


def test_the_whole_way_is_walked_without_script(chromium, live_server, seeds):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="zh-CN")
    page = visit(context.new_page(), "/")
    page.locator("nav.sections").get_by_role("link", name="丹东检察").click()
    page.locator("main").get_by_role("link", name=seeds[0].title).click()
    page.locator(".words").get_by_role("link", name="孙刚", exact=True).first.click()
    page.get_by_label("在其发言中搜索").fill("人大监督")
    page.keyboard.press("Enter")
    expect(page.locator(".found-words .name")).to_have_text("孙刚")
    context.close()


def test_the_keyboard_alone_finds_the_words(page, seeds):
    visit(page, "/")
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    visit(page, "/")
    tab_to(page, "input[type=search]")
    page.keyboard.type("武汉")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    tab_to(page, "main .reports .title")
    page.keyboard.press("Enter")
    page.locator("article.report").wait_for()
    tab_to(page, ".speaker-links a")
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_visible()
