"""A report's whole life, by five people: pasted, returned, signed, scheduled, revised, withdrawn."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.editorial.workflow import watch_for_due
from articles.models import Report, SignOff, Transition
from tests.browser.page_checks import visit
from tests.intake.texts import make_text

EDITOR = ".ProseMirror[contenteditable]"
HOTLINE = "监督电话：13912345678。"
WHY = "对外公布的监督电话"


@pytest.fixture
def enter(desk, page):
    """Somebody sits down at the desk."""

    def sits_down(user):
        page.goto("about:blank")
        page.context.clear_cookies()
        return desk(user)

    return sits_down


def open_report(page, report):
    return visit(page, f"/admin/articles/report/{report.pk}/change/")


def take(page, name, **fields):
    """Take a transition at its page: fill in the fields and release every error of a check."""
    page.locator(".transitions").get_by_role("link", name=f"{name}…", exact=True).click()
    page.wait_for_url("**/transition/*/")
    for label in page.locator("#content .tick input").all():
        label.check()
    for reason in page.locator(".releases textarea").all():
        reason.fill(WHY)
    for label, value in fields.items():
        field = page.locator(f"[name={label}]")
        field.check() if value is True else field.fill(value)
    page.locator("#content input[type=submit].default").click()
    page.locator(".messagelist .success").first.wait_for()


def expect_state(page, words):
    expect(page.locator(".report-bar .state")).to_have_text(words)


def add(page, words):
    """Type at the end of the body, and save."""
    page.locator(EDITOR).locator("p").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    page.locator("[name=_continue]").click()
    page.locator(".messagelist .success").first.wait_for()


def tomorrow():
    """What is filled in to go live then."""
    then = timezone.localtime() + timedelta(days=1)
    return {"live_from_0": f"{then:%Y-%m-%d}", "live_from_1": f"{then:%H:%M}"}


def all_sign(enter, signers, report, **last):
    for signer in signers:
        page = open_report(enter(signer), report)
        take(page, "签发", reason="同意", **(last if signer == signers[-1] else {}))
    return page


def test_a_report_lives_its_whole_life(enter, reporter, signers, administrator, monkeypatch):
    first, second, _final = signers
    # Pasted and submitted by the reporter, returned by the first reviewer, submitted again.
    page = enter(reporter)
    page.get_by_role("link", name="导入文本").first.click()
    page.get_by_label("粘贴文字").fill(make_text().decode())
    page.locator("input[type=submit].default").click()
    page.get_by_role("button", name="入库").click()
    page.locator(".report-bar .state-draft").wait_for()
    report = Report.objects.get()
    take(open_report(page, report), "送审")
    take(open_report(enter(first), report), "退回", reason="请补写监督渠道")
    expect_state(page, "已退回")
    open_report(enter(reporter), report)
    add(page, "欢迎社会各界监督。")
    take(page, "送审")
    # Signed once, changed by the second reviewer: back to the first stage, which is shown the difference.
    take(open_report(enter(first), report), "签发", reason="同意")
    add(open_report(enter(second), report), HOTLINE)
    expect_state(page, "待初审")
    open_report(enter(first), report).locator(".transitions").get_by_role("link", name="签发…").click()
    page.wait_for_url("**/transition/sign/")
    page.locator("details summary").first.click()
    expect(page.locator("#content details ins").first).to_contain_text(HOTLINE[:4])
    # Signed by all, a check let through with a reason, and out tomorrow.
    all_sign(enter, signers, report, then_publish=True, **tomorrow())
    report.refresh_from_db()
    address = report.get_absolute_url()
    assert page.request.get(address).status == 404
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=2))
    assert HOTLINE in page.request.get(address).text()
    # Revised on a copy: the page stays as it is until the copy takes its place, at its time.
    take(open_report(enter(reporter), report), "修改已发布稿")
    copy = Report.objects.get(copy_of=report)
    add(page, "下一步将继续推进。")
    take(page, "送审")
    all_sign(enter, signers, copy, then_publish=True, **tomorrow())
    assert "下一步" not in page.request.get(address).text()
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=4))
    monkeypatch.setattr(watch_for_due, "look_at", now())
    assert "下一步" in page.request.get(address).text()
    was = report.first_published_at
    report.refresh_from_db()
    assert (report.get_absolute_url(), report.first_published_at) == (address, was)
    # Withdrawn, with a notice at its address.
    take(open_report(enter(administrator), report), "撤稿", reason="内容有误", notice="本稿因故撤回。")
    gone = page.request.get(address)
    assert (gone.status, "本稿因故撤回。" in gone.text(), "下一步" in gone.text()) == (410, True, False)
    # On paper stands everything that happened.
    page.get_by_role("link", name="发稿审批单").click()
    page.emulate_media(media="print")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    rows = page.locator(".slip-record").first.locator("tbody tr")
    expect(rows).to_have_count(Transition.objects.filter(report=report).count())
    assert [entry.stage for entry in SignOff.objects.filter(report=report)] == [
        *("first", "first", "second", "final"),
        *("first", "second", "final"),
    ]
    expect(page.locator(".approval")).to_contain_text(WHY)
