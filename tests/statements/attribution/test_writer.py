"""What stays and what is added in the HTML of a block."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models.body import plain_text
from articles.statements import attribute
from tests.statements.marked import HOST, OPENING, body, html_of, margins, said, words_of


def test_the_tags_of_the_body_stay():
    html = "<p>会议<strong>指出</strong>，<em>要</em>努力。</p>"
    assert html_of(attribute(html)) == html


def test_a_statement_that_begins_inside_a_tag_is_underlined_on_both_sides_of_its_end():
    html = html_of(attribute("<p>会上<strong>孙刚说</strong>要努力。还有。</p>", [said("刚说要努力。")]))
    assert re.search(
        r'孙<span class="speaker-label".*</span>'
        r'<span class="statement".*>刚说</span></strong><span .*>要努力。',
        html,
    )


def test_a_point_that_begins_inside_a_tag_keeps_the_tag():
    text = "一是要提高站位；二是要发挥作用。"
    html = html_of(attribute("<p>一是要提高<strong>站位；二是要</strong>发挥作用。</p>", [said(text)]))
    assert "<strong>站位；</strong></li><li><strong><b" in html


def test_white_space_before_the_first_word_moves_no_mark():
    html = html_of(attribute(f"<p>  会上，{HOST}</p>", [said(HOST)]))
    assert f'<span class="statement" data-statement="1">{HOST}</span>' in html


def test_headings_lists_and_quotations_stay():
    html = "<h2>背景</h2><ul><li><p>甲</p></li></ul><blockquote><p>乙</p></blockquote>"
    assert html_of(attribute(html)) == html


def test_a_statement_in_a_quotation_block_stands_at_the_margin():
    assert margins(attribute(f"<blockquote><p>{HOST}</p></blockquote>", [said(HOST)])) == [[1]]


def test_a_wide_table_scrolls_in_a_frame_that_the_keyboard_reaches():
    assert '<div class="scroll" role="group" tabindex="0"' in html_of(
        attribute("<table><tbody><tr><td>1</td></tr></tbody></table>")
    )


def test_empty_paragraphs_are_left_out():
    assert html_of(attribute(f"<p></p><p>{OPENING}</p><p> </p>")) == f"<p>{OPENING}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script><p>字</p>",
        '<p onclick="alert(1)">字</p>',
        '<p><a href="javascript:alert(1)">字</a></p>',
        '<p style="color:red">字<img src=x onerror=alert(1)></p>',
    ],
)
def test_a_hostile_body_does_no_harm(html):
    assert not re.search(r"<script|onclick|javascript:|style=|onerror", html_of(attribute(html)))


def test_a_hostile_text_stays_text():
    text = "<b>\"&'</b>说：<script>alert(1)</script>"
    html = html_of(attribute(body(text + OPENING), [said(text)]))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_hostile_name_stays_text():
    html = html_of(attribute(body(OPENING + HOST), [said(HOST, name='<img src="x">')]))
    assert "<img" not in html


@pytest.mark.parametrize("name", ["𬭚", "𠮷野", "阿布力孜·吐尔洪"])
def test_a_name_outside_the_basic_plane_is_cut_by_code_point(name):
    html = html_of(attribute(body(f"{OPENING}{name}表示支持。"), [said(f"{name}表示支持。", name=name)]))
    assert f'<span class="statement" data-statement="1">{name}表示支持。</span>' in html


def test_no_word_is_lost_or_added():
    texts = [OPENING, f"{OPENING}王松强调：一是要提高站位；二是要发挥作用。{HOST}", HOST, "二、其他"]
    html = body(*texts)
    blocks = attribute(
        html,
        [said("王松强调：一是要提高站位；二是要发挥作用。"), said(HOST, 2), said(f"{HOST}\n二、其他", 3)],
    )
    assert words_of(blocks) == plain_text(html).replace("\n", "")


@given(
    st.lists(st.text("孙刚说，。：；一二是要<&\u3000 𠮷“”", min_size=1, max_size=25), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 120), st.integers(1, 120)), max_size=4),
)
def test_no_word_is_lost_or_added_whatever_is_marked(texts, cuts):
    html = body(*texts)
    plain = plain_text(html)
    statements = [said(plain[start : start + length], pk) for pk, (start, length) in enumerate(cuts, 1)]
    assert (
        unescape(words_of(attribute(html, statements))).split() == unescape(words_of(attribute(html))).split()
    )
