"""Paragraphs and captions from lines."""

from __future__ import annotations

import pytest

from tests.reading.make import LEAD, SENTENCE, make_body, make_draft, make_reading, make_reasons

TITLE = "「丹东检察」丹东市人大视察检察机关公益诉讼工作"


def captions(*lines: str) -> list[tuple[str, int]]:
    return [(caption.text, caption.before) for caption in make_draft(*lines).captions]


def test_a_copy_of_the_title_is_a_caption() -> None:
    assert captions(TITLE, LEAD, TITLE, SENTENCE) == [(TITLE, 1)]


def test_two_copies_in_one_line_are_two_captions() -> None:
    assert captions(TITLE, LEAD, TITLE + TITLE, SENTENCE) == [(TITLE, 1)] * 2


def test_copies_above_the_text_are_no_captions() -> None:
    assert captions(TITLE, TITLE, LEAD) == []


def test_a_caption_stands_before_the_paragraph_that_follows() -> None:
    assert captions(TITLE, "图为视察现场", LEAD, SENTENCE) == [("图为视察现场", 0)]


def test_a_paragraph_keeps_its_lines() -> None:
    assert [p.lines for p in make_draft(TITLE, "", LEAD, "", SENTENCE).body] == [(3,), (5,)]


def test_a_sentence_broken_at_a_comma_is_joined() -> None:
    (paragraph,) = make_draft(TITLE, "8月6日，会议要求提高站位，", "加强监督。").body
    assert (paragraph.text, paragraph.lines) == ("8月6日，会议要求提高站位，加强监督。", (2, 3))


def test_lines_broken_at_one_width_are_joined() -> None:
    text = LEAD + SENTENCE * 3
    lines = [text[i : i + 24] for i in range(0, len(text), 24)]
    broken = [line for line in lines[:-1] if line[-1].isalnum()]
    assert len(make_body(TITLE, *lines)) == len(lines) - len(broken) - sum(
        line[-1] in "，、" for line in lines[:-1]
    )


def test_points_are_not_joined() -> None:
    assert len(make_body(TITLE, "8月6日，会议要求，", "一要提高站位，", "二要加强监督。")) == 3


@pytest.mark.parametrize("ending", ["上一篇:召开党组会", "相关文章:", "版权所有:丹东市人民检察院"])
def test_text_after_the_end_is_removed(ending: str) -> None:
    assert make_body(TITLE, LEAD, SENTENCE, ending, "另一篇报道的摘要，说的是别的事情。") == [LEAD, SENTENCE]


def test_text_after_the_end_is_a_problem() -> None:
    problems = make_reading(
        TITLE, LEAD, SENTENCE, "下一篇:没有了", "另一篇报道的摘要，说的是别的事情。"
    ).problems
    assert ("text_after_end", 5) in {(problem.code, problem.line) for problem in problems}


def test_short_lines_below_the_text_are_removed() -> None:
    assert make_reasons(TITLE, LEAD, SENTENCE, "检察开放日")[4] == "after_the_end"


def test_a_sub_heading_inside_the_text_stays() -> None:
    assert make_body(TITLE, LEAD, "聚焦民生福祉", SENTENCE) == [LEAD, "聚焦民生福祉", SENTENCE]


def test_the_last_point_of_a_list_stays() -> None:
    assert make_body(TITLE, LEAD, "（一）坚持政治引领")[-1] == "（一）坚持政治引领"


def test_a_telephone_number_inside_a_report_does_not_end_it() -> None:
    assert SENTENCE in make_body(
        TITLE, LEAD, LEAD[:30] + "。", "联系电话:0000-1234567", SENTENCE, SENTENCE[:20] + "。"
    )


def test_extracts_of_a_list_page_are_links() -> None:
    assert (
        make_reading(
            "8月6日，会议召开。[详细]", SENTENCE + "…【查看全文】", "8月7日，走访企业。更多>>"
        ).reports
        == ()
    )


def test_a_last_sentence_without_full_stop_stays() -> None:
    assert make_body(TITLE, LEAD, SENTENCE, "会议还研究了其他事项")[-1] == "会议还研究了其他事项"
