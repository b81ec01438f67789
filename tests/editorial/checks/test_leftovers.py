"""Checks of what was left to be filled in."""

import pytest

from articles.editorial.checks import Manuscript
from articles.editorial.checks.leftovers import crosses, placeholders, title_ends, to_be_decided
from tests.editorial.checks.texts import words


@pytest.mark.parametrize("text", ["【】", "【待补】", "（此处插图）", "____", "TODO", "《 》", "？？？？"])
def test_a_place_to_fill_in_is_found(text):
    assert words(placeholders, f"会议在{text}召开") == [text]


def test_a_report_without_a_title_is_found():
    assert [finding.place for finding in placeholders(Manuscript(title="（无题）"))] == ["title"]


@pytest.mark.parametrize("text", ["【典型案例】", "《公报》", "真的吗？", "（见附件）", "a_b"])
def test_what_is_filled_in_passes(text):
    assert words(placeholders, f"会议{text}召开") == []


@pytest.mark.parametrize("text", ["××公司", "XX县", "会议由✕✕主持"])
def test_crosses_are_found(text):
    assert words(crosses, text)


@pytest.mark.parametrize("text", ["被告人李××", "欧阳××", "XXL号", "3×5", "某某公司"])
def test_a_masked_name_is_no_place_to_fill(text):
    assert words(crosses, text) == []


def test_a_note_of_what_is_open_is_found():
    assert words(to_be_decided, "时间待定，地点待确认。") == ["待定", "待确认"]


def test_the_same_word_in_other_senses_passes():
    assert words(to_be_decided, "等待定罪量刑") == []


@pytest.mark.parametrize(("title", "number"), [("会议召开。", 1), ("会议召开", 0), ("会议召开！", 0)])
def test_a_title_has_no_full_stop(title, number):
    assert len(list(title_ends(Manuscript(title=title)))) == number
