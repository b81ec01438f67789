"""The public site as a reader meets it: with a window of any width, with and without script."""

import pytest
from django.urls import reverse

from articles.models import Report, Speaker, Statement, Tag
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looks import assert_accessible, assert_fits, visit

PAGES = ["home", "report", "speaker", "speakers", "organisation", "section", "tag", "tags", "month", "search"]


def address(name):
    """The address of a page of each kind, out of what the seeds hold."""
    report = Report.objects.exclude(section=None).earliest("pk")
    statement = Statement.objects.filter(appearance__report=report).earliest("pk")
    known = {
        "report": report.get_absolute_url(),
        "section": report.section.get_absolute_url(),
        "speaker": statement.appearance.speaker.get_absolute_url(),
        "tag": Tag.objects.filter(taggings__content_object=report).earliest("pk").get_absolute_url(),
        "month": reverse("articles:month", args=[report.shown_at.year, report.shown_at.month]),
        "search": "/search/?q=检察",
    }
    if organisation := statement.appearance.organisation:
        known["organisation"] = organisation.get_absolute_url()
    return known.get(name) or reverse(f"articles:{name}")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_window_and_everyone_can_use_it(page, seeds, name):
    visit(page, address(name))
    for width in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)


@pytest.mark.parametrize("name", ["home", "report", "speaker", "search"])
def test_a_page_can_be_read_in_the_dark(page, seeds, name):
    page.emulate_media(color_scheme="dark")
    visit(page, address(name))
    assert_accessible(page)


@pytest.mark.parametrize("name", ["home", "report"])
def test_larger_letters_still_fit_a_phone(phone, seeds, name):
    visit(phone, address("home"))
    phone.locator("button[data-elder]").first.click()
    visit(phone, address(name))
    assert_fits(phone)
    assert_accessible(phone)


def test_words_typed_into_the_search_lead_to_the_report(page, seeds):
    visit(page, "/")
    page.get_by_role("searchbox").fill("孙刚")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name=seeds[0].title).click()
    assert page.get_by_role("heading", level=1).inner_text() == seeds[0].title


def test_the_words_sought_are_marked_in_the_results(page, seeds):
    visit(page, "/search/?q=公益诉讼")
    assert "公益诉讼" in page.locator("main mark").first.inner_text()


def test_a_reader_comes_from_a_report_to_its_speaker_and_back(page, seeds):
    visit(page, seeds[0].get_absolute_url())
    page.locator(".words").get_by_role("link", name="孙刚", exact=True).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "孙刚"
    page.locator("main").get_by_role("link", name=seeds[0].title).first.click()
    assert seeds[0].get_absolute_url() in page.url


def test_a_link_to_a_statement_leads_to_its_words(page, seeds):
    statement = Statement.objects.filter(appearance__report=seeds[0]).latest("pk")
    visit(page, f"{seeds[0].get_absolute_url()}#s{statement.pk}")
    assert page.locator(":target").is_visible()


def test_every_speaker_is_on_the_list(page, seeds):
    visit(page, "/speakers/")
    listed = page.locator("main").inner_text()
    assert [speaker.name for speaker in Speaker.objects.all() if speaker.name not in listed] == []


def test_the_keyboard_alone_leads_past_the_menu(page, seeds):
    visit(page, "/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_report_can_be_read_without_script(chromium, live_server, seeds):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = visit(context.new_page(), seeds[1].get_absolute_url())
    words = page.locator(".words").inner_text()
    context.close()
    sentences = [sentence for text in seeds[1].paragraphs for sentence in text.split("。")]
    assert [sentence for sentence in sentences if not holds(words, sentence)] == []


def holds(text: str, sentence: str) -> bool:
    """Whether the sentence stands in the text, be it set as a list with its marker (一是) on its own."""
    return "".join(sentence.split()) in "".join(text.split())
