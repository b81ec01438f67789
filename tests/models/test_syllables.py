"""Syllables are those of pypinyin, of which the data is made."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models.pinyin import syllables
from articles.models.pinyin.syllables import HAN
from tests.models import pinyin_data
from tests.models.pinyin_data import PHRASES_DICT, PINYIN_DICT, RE_HANS, lazy_pinyin

EVERY = 23  # of a sample: some two thousand of the phrases and as many of the characters
CODE_POINTS = [chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number < 0xE000]
HAN_ALONE = sorted(map(chr, PINYIN_DICT))

#: Phrases that begin alike, overlap or are cut short, and what stands between.
pieces = (
    st.sampled_from(sorted(PHRASES_DICT))
    | st.sampled_from(HAN_ALONE)
    | st.sampled_from([" ", "·", "gang", "A1，"])
)


def differing(texts):
    """The texts that we read otherwise than pypinyin does."""
    return [text for text in texts if syllables.__wrapped__(text) != tuple(lazy_pinyin(text))]


def some(texts, exhaustive):
    return texts if exhaustive else texts[::EVERY]


def test_phrases(exhaustive):
    assert not differing(some(sorted(PHRASES_DICT), exhaustive))


def test_phrases_read_otherwise_than_their_characters():
    assert syllables("重庆音乐") == ("chong", "qing", "yin", "yue")
    assert syllables("重") == ("zhong",)


def test_beginnings_of_phrases(exhaustive):
    phrases = some(sorted(PHRASES_DICT), exhaustive)
    assert not differing({phrase[:end] for phrase in phrases for end in range(1, len(phrase))})


def test_no_phrase_is_read_in_what_is_left_if_a_longer_one_begins_so():
    assert not differing(["一块石头落了", "一块石头落了地", "一块石头落了人", "七返还", "七返还丹"])


def test_phrases_and_half_a_phrase_after_another(exhaustive):
    phrases = some(sorted(PHRASES_DICT), exhaustive)
    after = [phrase[:-1] for phrase in phrases]
    assert not differing(map(str.__add__, phrases, reversed(after)))


def test_characters(exhaustive):
    assert not differing(some(HAN_ALONE, exhaustive))


@pytest.mark.exhaustive
def test_code_points():
    assert not differing(CODE_POINTS)
    assert [one for one in CODE_POINTS if bool(HAN.match(one)) != bool(RE_HANS.match(one))] == []


@given(st.lists(pieces, max_size=5).map("".join) | st.text(max_size=10))
def test_texts(text):
    assert not differing([text])


@pytest.mark.exhaustive
def test_the_files_are_made_of_this_pypinyin():
    for path, text in pinyin_data.made().items():
        assert path.read_text(encoding="utf-8") == text
