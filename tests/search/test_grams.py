"""Folding, the same for index and query, and the pairs of characters that stand in the index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.grams import fold, fold_with_places, grams


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ　１２３", "abc 123"),
        ("COVID-19", "covid 19"),
        ("nǐ hǎo", "ni hao"),
        ("ni\u030c", "ni"),
        ("相關文章：檢察", "相关文章 检察"),
        ("瞭解憑藉", "了解凭借"),
        ("50㎏", "50kg"),
        ("公\u200b益\u00ad诉讼", "公益诉讼"),
        ("《公益》\r\n\r\n“诉讼”。", "公益\n诉讼"),
        ("snake_case", "snake case"),
        ("a\0b", "a b"),
        ("\ud800，。", ""),
    ],
)
def test_what_looks_alike_folds_alike(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("name", ["𠮷", "𬭚", "㐀", "\U00031350", "\U0002ebf0", "\ue863", "〇", "々"])
def test_rare_characters_of_names_are_letters(name):
    assert fold(f"({name})") == name


@given(st.text(alphabet=st.characters() | st.sampled_from(" \n，a㎏檢\u0301")))
def test_folding_with_places_folds_the_same(text):
    assert fold_with_places(text)[0] == fold(text)


@given(st.text())
def test_places_lead_back_in_order(text):
    places = fold_with_places(text)[1]
    assert places == sorted(place for place in places if place < len(text))


def test_a_place_leads_back_to_the_character_it_came_from():
    text = "①，檢察50㎏"
    folded, places = fold_with_places(text)
    assert [text[places[folded.index(letter)]] for letter in "1检5kg"] == ["①", "檢", "5", "㎏", "㎏"]


def test_the_pairs_of_a_word_end_with_its_last_letter_alone():
    assert list(grams("公益诉 19")) == ["公益", "益诉", "诉", "19", "9"]
