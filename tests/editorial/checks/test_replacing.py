"""Replacements in a body, and in the statements on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.editorial.checks.replacing import (
    Replacement,
    apply_replacements,
    replacements_for,
    statement_after,
)
from articles.models.body import from_paragraphs, paragraphs


@pytest.mark.parametrize(
    ("html", "replacement", "expected"),
    [
        ("<p>甲,乙</p>", Replacement(0, 1, 2, "，"), "<p>甲，乙</p>"),
        ("<p>甲<strong>,乙</strong></p>", Replacement(0, 1, 2, "，"), "<p>甲<strong>，乙</strong></p>"),
        ("<p>检<em>查</em>院</p>", Replacement(0, 0, 3, "检察院"), "<p>检察院</p>"),
        ("<p> 甲,乙</p>", Replacement(0, 1, 2, "，"), "<p> 甲，乙</p>"),
        ("<p>甲<br>乙。。</p>", Replacement(0, 2, 4, "。"), "<p>甲<br>乙。</p>"),
        ('<p><a href="/a?b=1&amp;c">甲</a>乙 &lt; 丙</p>', Replacement(0, 1, 2, "丁"), None),
        ("<p>甲</p><p></p><p>乙</p>", Replacement(1, 0, 1, "丙"), "<p>甲</p><p></p><p>丙</p>"),
        ("<p>甲</p><p>乙</p>", Replacement(0, 0, 1, ""), "<p>乙</p>"),
        ("<ul><li><p>甲</p></li></ul><p>乙</p>", Replacement(0, 0, 1, ""), "<p>乙</p>"),
        ("<p>𠮷甲,</p>", Replacement(0, 2, 3, "，"), "<p>𠮷甲，</p>"),
        ("<p>人大副主任</p>", Replacement(0, 2, 2, "常委会"), "<p>人大常委会副主任</p>"),
    ],
)
def test_words_are_exchanged_and_markup_stays(html, replacement, expected):
    expected = expected or '<p><a href="/a?b=1&amp;c">甲</a>丁 &lt; 丙</p>'
    assert apply_replacements(html, [replacement]) == expected


def test_the_smallest_edits_keep_the_markup_inside():
    replacements = replacements_for(0, 0, '"好的"', "“好的”")
    assert (
        apply_replacements('<p>"<strong>好的</strong>"</p>', replacements) == "<p>“<strong>好的</strong>”</p>"
    )


@pytest.mark.parametrize(
    ("statement", "replacement", "expected"),
    [
        ("要加强,协作。。", Replacement(0, 9, 10, "，"), "要加强，协作。。"),
        ("要加强,协作。", Replacement(0, 12, 14, "。"), "要加强,协作。"),
        ("要加强", Replacement(0, 9, 10, "，"), "要加强"),
        ("要加强,协作。。\n散会", Replacement(1, 0, 1, "闭"), "要加强,协作。。\n闭会"),
        ("协作。。\n散会", Replacement(0, 0, 2, "他"), "协作。。\n散会"),
    ],
)
def test_a_statement_is_changed_like_the_body(statement, replacement, expected):
    texts = ["孙刚检察长说要加强,协作。。", "散会"]
    start = "\n".join(texts).index(statement)
    said = statement_after(texts, start, start + len(statement), [replacement])
    assert said == expected
    assert said in "\n".join(paragraphs(apply_replacements(from_paragraphs(texts), [replacement])))


WORDS = st.text(alphabet="甲乙,，。𠮷 a", min_size=1, max_size=12).filter(str.strip)


@given(st.lists(WORDS, min_size=1, max_size=4), st.data(), WORDS)
def test_the_text_says_exactly_what_the_edit_says(texts, data, words):
    texts = [text.strip() for text in texts]
    number = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[number])))
    end = data.draw(st.integers(start, len(texts[number])))
    result = paragraphs(apply_replacements(from_paragraphs(texts), [Replacement(number, start, end, words)]))
    expected = [*texts[:number], texts[number][:start] + words + texts[number][end:], *texts[number + 1 :]]
    assert result == [text.strip() for text in expected]
