"""Checks of paired punctuation."""

import pytest

from articles.editorial.checks.pairs import unpaired_brackets, unpaired_quotes, unpaired_title_marks
from tests.editorial.checks.texts import body, words


@pytest.mark.parametrize("text", ["他说：“好的。", "他说：好的。”", "“他说‘好的”", "「会议」『纪要"])
def test_a_quotation_mark_alone_is_found(text):
    assert len(words(unpaired_quotes, text)) == 1


@pytest.mark.parametrize("text", ["他说：“好的。”", "“他说：‘好’。”", "“甲”“乙”", "the court’s rules"])
def test_quotation_marks_in_pairs_pass(text):
    assert words(unpaired_quotes, text) == []


def test_a_quotation_over_paragraphs_opens_each_and_closes_the_last():
    assert words(unpaired_quotes, "他说：“第一段。", "“第二段。", "“第三段。”他点头。") == []


def test_a_quotation_that_does_not_open_each_paragraph_is_found_once():
    found = list(unpaired_quotes(body("他说：“第一段。", "第二段。”")))
    assert [(finding.place, finding.start) for finding in found] == [("paragraph:0", 3)]


def test_a_quotation_that_never_closes_is_found_where_it_opens():
    assert words(unpaired_quotes, "他说：“第一段。", "散会。", "又说：“好。”") == ["“"]


@pytest.mark.parametrize("text", ["（见附件", "见附件）", "【通知", "会议(见附件]"])
def test_a_bracket_alone_is_found(text):
    assert words(unpaired_brackets, text)


@pytest.mark.parametrize("text", ["（见附件)", "1)加强协作；2)形成合力", "一）加强协作", "【通知】[1]"])
def test_brackets_in_pairs_and_numbers_of_points_pass(text):
    assert words(unpaired_brackets, text) == []


def test_a_title_mark_alone_is_found():
    assert words(unpaired_title_marks, "学习《人民检察院组织法，并讨论") == ["《"]


def test_title_marks_in_pairs_pass():
    assert words(unpaired_title_marks, "学习《论〈民法典〉》和《公报》") == []


def test_a_number_in_brackets_behind_punctuation_is_a_pair():
    assert words(unpaired_brackets, "（？６）") == []
