"""Checks of repetition."""

import pytest

from articles.editorial.checks.repeats import (
    doubled_characters,
    repeated_paragraphs,
    repeated_sentences,
    title_in_body,
)
from tests.editorial.checks.texts import body, fixed, words

LONG = "公益诉讼是检察机关的一项重要职能，要依法履行。"


def test_a_paragraph_twice_is_found_where_it_stands_again():
    [finding] = repeated_paragraphs(body(LONG, "会议在市检察院召开。", LONG.replace("，", ",")))
    assert finding.place == "paragraph:2"


@pytest.mark.parametrize("paragraphs", [[LONG, "另一段。"], ["散会。", "散会。"]])
def test_different_and_short_paragraphs_pass(paragraphs):
    assert words(repeated_paragraphs, *paragraphs) == []


def test_a_sentence_twice_is_found_with_its_place():
    [finding] = repeated_sentences(body(f"会议强调。{LONG}", f"会后重申。{LONG}"))
    assert (finding.place, finding.start, finding.words) == ("paragraph:1", 5, LONG)


def test_sentences_of_a_repeated_paragraph_are_not_reported_too():
    assert words(repeated_sentences, LONG, LONG) == []


def test_a_short_sentence_may_recur():
    assert words(repeated_sentences, "大家鼓掌。散会。", "大家鼓掌。再见。") == []


def test_the_title_in_the_body_is_taken_out():
    [finding] = title_in_body(body("检察机关开展公益诉讼", "会议召开。", title="检察机关开展公益诉讼"))
    assert (finding.place, finding.fix) == ("paragraph:0", "")


def test_a_paragraph_that_goes_on_is_no_title():
    assert words(title_in_body, "公益诉讼工作会召开，部署工作。", title="公益诉讼工作会召开") == []


def test_a_character_twice_is_found():
    assert fixed(doubled_characters, "检察机关的的工作在在推进") == "检察机关的工作在推进"


@pytest.mark.parametrize(
    "text", ["以保护为目的的行动", "的的确确", "现在在岗", "人员参与与会", "针对对方的意见"]
)
def test_words_that_have_a_character_twice_pass(text):
    assert words(doubled_characters, text) == []
