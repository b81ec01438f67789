"""Near-duplicates by character n-grams."""

from hypothesis import given
from hypothesis import strategies as st

from articles.intake.near_duplicates import LENGTH, SAMPLING, sample


def text(length):
    """Words that don't repeat."""
    return "".join(chr(0x4E00 + n * 37 % 20000) for n in range(length))


def test_width_space_and_punctuation_do_not_count():
    assert sample([text(400)]) == sample([text(200), "，" + text(400)[200:] + " 。"])


def test_the_same_words_are_sampled_alike_in_different_surroundings():
    common = text(1000)
    assert len(sample([common]) & sample(["前言" + common])) >= len(sample([common])) - 2


def test_about_one_n_gram_in_so_many_is_kept():
    kept = len(sample([text(8000)]))
    assert 0.7 * 8000 / SAMPLING < kept < 1.3 * 8000 / SAMPLING


@given(st.lists(st.text(max_size=LENGTH * 3)))
def test_any_text_has_a_sample(paragraphs):
    assert all(0 <= value < 2**63 for value in sample(paragraphs))
