"""What a reader typed, as terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import LONGEST_QUERY, MOST_TERMS, Term, parse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("公益诉讼", ["公益诉讼"]),
        ("公益　诉讼", ["公益", "诉讼"]),
        ("公益、诉讼，检察", ["公益", "诉讼", "检察"]),
        ("1,000 万元", ["1 000", "万元"]),
        ("COVID-19", ["covid 19"]),
        ('"公益 诉讼"', ["公益 诉讼"]),
        ("“公益 诉讼”检察", ["公益 诉讼", "检察"]),
        ("「公益 诉讼」", ["公益 诉讼"]),
        ('"公益 诉讼', ["公益", "诉讼"]),
        ("阿布力孜·吐尔洪", ["阿布力孜 吐尔洪"]),
        ("公益 公益", ["公益"]),
        ("《》 ，。 *", []),
        ("", []),
    ],
)
def test_words_and_phrases_become_terms(text, terms):
    assert [term.text for term in parse(text).terms] == terms


@pytest.mark.parametrize("text", ["公益 -诉讼", "公益 －诉讼", '-"诉讼" 公益'])
def test_a_minus_before_a_word_excludes_it(text):
    query = parse(text)
    assert (query.terms, query.excluded) == ((Term("公益"),), (Term("诉讼"),))


@pytest.mark.parametrize(
    ("term", "grams"),
    [
        ("公", ("公*",)),
        ("公益", ("公益",)),
        ("公益诉讼", ("公益", "益诉", "诉讼")),
        ("covid 19", ("co", "ov", "vi", "id", "d", "19")),
        ("第 1", ("第", "1*")),
        ("哈哈哈", ("哈哈",)),
    ],
)
def test_a_term_asks_for_the_grams_that_every_text_with_it_has(term, grams):
    assert Term(term).grams == grams


def test_a_query_is_cut_to_what_a_person_types():
    query = parse("公益 " * 3 + " ".join(chr(0x4E00 + number) for number in range(50)) + "诉" * 1000)
    assert len(query.terms) == MOST_TERMS
    assert max(len(term.text) for term in parse("诉" * 1000).terms) == LONGEST_QUERY


@given(st.text() | st.text(alphabet="公益 \"“”「」-'*:&|!()\\\0，\n"))
def test_any_text_is_a_query_of_letters_and_digits_alone(text):
    query = parse(text)
    words = "".join(term.text for term in query.terms + query.excluded)
    assert not set(words) & set("\"'*:&|!<>()\\\0\n-_¶")
