"""Check of the numbers of points."""

import pytest

from articles.editorial.checks.numbering import numbering_jumps
from tests.editorial.checks.texts import body, words


@pytest.mark.parametrize(
    ("paragraphs", "jump"),
    [
        (["一是加强协作；三是注重实效。"], ["三是"]),
        (["一要学习。", "二要调研。", "四要落实。"], ["四要"]),
        (["第一，学习。第三，落实。"], ["第三"]),
        (["（一）学习", "（三）落实"], ["（三）"]),
        (["一、学习", "二、调研", "二、落实"], ["二、"]),
        (["1.学习", "3.落实"], ["3."]),
        (["①学习③落实"], ["③"]),
        (["二是注重实效。"], ["二是"]),
    ],
)
def test_a_gap_is_found(paragraphs, jump):
    assert words(numbering_jumps, *paragraphs) == jump


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["一是学习；二是调研。", "会后，一是走访；二是慰问；三是座谈。"],
        ["（一）学习", "1.读书", "2.讨论", "（二）调研", "1.走访", "2.座谈"],
        ["一是学习，一是读书、二是讨论；二是调研。"],
        ["首先要学习；其次要调研；第三要落实。"],
        ["第一要务是发展。", "他再次感谢大家。"],
        ["与会的12、13号代表，一、二审法院。"],
    ],
)
def test_points_that_count_up_pass(paragraphs):
    assert words(numbering_jumps, *paragraphs) == []


def test_the_place_is_that_in_its_own_paragraph():
    [finding] = numbering_jumps(body("一是学习。", "会议强调，三是落实。"))
    assert (finding.place, finding.start) == ("paragraph:1", 5)
