"""The public site as readers meet it: at a desk and on a phone, by day and by night, in elder mode."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from articles.editorial import workflow
from articles.models import Report, Section
from tests.browser.page_checks import DRESS, assert_accessible, assert_fits, visit
from tests.builders import make_published, make_statement

NARROW = 320  # the width to which WCAG 2.2 wants a page to reflow


@pytest.fixture
def report(seeds):
    return Report.objects.get(title__startswith="如何做好公益诉讼检察工作")


@pytest.fixture
def addresses(report):
    """One of each kind of page."""
    appearance = report.appearances.exclude(speaker=None).exclude(organisation=None).first()
    later = make_published(
        "后来", paragraphs=["穆书芹说。"], tags=["公益诉讼"], published_at=datetime(2021, 1, 1, tzinfo=UTC)
    )
    make_statement(later, "穆书芹说。", name=appearance.name, speaker=appearance.speaker)  # makes a chart
    return [
        *("/", "/reports/", "/reports/2019/8/", "/speakers/", "/tags/"),
        *("/search/?q=公益诉讼", "/search/?q=公益诉讼&kind=statements", "/search/?q=没有这个词"),
        *("/on-this-day/8-6/", f"/compare/?tag=公益诉讼&speaker={appearance.speaker.slug}"),
        f"/compare/?tag=公益诉讼&speaker={appearance.speaker.slug}&speaker=sun-gang",
        *(entry.get_absolute_url() for entry in (report, Section.objects.get(), report.tags.first())),
        *(entry.get_absolute_url() for entry in (appearance.speaker, appearance.organisation)),
    ]


@pytest.fixture
def elder(page):
    page.add_init_script("localStorage.setItem('elder', 'on')")
    return page


def test_every_page_fits_the_narrowest_window(page, addresses):
    page.set_viewport_size({"width": NARROW, "height": 700})
    for address in addresses:
        assert_fits(visit(page, address))


def test_every_page_is_accessible(page, addresses):
    for address in addresses:
        assert_accessible(visit(page, address))


def test_every_page_is_accessible_by_night_on_a_phone(phone, addresses):
    phone.emulate_media(color_scheme="dark")
    for address in addresses:
        assert_accessible(visit(phone, address), DRESS)


def test_every_page_fits_a_phone_and_is_accessible_in_elder_mode(elder, addresses):
    elder.set_viewport_size({"width": 390, "height": 844})
    for address in addresses:
        assert_fits(visit(elder, address))
        assert_accessible(elder)


def test_elder_mode_is_remembered_on_the_next_page(page, report):
    visit(page, report.get_absolute_url())
    page.get_by_role("button", name="长者模式", exact=True).click()
    visit(page, "/speakers/")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "23px"


def test_elder_mode_can_be_left_again(page, report):
    visit(page, report.get_absolute_url())
    page.get_by_role("button", name="长者模式", exact=True).press("Enter")
    page.keyboard.press("Enter")  # the way out has taken its place
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "16px"


def test_no_text_is_small_in_elder_mode(elder, report):
    visit(elder, report.get_absolute_url())
    sizes = elder.evaluate(
        """() => [...document.querySelectorAll("body *:not(.unseen)")]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.offsetParent)
            .map(e => [parseFloat(getComputedStyle(e).fontSize), e.outerHTML.slice(0, 80)])"""
    )
    assert [entry for entry in sizes if entry[0] < 20] == []


def test_the_colours_are_chosen_against_those_of_the_system_and_remembered(page, report):
    page.emulate_media(color_scheme="dark")
    visit(page, "/")
    page.get_by_role("button", name="浅色").click()
    visit(page, report.get_absolute_url())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 247)"
    page.get_by_role("button", name="深色").click()
    page.emulate_media(color_scheme="light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 23, 26)"


def test_pages_of_what_is_not_there_are_accessible_in_every_dress(page, report, trouble):
    workflow.transition(report, "withdraw", reason="内容有误")
    for address in ("/nowhere/", report.get_absolute_url()):
        for dress in ({}, {"theme": "dark"}, {"elder": "on"}):
            page.goto(address)
            page.evaluate("dress => Object.assign(document.documentElement.dataset, dress)", dress)
            assert_fits(page)
            assert_accessible(page)
    trouble.clear()  # the browser complains of 404 and 410, which are right


def test_a_statement_is_copied_with_its_source(page, report):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    statement = report.appearances.exclude(statements=None).first().statements.first()
    visit(page, report.get_absolute_url())
    page.click(f"button[data-quote='{statement.pk}']")
    expect(page.get_by_role("status")).to_have_text("已复制")
    *words, source, address = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert "".join("".join(words).split()) == f"“{''.join(statement.text.split())}”"
    assert source == f"——{statement.appearance}，《{report.title}》，检察新闻，2019年8月6日"
    assert address.endswith(f"{report.get_absolute_url()}#s{statement.pk}")


def test_what_is_printed_names_its_address_and_the_day(page, report):
    visit(page, report.get_absolute_url())
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.locator(".printed").inner_text()
    assert report.get_absolute_url() in printed
    assert re.search(r"打印时间：\s*20\d\d年", printed)
    assert not page.locator(".masthead .sections").is_visible()


def test_the_size_of_the_text_is_chosen_and_remembered(page, report):
    visit(page, report.get_absolute_url())
    page.click("button[data-size=large]")
    visit(page, report.get_absolute_url())
    assert page.evaluate("getComputedStyle(document.querySelector('.words')).fontSize") == "21.9375px"


def test_a_report_is_whole_without_script(chromium, live_server, report):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    visit(page, report.get_absolute_url())
    assert page.locator(".spoken .speaker .name").first.is_visible()
    assert not page.locator("button[data-elder]").first.is_visible()
    context.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page, report):
    visit(page, report.get_absolute_url())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_speaker_link_leads_to_the_statement(page, report):
    visit(page, report.get_absolute_url())
    page.click(".speaker-links a >> nth=-1")
    assert page.locator(":target").is_visible()


def test_the_speaker_stands_in_the_margin_on_a_wide_page(page, report):
    visit(page, report.get_absolute_url())
    name = page.locator(".spoken .name").first.bounding_box()
    words = page.locator(".spoken .text").first.bounding_box()
    assert name["x"] + name["width"] < words["x"]


def test_the_speaker_stands_above_the_words_on_a_phone(phone, report):
    visit(phone, report.get_absolute_url())
    name = phone.locator(".spoken .name").first.bounding_box()
    words = phone.locator(".spoken .text").first.bounding_box()
    assert name["y"] + name["height"] <= words["y"]
