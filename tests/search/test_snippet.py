"""Snippets and highlighted titles."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import highlight, place_of, snippet
from articles.search.query import Term, parse

LONG = "前文" * 100 + "开展公益诉讼，检察机关提出检察建议。" + "后文" * 100


def terms(query):
    return parse(query).terms


def test_every_term_is_marked():
    marked = highlight("公益诉讼与检察建议", terms("公益 建议"))
    assert marked == "<mark>公益</mark>诉讼与检察<mark>建议</mark>"


def test_terms_that_overlap_share_a_mark():
    assert highlight("公益诉讼", terms("公益诉 益诉讼")) == "<mark>公益诉讼</mark>"


def test_the_original_characters_are_marked():
    assert highlight("《Ａ股》檢察，COVID-19", terms("a股 检察 covid-19")) == (
        "《<mark>Ａ股</mark>》<mark>檢察</mark>，<mark>COVID-19</mark>"
    )


def test_a_character_outside_the_first_plane_is_one():
    assert highlight("𠮷野家𬭚立", terms("𬭚")) == "𠮷野家<mark>𬭚</mark>立"


def test_html_is_escaped_inside_marks_and_outside():
    assert highlight("<b>公&益</b>", terms('"公 益"')) == "&lt;b&gt;<mark>公&amp;益</mark>&lt;/b&gt;"


def test_a_snippet_is_the_piece_with_the_most_terms():
    piece = snippet("公益" + LONG, terms("公益 建议"))
    assert "<mark>公益</mark>诉讼，检察机关提出检察<mark>建议</mark>" in piece


def test_a_snippet_says_where_it_was_cut():
    piece = snippet(LONG, terms("公益"))
    assert (piece[0], piece[-1]) == ("…", "…")


def test_a_snippet_of_a_short_text_is_the_text():
    assert snippet("开展公益诉讼。", terms("公益")) == "开展<mark>公益</mark>诉讼。"


def test_a_snippet_without_a_match_is_the_beginning():
    assert snippet("开展公益诉讼。", terms("海关"), length=4) == "开展公益…"


def test_a_term_longer_than_the_snippet_is_marked_as_far_as_shown():
    assert snippet("开展公益诉讼检察建议", terms("公益诉讼检察建议"), length=4) == "…<mark>公益诉讼</mark>…"


@given(st.text(), st.text(), st.integers(1, 20))
def test_a_snippet_without_its_marks_is_a_piece_of_the_text(text, query, length):
    bare = unescape(re.sub("</?mark>|\n", "", snippet(text, terms(query), length)))
    text = text.replace("\n", "")
    assert bare.removeprefix("…").removesuffix("…") in text or bare in text


def test_between_two_paragraphs_no_blank_is_shown_behind_a_chinese_mark():
    text = "开展公益诉讼。\n加强协作。\nAI 1.0\nis here"
    assert snippet(text, terms("诉讼。")) == "开展公益<mark>诉讼</mark>。加强协作。AI 1.0\nis here"


@given(st.text(alphabet="公益<>&\"' \n檢"), st.text(alphabet="公益检", min_size=1, max_size=3))
def test_what_is_marked_is_the_term(text, word):
    marked = re.findall("<mark>(.*?)</mark>", highlight(text, [Term(word)]), re.DOTALL)
    assert all(word in unescape(piece).replace("檢", "检") for piece in marked)


@pytest.mark.parametrize(
    ("text", "query", "place"),
    [
        ("会议召开，公益诉讼工作推进。", "益诉", "公益诉讼工作推进"),
        ("公益。公益与检察建议，都要抓。", "检察 公益", "公益"),
        ("公益" + "工作" * 50, "公益", "公益"),
        ("要求：一是公益诉讼要抓实。", "公益", "公益诉讼要抓实"),
        ("COVID-19防控。", "covid", "COVID%2D19防控"),
        ("没有这个词。", "公益", ""),
    ],
)
def test_the_place_of_a_term_is_its_clause(text, query, place):
    assert unquote(place_of(text, terms(query)).removeprefix("#:~:text=")) == unquote(place)


def test_the_place_is_the_one_that_the_snippet_shows():
    text = "公益先说一句。" + "前文" * 100 + "。公益诉讼和检察建议一起说。"
    assert unquote(place_of(text, terms("公益 检察建议"))).endswith("公益诉讼和检察建议一起说")


def test_a_snippet_begins_with_a_clause_and_ends_before_a_term_that_has_no_room():
    text = "去年受理案件1022件，召开公益诉讼座谈会，听取对公益诉讼的意见，并逐条答复"
    assert snippet(text, terms("公益诉讼"), length=16) == "…召开<mark>公益诉讼</mark>座谈会，听取对…"
