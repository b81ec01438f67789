"""A report on its way through the reviews, in a real browser."""

from playwright.sync_api import expect

from articles.models import Report
from tests.browser.page_checks import STANDARD, assert_accessible, assert_fits, visit
from tests.builders import make_signed

RULES = STANDARD | {"preload": False}


def test_the_last_reviewer_signs_and_publishes_in_one_step(desk, reporter, signers):
    report = make_signed("新写的报道", by=reporter, signers=signers[:2])
    page = visit(desk(signers[2]), f"/admin/articles/report/{report.pk}/change/")
    expect(page.locator(".step-now")).to_have_text("终审")
    page.locator("a.transition-sign").click()
    page.wait_for_url("**/transition/sign/")
    assert_fits(page)
    assert_accessible(page, RULES)
    for box in page.locator(".tick input").all():
        box.check()
    page.locator("[name=reason]").fill("同意刊发")
    page.locator("[name=then_publish]").check()
    page.locator("#content [type=submit]").first.click()
    page.locator(".messagelist .success").wait_for()
    expect(page.locator(".step-now")).to_have_text("已发布")
    assert Report.objects.published().get() == report


def test_the_slip_is_one_sheet_of_paper(desk, reporter, signers):
    report = make_signed(by=reporter, signers=signers)
    page = visit(desk(signers[2]), f"/admin/articles/report/{report.pk}/slip/")
    page.emulate_media(media="print")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    expect(page.locator("#header")).to_be_hidden()
