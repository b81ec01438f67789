"""Lines and characters of a text."""

from __future__ import annotations

import pytest

from articles.reading.page.characters import page_from_text
from articles.reading.reasons import PROBLEMS


def texts(raw: str) -> list[str]:
    return [line.text for line in page_from_text(raw).lines]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_numbers_do_not_depend_on_the_line_end(end: str) -> None:
    assert [line.number for line in page_from_text(f"甲{end}{end}乙").lines] == [1, 3]


@pytest.mark.parametrize("mark", ["\u2028", "\x0c", "\x85", "\x0b"])
def test_other_separators_end_no_line(mark: str) -> None:
    assert texts(f"甲{mark}乙") == ["甲 乙"]


@pytest.mark.parametrize("invisible", ["\ufeff", "\u200b", "\u200f", "\u2060", "\u00ad", "\x07", "\ud800"])
def test_invisible_characters_are_removed(invisible: str) -> None:
    assert texts(f"检{invisible}察") == ["检察"]


def test_invisible_characters_are_recorded_by_name() -> None:
    assert page_from_text("检\u200b\u200b察").removed[0].text == "U+200B U+200B"


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\t", "\u2003"])
def test_every_blank_becomes_a_space(space: str) -> None:
    assert texts(f"来{space}源") == ["来 源"]


def test_entities_are_resolved_once() -> None:
    assert texts("&lt;甲&amp;nbsp;乙&#20013;") == ["<甲&nbsp;乙中"]


def test_an_ampersand_that_is_no_entity_stays() -> None:
    assert texts("A&B &notanentity; &") == ["A&B &notanentity; &"]


def test_width_and_traditional_characters_stay_as_printed() -> None:
    assert texts("１２，檢察（Ａ）") == ["１２，檢察（Ａ）"]


def test_a_lost_character_is_a_problem_with_its_line() -> None:
    (problem,) = page_from_text("甲\n乙\ufffd").problems
    assert (problem.line, problem.code) == (2, "replacement_character")


def test_a_private_character_is_a_problem() -> None:
    assert page_from_text("\ue000").problems[0].message == PROBLEMS["private_character"]


def test_characters_beyond_the_first_plane_count_as_one() -> None:
    assert len(page_from_text("𠮷𬭚").lines[0].folded) == 2
