"""A search as it stands in an address."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from articles.search import NEWEST, STATEMENTS, Question


def test_an_address_asks_the_same_question_again():
    question = Question("公益 诉讼", NEWEST, STATEMENTS, {"tag": "听证", "year": "2019"})
    assert question.address() == (
        "?q=%E5%85%AC%E7%9B%8A+%E8%AF%89%E8%AE%BC&tag=%E5%90%AC%E8%AF%81&year=2019&sort=newest&kind=statements"
    )


@given(st.dictionaries(st.sampled_from(["q", "sort", "kind", "tag", "year", "page", "x"]), st.text()))
def test_any_values_make_a_question_whose_address_makes_it_again(values):
    question = Question.asked(values)
    assert Question.asked(QueryDict(question.address()[1:]).dict()) == question


@pytest.mark.parametrize("values", [{"sort": "x"}, {"kind": "x"}, {"colour": "red"}])
def test_what_it_does_not_understand_it_leaves_out(values):
    assert Question.asked(values) == Question()


def test_an_address_without_words_holds_the_choices_alone():
    assert Question(chosen={"tag": "听证"}).address() == "?tag=%E5%90%AC%E8%AF%81"


def test_a_question_is_narrowed_and_widened_again():
    question = Question("公益")
    assert question.narrowed("tag", "听证").widened("tag") == question
