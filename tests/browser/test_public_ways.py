"""A reader's ways through the public site: from a word to a report, from a report to its speaker."""

from playwright.sync_api import expect

from articles.models import Speaker, Statement
from tests.browser.page_checks import visit


def test_words_typed_into_the_search_lead_to_the_report(page, seeds):
    visit(page, "/")
    page.locator("#q").fill("孙刚")
    page.keyboard.press("Enter")
    page.locator("main .snippet").wait_for()
    page.locator("main").get_by_role("link", name=seeds[0].title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(seeds[0].title)


def test_the_words_sought_are_marked_in_the_results(page, seeds):
    visit(page, "/search/?q=公益诉讼")
    assert "公益诉讼" in page.locator("main mark").first.inner_text()


def test_a_reader_comes_from_a_report_to_its_speaker_and_back(page, seeds):
    visit(page, seeds[0].get_absolute_url())
    page.locator(".words").get_by_role("link", name="孙刚", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("孙刚")
    page.locator("main").get_by_role("link", name=seeds[0].title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(seeds[0].title)


def test_a_link_to_a_statement_leads_to_its_words(page, seeds):
    statement = Statement.objects.filter(appearance__report=seeds[0]).latest("pk")
    visit(page, f"{seeds[0].get_absolute_url()}#s{statement.pk}")
    assert page.locator(":target").is_visible()


def test_every_speaker_is_on_the_list(page, seeds):
    visit(page, "/speakers/")
    listed = page.locator("main").inner_text()
    assert [speaker.name for speaker in Speaker.objects.all() if speaker.name not in listed] == []


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
