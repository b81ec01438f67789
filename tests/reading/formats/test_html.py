"""Extraction of saved web pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.formats import html
from articles.reading.formats.decode import Undecodable
from articles.reading.formats.html import decode_page, extract_html
from articles.reading.pipeline import read
from articles.reading.unreadable import Unreadable

from .make import make_page

WORDS = "检察机关开展公益诉讼，孙刚检察长表示要加强协作。"
LEAD = "<p>7月17日，南屏市人民检察院召开公益诉讼工作座谈会，研究部署下一步的工作。</p>"


def lines(body: str, **options: str) -> list[str]:
    return [line.strip() for line in extract_html(make_page(body, **options)).text.split("\n")]


@pytest.mark.parametrize(
    ("claimed", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("big5", "big5hkscs"),
        ("utf-8", "utf-8"),
    ],
)
def test_the_declared_encoding_is_used(claimed: str, encoding: str) -> None:
    text = "檢察機關" if "big5" in encoding else WORDS
    raw = make_page(text, head=f'<meta charset="{claimed}">', encoding=encoding)
    assert (extract_html(raw).text, extract_html(raw).encoding) == (text, encoding)


@pytest.mark.parametrize("claimed", ["utf-8", "iso-8859-1", "no-such-thing"])
def test_a_wrong_declared_encoding_is_ignored(claimed: str) -> None:
    raw = make_page(WORDS, head=f'<meta http-equiv=content-type content="text/html; charset={claimed}">',
                    encoding="gb18030")  # fmt: skip
    assert extract_html(raw).text == WORDS


def test_utf8_wins_over_a_declared_gb2312() -> None:
    assert extract_html(make_page(WORDS, head="<meta charset=gb2312>")).text == WORDS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_byte_order_mark_and_nuls_win_over_the_declaration(encoding: str) -> None:
    raw = make_page(WORDS * 20, head="<meta charset=gb2312>", encoding=encoding)
    assert extract_html(raw).text == WORDS * 20


def test_a_picked_encoding_is_used() -> None:
    assert decode_page(make_page("檢察", encoding="big5"), "big5").text.count("檢察") == 1


def test_bytes_of_no_encoding_are_refused_with_their_offset() -> None:
    with pytest.raises(Undecodable, match="Byte"):
        extract_html(b"<html>" + WORDS.encode() + b"\xff\xff")


def test_every_block_is_a_line() -> None:
    assert lines("<div>甲<p>乙</p>丙</div><h1>丁</h1>戊<br>己") == ["甲", "乙", "丙", "丁", "戊", "己"]


def test_inline_elements_add_no_blank() -> None:
    assert lines("<p>孙<b>刚</b>表示，<span>7</span><span>月</span>要办好。</p>") == ["孙刚表示，7月要办好。"]


def test_values_separated_by_style_get_a_blank() -> None:
    body = "<div><span>2019-08-06</span><span>来源：武汉检察</span><span>作者：刘璐</span></div>"
    assert lines(body) == ["2019-08-06 来源：武汉检察 作者：刘璐"]


def test_a_data_row_is_one_line_and_a_layout_row_is_not() -> None:
    data, layout = "<tr><td>来源：</td><td>检察日报</td></tr>", "<tr><td>左<br>栏</td><td>右</td></tr>"
    assert lines(f"<table>{data}{layout}</table>") == ["来源： 检察日报", "左", "栏", "右"]


def test_newlines_count_only_in_pre() -> None:
    assert lines("<p>一\n二</p><pre>三\n四</pre>") == ["一 二", "三", "四"]


def test_each_link_of_a_row_is_a_bulleted_line() -> None:
    content = extract_html(make_page("<div><a href=1>首页</a><a href=2>要闻</a></div><p>正文</p>"))
    assert (content.text, dict(content.kinds)) == ("首页\n要闻\n正文", {1: "bulleted", 2: "bulleted"})


def test_a_heading_that_is_a_link_is_no_list() -> None:
    assert extract_html(make_page("<h1><a href=1>标题</a></h1>")).kinds == {}


def test_figcaption_is_a_caption() -> None:
    page = make_page("<figure><img src=a><figcaption>孙刚在发言</figcaption></figure>")
    assert extract_html(page).kinds == {1: "caption"}


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<script>var 甲</script>", "script"),
        ("<noscript>请开启脚本</noscript>", "script"),
        ("<p hidden>甲</p>", "hidden"),
        ("<div style='color:red; DISPLAY : none'><p>甲</p></div>", "hidden"),
        ("<select><option>甲</select>", "controls"),
        ("<iframe>甲</iframe>", "embedded"),
    ],
)
def test_hidden_elements_are_removed_with_their_reason(markup: str, reason: str) -> None:
    content = extract_html(make_page(f"<p>前</p>{markup}后"))
    assert (content.text, [gone.reason for gone in content.removed]) == ("前\n后", [reason])


def test_the_title_element_is_removed() -> None:
    content = extract_html(make_page("正文", head="<title>标题-检察院</title>"))
    assert [(gone.line, gone.text) for gone in content.removed] == [(1, "标题-检察院")]


def test_a_long_script_is_kept_abbreviated() -> None:
    (gone,) = extract_html(make_page(f"<script>{'x' * 1000}</script>")).removed
    assert gone.text.endswith("… (+700)")


def test_official_meta_values_are_lines_above_the_text() -> None:
    head = '<meta name="PubDate" content="2019-08-06 17:19"><meta name=contentsource content=检察日报>'
    assert lines("正文", head=head) == ["发布时间：2019-08-06 17:19", "来源：检察日报", "正文"]


def test_a_page_becomes_a_report_without_its_lists() -> None:
    links = "".join(f"<li><a href=#>检察长接待群众来访之{n}</a></li>" for n in "一二三")
    page = make_page(f"<ul>{links}</ul><h1>南屏市检察院部署公益诉讼工作</h1>{LEAD}<ul>{links}</ul>")
    (report,) = read(page, name="a.html").reports
    assert (report.title, len(report.body)) == ("南屏市检察院部署公益诉讼工作", 1)


def test_a_page_without_text_is_the_problem_no_text() -> None:
    reading = read(make_page("<script>load()</script>"), name="a.html")
    assert [problem.code for problem in reading.problems] == ["no_text"]


def test_a_page_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_BYTES", 10)
    with pytest.raises(Unreadable, match="Save its text"):
        extract_html(make_page(WORDS))


@pytest.mark.parametrize(
    "raw", [b"<html>", b"<!doctype html>", b"<?xml?><html/>", b"<html><body></p></table>"]
)
def test_markup_alone_has_no_text(raw: bytes) -> None:
    assert extract_html(raw).text == ""


def test_deeply_nested_text_is_kept() -> None:
    assert extract_html(b"<div>" * 1_000 + "底".encode()).text == "底"


def test_too_deeply_nested_elements_are_refused() -> None:
    with pytest.raises(Unreadable, match="deep"):
        extract_html(b"<div>" * 100_000 + "底".encode())


TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<a href=1>", "</a>", "<td>", "<tr>", "<br>", "<b hidden>", "</b>", "<!--"),
        *("<script>", "</script>", "&nbsp;", "&lt", "甲", "会议召开。", " ", "<pre>\n"),
    ]
)


@given(st.lists(st.one_of(TAGS, st.text(max_size=5)), max_size=30).map("".join))
def test_any_markup_can_be_read(markup: str) -> None:
    try:
        reading = read(markup.encode("utf-8", "replace"), name="a.html")
    except Unreadable:
        return
    assert all(gone.text.strip() for gone in reading.removed)


@given(st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1, max_size=8, unique=True), st.randoms())
def test_no_character_is_lost(letters: list[str], chance) -> None:
    elements = (
        "<p>%s",
        "<a href=1>%s</a>",
        "<b>%s",
        "<i hidden>%s</i>",
        "<td>%s",
        "<script>%s</script>",
        "%s<br>",
    )
    content = extract_html(make_page("".join(chance.choice(elements) % letter for letter in letters)))
    kept = content.text + "".join(gone.text for gone in content.removed)
    assert sorted(filter(str.isalpha, kept)) == sorted(letters)
