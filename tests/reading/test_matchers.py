"""WordFinder finds what a search for each word would find."""

from hypothesis import given
from hypothesis import strategies as st

from articles.reading.matchers import WordFinder

FEW = st.text("检察院长𠮷", max_size=12)  # few characters, so that words are found


def test_a_word_is_found_inside_another() -> None:
    assert list(WordFinder(["检察院", "检察"]).each("区检察院")) == [(1, "检察"), (1, "检察院")]


def test_places_come_in_order_and_once() -> None:
    assert WordFinder(["检察院", "检察", "院"]).places("区检察院") == [1, 3]


def test_places_are_counted_in_characters() -> None:
    assert list(WordFinder(["吉"]).each("𠮷𠮷吉")) == [(2, "吉")]


def test_without_words_nothing_is_found() -> None:
    assert WordFinder(["", ""]).places("区检察院") == []


@given(st.sets(FEW, max_size=8), FEW)
def test_every_occurrence_is_found(words: set[str], text: str) -> None:
    everywhere = {(at, word) for at in range(len(text)) for word in words - {""} if text.startswith(word, at)}
    assert set(WordFinder(words).each(text)) == everywhere
