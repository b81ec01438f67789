"""Edits of a body, and of the statements in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.editorial.checks.editing import Edit, edited, edits_for, moved_statement
from articles.models.body import from_paragraphs, paragraphs


@pytest.mark.parametrize(
    ("html", "edit", "expected"),
    [
        ("<p>甲,乙</p>", Edit(0, 1, 2, "，"), "<p>甲，乙</p>"),
        ("<p>甲<strong>,乙</strong></p>", Edit(0, 1, 2, "，"), "<p>甲<strong>，乙</strong></p>"),
        ("<p>检<em>查</em>院</p>", Edit(0, 0, 3, "检察院"), "<p>检察院</p>"),
        ("<p> 甲,乙</p>", Edit(0, 1, 2, "，"), "<p> 甲，乙</p>"),
        ("<p>甲<br>乙。。</p>", Edit(0, 2, 4, "。"), "<p>甲<br>乙。</p>"),
        ('<p><a href="/a?b=1&amp;c">甲</a>乙 &lt; 丙</p>', Edit(0, 1, 2, "丁"), None),
        ("<p>甲</p><p></p><p>乙</p>", Edit(1, 0, 1, "丙"), "<p>甲</p><p></p><p>丙</p>"),
        ("<p>甲</p><p>乙</p>", Edit(0, 0, 1, ""), "<p>乙</p>"),
        ("<ul><li><p>甲</p></li></ul><p>乙</p>", Edit(0, 0, 1, ""), "<p>乙</p>"),
        ("<p>𠮷甲,</p>", Edit(0, 2, 3, "，"), "<p>𠮷甲，</p>"),
        ("<p>人大副主任</p>", Edit(0, 2, 2, "常委会"), "<p>人大常委会副主任</p>"),
    ],
)
def test_words_are_exchanged_and_markup_stays(html, edit, expected):
    expected = expected or '<p><a href="/a?b=1&amp;c">甲</a>丁 &lt; 丙</p>'
    assert edited(html, [edit]) == expected


def test_the_smallest_edits_keep_the_markup_inside():
    edits = edits_for(0, 0, '"好的"', "“好的”")
    assert edited('<p>"<strong>好的</strong>"</p>', edits) == "<p>“<strong>好的</strong>”</p>"


@pytest.mark.parametrize(
    ("statement", "edit", "expected"),
    [
        ("要加强,协作。。", Edit(0, 9, 10, "，"), "要加强，协作。。"),
        ("要加强,协作。", Edit(0, 12, 14, "。"), "要加强,协作。"),
        ("要加强", Edit(0, 9, 10, "，"), "要加强"),
        ("要加强,协作。。\n散会", Edit(1, 0, 1, "闭"), "要加强,协作。。\n闭会"),
        ("协作。。\n散会", Edit(0, 0, 2, "他"), "协作。。\n散会"),
    ],
)
def test_a_statement_is_changed_like_the_body(statement, edit, expected):
    texts = ["孙刚检察长说要加强,协作。。", "散会"]
    start = "\n".join(texts).index(statement)
    said = moved_statement(texts, start, start + len(statement), [edit])
    assert said == expected
    assert said in "\n".join(paragraphs(edited(from_paragraphs(texts), [edit])))


WORDS = st.text(alphabet="甲乙,，。𠮷 a", min_size=1, max_size=12).filter(str.strip)


@given(st.lists(WORDS, min_size=1, max_size=4), st.data(), WORDS)
def test_the_text_says_exactly_what_the_edit_says(texts, data, words):
    texts = [text.strip() for text in texts]
    number = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[number])))
    end = data.draw(st.integers(start, len(texts[number])))
    result = paragraphs(edited(from_paragraphs(texts), [Edit(number, start, end, words)]))
    expected = [*texts[:number], texts[number][:start] + words + texts[number][end:], *texts[number + 1 :]]
    assert result == [text.strip() for text in expected]
