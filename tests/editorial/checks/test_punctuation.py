"""Punctuation checks."""

import pytest

from articles.editorial.checks import Manuscript
from articles.editorial.checks.punctuation import (
    doubled_marks,
    half_width_marks,
    straight_quotes,
    typed_dots,
)
from tests.editorial.checks.texts import fixed, words


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("会议指出,要加强协作.", "会议指出，要加强协作。"),
        ("与会人员(共12人)到场", "与会人员（共12人）到场"),
        ("他说:“好!”", "他说：“好！”"),
        ("𬭚是什么?", "𬭚是什么？"),
    ],
)
def test_half_width_marks_among_han_are_made_wide(text, right):
    assert fixed(half_width_marks, text) == right


@pytest.mark.parametrize(
    "text", ["17:19开始", "共3,000人", "网址是 https://a.cn/?b=1,2", "会议指出，要加强。"]
)
def test_marks_among_digits_and_letters_stay(text):
    assert words(half_width_marks, text) == []


def test_the_other_bracket_of_a_pair_is_found():
    assert words(half_width_marks, "会议（见附件 A)") == [")"]


def test_title_and_summary_are_looked_at_too():
    found = half_width_marks(Manuscript(title="公告:今起执行", summary="公告,今起执行"))
    assert [(finding.place, finding.start) for finding in found] == [("title", 2), ("summary", 2)]


def test_places_count_characters_not_units_of_utf_16():
    [finding] = half_width_marks(Manuscript(paragraphs=("𠮷𬭚:好",)))
    assert (finding.start, finding.end) == (2, 3)


def test_straight_quotes_become_a_pair():
    assert fixed(straight_quotes, '他说"很好"，又说"再见"。') == "他说“很好”，又说“再见”。"


def test_straight_quotes_among_latin_letters_stay():
    assert words(straight_quotes, 'the word "press" is') == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("会议指出，，要加强。。", "会议指出，要加强。"),
        ("会议结束，。", "会议结束。"),
        ("太好了！。", "太好了！"),
        ("内容::如下", "内容:如下"),
    ],
)
def test_of_several_marks_the_strongest_stays(text, right):
    assert fixed(doubled_marks, text) == right


@pytest.mark.parametrize("text", ["真的吗？！", "好！！！", "等等……", "std::vector"])
def test_marks_that_are_meant_stay(text):
    assert words(doubled_marks, text) == []


@pytest.mark.parametrize("text", ["他说...", "他说。。。", "他说…"])
def test_dots_become_an_ellipsis(text):
    assert fixed(typed_dots, text) == "他说……"


def test_an_ellipsis_stays():
    assert words(typed_dots, "他说……后来") == []
