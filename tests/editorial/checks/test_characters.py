"""Checks of characters."""

import pytest

from articles.editorial.checks import Level
from articles.editorial.checks.characters import (
    broken_characters,
    full_width_digits,
    invisible_characters,
    spaces_among_han,
    traditional_characters,
)
from articles.editorial.checks.manuscript import Person
from tests.editorial.checks.texts import body, fixed, words


@pytest.mark.parametrize("lost", ["\ufffd", "\ue123", "\U000f0001", "锟斤拷"])
def test_characters_that_were_lost_are_found(lost):
    assert words(broken_characters, f"检察{lost}机关") == [lost]


@pytest.mark.parametrize("text", ["孙𬭚检察长", "𠮷林省", "检察机关……"])
def test_rare_characters_are_not_broken(text):
    assert words(broken_characters, text) == []


@pytest.mark.parametrize("hidden", ["\u200b", "\ufeff", "\x0b", "\xad", "\u202e", "\x85"])
def test_invisible_characters_are_removed(hidden):
    assert fixed(invisible_characters, f"检察{hidden}机关") == "检察机关"


def test_a_variant_of_a_character_is_not_invisible():
    assert words(invisible_characters, "葛󠄀城\t一次\n") == []


def test_traditional_characters_among_simplified_ones_become_simplified():
    text = "检察机关依法履行职责，" * 6 + "檢察長出席会议。"
    assert fixed(traditional_characters, text) == text.replace("檢", "检").replace("長", "长")


@pytest.mark.parametrize("text", ["著名企业乾隆瞭望", "东方昇公司", "孙𬭚", "𨱏强"])
def test_characters_that_are_standard_too_pass(text):
    assert words(traditional_characters, text) == []


def test_the_names_of_people_stay_as_they_are_printed():
    people = (Person("陳國華"),)
    assert words(traditional_characters, "委员陳國華到会。" + "检察" * 50, people=people) == []


def test_a_text_in_traditional_characters_is_one_hint_a_passage():
    found = list(traditional_characters(body("檢察長說，會議開得很好。", "與會人員發言。")))
    assert [(finding.place, finding.level) for finding in found] == [
        ("paragraph:0", Level.HINT),
        ("paragraph:1", Level.HINT),
    ]


def test_full_width_digits_become_half_width():
    assert fixed(full_width_digits, "２０１９年，ＡＢＣ") == "2019年，ABC"


def test_a_space_between_han_is_taken_out():
    assert fixed(spaces_among_han, "检察\u3000机关 A 股") == "检察机关 A 股"


def test_a_name_that_is_set_wide_stays():
    assert words(spaces_among_han, "宋 玉检察官", people=(Person("宋 玉"),)) == []
