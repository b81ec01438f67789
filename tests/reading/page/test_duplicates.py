"""Text that is printed twice."""

from __future__ import annotations

from tests.reading.make import LEAD, SENTENCE, make_body, make_reading, make_reasons

TITLE = "南屏市检察院部署公益诉讼工作"
THIRD = "会后，代表们参观了公益诉讼指挥中心，并观看了宣传片。"
WHOLE = [LEAD, SENTENCE, THIRD]


def test_a_second_print_is_removed() -> None:
    assert make_body(TITLE, *WHOLE, *WHOLE) == WHOLE


def test_a_second_print_without_its_first_paragraph_is_removed() -> None:
    assert make_body(TITLE, *WHOLE, *WHOLE[1:]) == WHOLE


def test_the_second_print_is_kept_where_only_it_has_the_lead() -> None:
    assert make_body(TITLE, *WHOLE[1:], *WHOLE) == WHOLE


def test_a_copy_in_one_line_is_removed() -> None:
    assert make_body(TITLE, *WHOLE, "".join(WHOLE)) == WHOLE


def test_an_extract_above_the_text_is_removed() -> None:
    assert make_body(TITLE, "摘要：" + SENTENCE[:-6] + "…", *WHOLE) == WHOLE


def test_a_second_print_is_recorded_with_its_reason() -> None:
    assert make_reasons(TITLE, *WHOLE, LEAD)[5] == "second_print"


def test_punctuation_and_width_do_not_count() -> None:
    assert make_body(TITLE, *WHOLE, SENTENCE.replace("，", ", ")) == WHOLE


def test_a_heading_repeated_in_a_sentence_stays() -> None:
    heading = "增强使命感、责任感和紧迫感"
    assert heading in make_body(TITLE, LEAD, heading, SENTENCE)


def test_a_short_line_may_stand_twice() -> None:
    assert make_body(TITLE, LEAD, "（掌声）。", SENTENCE, "（掌声）。")[1::2] == ["（掌声）。", "（掌声）。"]


def test_a_longer_copy_in_one_line_is_a_problem() -> None:
    reading = make_reading(TITLE, *WHOLE, "".join(WHOLE) + "据悉，活动还将继续下去。")
    assert ("fuller_print", 5) in {(problem.code, problem.line) for problem in reading.problems}
