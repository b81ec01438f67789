"""The public site as readers meet it: at a desk and on a phone, by day and by night, in elder mode."""

import pytest

from articles.models import Report, Section
from tests.browser.looks import assert_accessible, assert_fits, visit

NARROW = 320  # the width to which WCAG 2.2 wants a page to reflow


@pytest.fixture
def report(seeds):
    return Report.objects.get(title__startswith="如何做好公益诉讼检察工作")


@pytest.fixture
def addresses(report):
    """One of each kind of page."""
    appearance = report.appearances.exclude(speaker=None).exclude(organisation=None).first()
    return [
        *("/", "/reports/", "/reports/2019/8/", "/speakers/", "/tags/"),
        *("/search/?q=公益诉讼", "/search/?q=没有这个词"),
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
        assert_accessible(visit(phone, address))


def test_every_page_fits_a_phone_and_is_accessible_in_elder_mode(elder, addresses):
    elder.set_viewport_size({"width": 390, "height": 844})
    for address in addresses:
        assert_fits(visit(elder, address))
        assert_accessible(elder)


def test_elder_mode_is_remembered_on_the_next_page(page, report):
    visit(page, report.get_absolute_url())
    page.click(".meta button[data-elder]")
    visit(page, "/speakers/")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "22px"


def test_elder_mode_can_be_left_again(page, report):
    visit(page, report.get_absolute_url())
    page.click(".meta button[data-elder]")
    page.click(".meta button[data-elder]")
    assert page.get_attribute(".meta button[data-elder]", "aria-pressed") == "false"


def test_no_text_is_small_in_elder_mode(elder, report):
    visit(elder, report.get_absolute_url())
    sizes = elder.evaluate(
        """() => [...document.querySelectorAll("body *:not(.unseen)")]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.offsetParent)
            .map(e => [parseFloat(getComputedStyle(e).fontSize), e.outerHTML.slice(0, 80)])"""
    )
    assert [entry for entry in sizes if entry[0] < 19] == []


def test_the_size_of_the_text_is_chosen_and_remembered(page, report):
    visit(page, report.get_absolute_url())
    page.click("button[data-size=large]")
    visit(page, report.get_absolute_url())
    assert page.evaluate("getComputedStyle(document.querySelector('.words')).fontSize") == "22px"


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


def test_a_voice_leads_to_its_words(page, report):
    visit(page, report.get_absolute_url())
    page.click(".voices a >> nth=-1")
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
