"""A paragraph rewritten from two versions: words that stay keep their formatting."""

import pytest

from articles.editorial.history.wording import wording_of, written

BASE = "会议在市检察院召开。"
LINK = '<a href="https://www.spp.gov.cn/?a=1&amp;b=2" rel="noopener">'


def paragraph(inside):
    return [f"<p>{inside}</p>"]


def made(text, theirs, mine, base=BASE):
    [html] = written(text, *(paragraph(side) for side in (base, theirs, mine)))
    return html.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ("会议在<strong>市检察院</strong>二楼召开。", "会议昨日在市检察院召开。"),
        ("会议在市检察院二楼召开。", "会议昨日在<strong>市检察院</strong>召开。"),
    ],
)
def test_what_either_made_bold_is_bold(theirs, mine):
    assert (
        made("会议昨日在市检察院二楼召开。", theirs, mine) == "会议昨日在<strong>市检察院</strong>二楼召开。"
    )


def test_what_one_made_plain_again_is_plain():
    bold = BASE.replace("检察院", "<strong>检察院</strong>")
    assert made("会议已在市检察院召开。", bold, BASE, base=bold) == "会议已在市检察院召开。"


def test_a_link_stays_with_all_that_it_says():
    linked = f"会议在{LINK}市<em>检察院</em></a>召开。"
    text = "会议昨日在市检察院召开。"
    assert made(text, linked, text) == linked.replace("会议", "会议昨日")


def test_a_word_typed_amid_what_is_bold_is_bold():
    bold = "会议在<strong>市检察院</strong>召开。"
    assert made("会议在市人民检察院召开。", bold, bold, bold) == "会议在<strong>市人民检察院</strong>召开。"


def test_a_new_paragraph_is_plain():
    sides = paragraph("<strong>会议召开。</strong>")
    assert written("会议召开。\n另有一段。", sides, sides, sides) == [
        "<p><strong>会议召开。</strong></p>",
        "<p>另有一段。</p>",
    ]


def test_what_is_typed_is_never_markup():
    assert made('会议<b>在"院"召开。', BASE, BASE) == '会议&lt;b&gt;在"院"召开。'


@pytest.mark.parametrize(("inside", "formatted"), [("会议。", False), ("<strong>会议</strong>。", True)])
def test_it_is_told_whether_there_is_something_to_keep(inside, formatted):
    sides = paragraph(inside)
    assert wording_of(sides, sides, sides).is_formatted is formatted
