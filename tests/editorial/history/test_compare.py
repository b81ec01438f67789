"""Comparing two snapshots: every change is shown."""

import pytest

from articles.editorial import history
from articles.editorial.history.align import align
from articles.editorial.history.runs import GONE, NEW, RESTYLED, SAME, blocks_of, differences
from articles.models import Report
from tests.builders import make_appearance, make_photo, make_report, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def fates(before, after):
    """The runs of one paragraph on both sides, as [(text, fate)]."""
    [old], [new] = blocks_of(f"<p>{before}</p>"), blocks_of(f"<p>{after}</p>")
    return [[(run.text, run.fate) for run in side] for side in differences(old.characters, new.characters)]


@pytest.fixture
def report():
    report = make_report(paragraphs=["孙刚表示，要加强协作。", "散会。"])
    report.credits.create(role="记者", name="刘璐")
    make_statement(report, "要加强协作。")
    return report


def changes(report, change):
    """Name of a part → its changed pairs, as compare() gives them after `change(report)`."""
    before = history.snapshot_of(report)
    change(report)
    report.save()
    parts = history.compare(before, history.snapshot_of(Report.objects.get(pk=report.pk)))
    return {
        part.name: [pair for pair in part.pairs if pair.has_changed] for part in parts if part.has_changed
    }


def texts(runs, fate):
    return [run.text for run in runs if run.fate == fate]


def test_characters_that_came_and_went_are_told():
    assert fates("要加强各方协作。", "要深化各方协作。") == [
        [("要", SAME), ("加强", GONE), ("各方协作。", SAME)],
        [("要", SAME), ("深化", NEW), ("各方协作。", SAME)],
    ]


@pytest.mark.parametrize(
    "after",
    ["<strong>检察长</strong>", "<em>检察长</em>", '<a href="/a">检察长</a>'],
    ids=["bold", "italic", "link"],
)
def test_what_is_only_set_in_another_way_is_told(after):
    assert fates("孙刚检察长", f"孙刚{after}")[1] == [("孙刚", SAME), ("检察长", RESTYLED)]


def test_a_link_that_leads_elsewhere_is_told():
    assert fates('<a href="/a">检察长</a>', '<a href="/b">检察长</a>')[0] == [("检察长", RESTYLED)]


def test_a_picture_exchanged_is_gone_and_new():
    sides = fates('<img src="/a.png" alt="会场">', '<img src="/b.png" alt="会场">')
    assert sides == [[("会场", GONE)], [("会场", NEW)]]


def test_rare_characters_are_one_character_each():
    assert fates("𠮷野𬭚", "𠮷林𬭚")[1] == [("𠮷", SAME), ("林", NEW), ("𬭚", SAME)]


def test_a_picture_of_its_own_is_a_block():
    assert [block.kind for block in blocks_of('<p>一</p><figure><img src="/a.png" alt=""></figure>')] == [
        "p",
        "img",
    ]


def test_paragraphs_find_each_other_around_new_ones():
    before = ["会议在市检察院召开。", "孙刚强调要加强协作。", "散会。"]
    after = ["会议在市检察院召开。", "新的一段话。", "孙刚强调，要加强协作配合。", "散会。"]
    assert align(before, after) == [(0, 0), (None, 1), (1, 2), (2, 3)]


def test_a_stretch_rewritten_whole_is_gone_and_new():
    assert align(["甲乙丙丁"], ["子丑寅卯"]) == [(0, None), (None, 0)]


def test_a_paragraph_that_became_a_heading_is_told(report):
    def change(report):
        report.body = report.body.replace("<p>散会。</p>", "<h2>散会。</h2>")

    [[pair]] = changes(report, change).values()
    assert pair.label == "段落 → 二级标题"


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda report: setattr(report, "title", "新题"), "字段"),
        (lambda report: report.tags.add("听证"), "字段"),
        (lambda report: setattr(report, "body", "<p>散会。</p>"), "正文"),
        (lambda report: report.credits.create(role="摄影", name="张三"), "署名"),
        (lambda report: make_photo(report, caption="会场"), "图片"),
        (lambda report: make_appearance(report, "穆书芹"), "出场"),
        (lambda report: report.appearances.update(titles="副检察长"), "出场"),
        (lambda report: report.appearances.update(speaker=make_speaker()), "出场"),
        (lambda report: report.appearances.first().statements.update(text="要协作。"), "发言"),
    ],
    ids=["field", "tag", "body", "credit", "photo", "person", "titles", "speaker", "statement"],
)
def test_every_kind_of_change_is_shown_in_its_part(change, part, report):
    assert list(changes(report, change)) == [part]


def test_a_name_corrected_is_one_pair(report):
    [pair] = changes(report, lambda report: report.appearances.update(name="孙钢"))["出场"]
    assert (texts(pair.left, GONE), texts(pair.right, NEW)) == (["刚"], ["钢"])


def test_another_order_is_told(report):
    report.credits.create(role="摄影", name="张三", order=1)
    [pair] = changes(report, lambda report: report.credits.filter(role="记者").update(order=2))["署名"]
    assert texts(pair.right, RESTYLED) == ["次序有变"]


def test_a_line_says_what_changed(report):
    before = history.snapshot_of(report)
    report.title = "新题"
    report.credits.all().delete()
    assert history.changed(before, history.snapshot_of(report)) == ["标题", "署名"]


def test_the_first_revision_changed_nothing(report):
    assert history.changed(None, history.snapshot_of(report)) == []


def test_a_field_that_an_old_revision_lacks_has_not_changed(report):
    before = history.snapshot_of(report)
    del before["fields"]["occasion"]
    assert history.changed(before, history.snapshot_of(report)) == []
