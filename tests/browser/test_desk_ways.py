"""An editor's ways: a paste into the rich editor, from the desk to the site, the source beside its result."""

from playwright.sync_api import expect

from articles.editorial import workflow
from articles.models import Report, SourceText
from tests.browser.page_checks import visit
from tests.builders import make_ready, make_report

EDITOR = ".ProseMirror[contenteditable]"

#: What the clipboard holds after a copy from a word processor.
FROM_A_WORD_PROCESSOR = """<html><head><style>p { color: red }</style></head><body>
<p class="MsoNormal" style="text-indent:21pt" onclick="alert(1)"><b>孙刚</b>检察长<font>强调</font>：</p>
<script>alert(1)</script><p><a href="javascript:alert(1)">链接</a><o:p></o:p></p><ul><li>第一点</li></ul>
</body></html>"""

PASTE = """(element, html) => {
    const data = new DataTransfer()
    data.setData("text/html", html)
    element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""


def form_of(report):
    return f"/admin/articles/report/{report.pk}/change/"


def save(page):
    page.locator("[name=_continue]").first.click()
    page.locator(".messagelist .success").wait_for()


def stored(report):
    return Report.objects.get(pk=report.pk).body


def test_a_save_without_a_change_leaves_the_body_as_it_was(desk, chief, seeds):
    workflow.transition(seeds[1], "withdraw", reason="核对")
    workflow.transition(seeds[1], "reopen")
    before = stored(seeds[1])
    save(visit(desk(chief), form_of(seeds[1])))
    assert stored(seeds[1]) == before


def test_a_paste_from_a_word_processor_arrives_clean(desk, reporter, trouble):
    report = make_report(paragraphs=["原文。"])
    page = visit(desk(reporter), form_of(report))
    page.locator(EDITOR).click()
    page.keyboard.press("Control+A")
    page.locator(EDITOR).evaluate(PASTE, FROM_A_WORD_PROCESSOR)
    save(page)
    trouble[:] = [words for words in trouble if "inline" not in words]  # the policy blocks what was pasted
    assert stored(report) == (
        "<p><strong>孙刚</strong>检察长强调：</p><p>链接</p><ul><li><p>第一点</p></li></ul>"
    )


def test_the_editor_speaks_chinese(desk, reporter):
    page = visit(desk(reporter), form_of(make_report()))
    page.locator(".prose-menubar").get_by_title("插入表格").click()
    expect(page.locator("dialog")).to_contain_text("列数")


def test_a_report_goes_from_the_desk_to_the_site(desk, chief):
    report = make_ready("新写的报道", paragraphs=["会议在市检察院召开。"])
    page = visit(desk(chief), form_of(report))
    page.locator("a.transition-publish").click()
    page.locator("#content-main [type=submit], #content [type=submit]").first.click()
    page.locator(".messagelist .success").wait_for()
    visit(page, "/")
    page.locator("main").get_by_role("link", name="新写的报道").first.click()
    expect(page.locator("article.report .words")).to_contain_text("会议在市检察院召开。")


def test_a_report_that_is_withdrawn_is_gone_from_the_site(desk, chief, seeds):
    page = visit(desk(chief), form_of(seeds[0]))
    page.locator("a.transition-withdraw").click()
    page.locator("[name=reason]").fill("内容有误")
    page.locator("#content [type=submit]").first.click()
    page.locator(".messagelist .success").wait_for()
    assert page.request.get(seeds[0].get_absolute_url()).status == 410


def test_the_source_stands_beside_what_was_read_from_it(desk, chief, seeds):
    source = SourceText.objects.get(provenances__report=seeds[0])
    page = visit(desk(chief), f"/admin/articles/sourcetext/{source.pk}/change/")
    left, right = (page.locator(".source-view > section").nth(side) for side in (0, 1))
    assert left.bounding_box()["x"] < right.bounding_box()["x"]
    assert "分享到" in left.locator("del").all_inner_texts()[-2]
    assert "分享到" not in right.inner_text()


def test_every_removed_line_of_a_source_says_why(desk, chief, seeds):
    source = SourceText.objects.get(provenances__report=seeds[1])
    page = visit(desk(chief), f"/admin/articles/sourcetext/{source.pk}/change/")
    lines = page.locator(".source-lines li", has=page.locator("del"))
    assert lines.count() == lines.filter(has=page.locator(".reason")).count() > 10
