"""What comes first."""

import pytest

from articles.search.query import parse
from articles.search.ranking import are_close, score


def scores(query, *texts, title="标题"):
    return [score(title, text, parse(query).terms) for text in texts]


def test_a_term_in_the_title_outweighs_any_number_in_the_text():
    terms = parse("公益").terms
    assert score("公益诉讼", "公益诉讼", terms) > score("其他", "公益" * 50, terms)


def test_two_terms_in_the_title_outweigh_one():
    terms = parse("公益 建议").terms
    assert score("公益建议", "公益", terms) > score("公益", "公益建议", terms)


def test_terms_close_to_each_other_outweigh_terms_apart():
    close, apart = scores("公益 建议", "公益诉讼检察建议", "公益" * 9 + "诉" * 100 + "建议" * 9)
    assert close > apart


def test_more_often_is_more():
    often, once = scores("公益", "公益公益公益", "公益诉讼检察")
    assert often > once


def test_as_often_in_a_shorter_text_is_more():
    short, long = scores("公益", "公益", "公益" + "诉" * 5000)
    assert short > long


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ("甲乙", True),
        ("甲" + "中" * 19 + "乙", True),
        ("甲" + "中" * 20 + "乙", False),
        ("甲" + "中" * 99 + "甲乙", True),
        ("甲" * 9, False),
    ],
)
def test_words_are_close_wherever_they_meet(text, close):
    assert are_close(text, ["甲", "乙"]) is close
