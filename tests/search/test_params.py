"""A search as it stands in an address."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from articles.search import NEWEST, STATEMENTS, SearchParams


def test_query_string_holds_every_parameter():
    params = SearchParams("公益 诉讼", NEWEST, STATEMENTS, {"tag": "听证", "year": "2019"})
    assert params.query_string() == (
        "?q=%E5%85%AC%E7%9B%8A+%E8%AF%89%E8%AE%BC&tag=%E5%90%AC%E8%AF%81&year=2019&sort=newest&kind=statements"
    )


@given(st.dictionaries(st.sampled_from(["q", "sort", "kind", "tag", "year", "page", "x"]), st.text()))
def test_query_string_of_any_values_gives_equal_parameters(values):
    params = SearchParams.from_query(values)
    assert SearchParams.from_query(QueryDict(params.query_string()[1:]).dict()) == params


@pytest.mark.parametrize("values", [{"sort": "x"}, {"kind": "x"}, {"colour": "red"}])
def test_what_it_does_not_understand_it_leaves_out(values):
    assert SearchParams.from_query(values) == SearchParams()


def test_an_address_without_words_holds_the_choices_alone():
    assert SearchParams(chosen={"tag": "听证"}).query_string() == "?tag=%E5%90%AC%E8%AF%81"


def test_without_undoes_with_value():
    params = SearchParams("公益")
    assert params.with_value("tag", "听证").without("tag") == params
