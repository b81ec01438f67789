"""The title, and the lines around it."""

from __future__ import annotations

import pytest

from tests.reading.make import LEAD, SENTENCE, make_draft, make_reading, make_reasons

TITLE = "南屏市检察院部署公益诉讼工作"
DATA = "发布时间:2019-08-06 17:19"


@pytest.mark.parametrize(
    ("line", "title", "section"),
    [
        (f"「丹东检察」{TITLE}", TITLE, "丹东检察"),
        (f"【检察为民】{TITLE}", TITLE, "检察为民"),
        (f"[未检之窗] {TITLE}", TITLE, "未检之窗"),
        (f"检察动态 | {TITLE}", TITLE, "检察动态"),
        (f"[转帖]{TITLE}  [复制链接]", TITLE, None),
        (f"标题：{TITLE}", TITLE, None),
        (f"• {TITLE}", TITLE, None),
        (f"{TITLE}_南屏市人民检察院", TITLE, None),
        (TITLE, TITLE, None),
    ],
)
def test_the_section_tag_is_cut_from_the_title(line: str, title: str, section: str | None) -> None:
    draft = make_draft(line, LEAD, SENTENCE)
    assert (draft.title, draft.section) == (title, section)


@pytest.mark.parametrize(
    "lines",
    [
        ("南屏市融媒体中心", TITLE, LEAD),
        (TITLE, "──记全国模范人民调解员候选人伍秋实", DATA, LEAD),
        ("本院要闻", TITLE, DATA, LEAD),
        ("南屏政法周报(2020年第39期) 内部交流", TITLE, DATA, LEAD),
        ("南屏检察", TITLE, "原创 林小满 南屏检察 2024-05-31 18:30", LEAD),
        ("更多>>信息公告", "- ·关于印发《要点》 的通", "- ·关于报送清单的", TITLE, DATA, LEAD),
        (DATA, TITLE, LEAD),
    ],
)
def test_the_title_is_found_among_the_lines_above_the_text(lines: tuple[str, ...]) -> None:
    assert make_draft(*lines, SENTENCE).title == TITLE


def test_the_tag_may_stand_on_a_copy_of_the_title() -> None:
    assert make_draft(TITLE, DATA, f"「古月司法」{TITLE}", LEAD).section == "古月司法"


def test_the_tag_wins_over_the_path() -> None:
    assert make_draft("首页 > 要闻", f"[未检之窗] {TITLE}", LEAD).section == "未检之窗"


@pytest.mark.parametrize(
    ("line", "reason"),
    [("——记调解员伍秋实", "subtitle"), ("张三", "credit")],
)
def test_lines_below_the_title_are_removed_with_their_reason(line: str, reason: str) -> None:
    assert make_reasons(TITLE, line, DATA, LEAD)[2] == reason


def test_a_copy_of_the_title_is_removed() -> None:
    assert "repeated_title" in make_reasons(TITLE, TITLE, DATA, LEAD).values()


def test_a_heading_above_the_text_stays() -> None:
    assert make_draft(TITLE, DATA, "一、聚焦主责主业", LEAD).body[0].text == "一、聚焦主责主业"


def test_a_text_without_title_is_a_problem() -> None:
    reading = make_reading(LEAD, SENTENCE)
    assert (reading.reports[0].title, reading.problems[0].code) == ("", "no_title")


def test_an_account_above_the_title_is_the_source() -> None:
    assert make_draft("石漫滩县融媒体中心", TITLE, LEAD).source == "石漫滩县融媒体中心"


@pytest.mark.parametrize("date", [" 2019-08-06", "[2019-08-06]", " (2019年8月6日)"])
def test_a_date_after_the_title_is_the_publication_date(date: str) -> None:
    draft = make_draft(TITLE + date, LEAD, SENTENCE)
    assert (draft.title, draft.published_at) == (TITLE, "2019-08-06")


def test_the_last_step_of_the_path_may_be_the_title() -> None:
    assert make_draft(f"首页>检察要闻>{TITLE}", LEAD, SENTENCE).title == TITLE


def test_a_line_with_a_subtitle_below_it_is_the_title() -> None:
    assert (
        make_draft("2020年检察工作回顾之三", "聚焦民生 情系百姓", "——公益诉讼侧记", LEAD).title
        == "聚焦民生 情系百姓"
    )


def test_a_title_may_end_in_a_quotation() -> None:
    title = "检察长带队暗访农村饮水：“这口井的水，您敢喝吗？”"
    assert make_draft(title, "作者 麻黄 | 来源 陇川检察 | 2021-07-30", LEAD).title == title


def test_the_slogan_of_an_account_is_no_paragraph() -> None:
    draft = make_draft(TITLE, "2019-08-06 苍屏检察", "苍屏检察", "讲好法治故事  守护公平正义", LEAD)
    assert [paragraph.text for paragraph in draft.body] == [LEAD]


def test_a_line_of_participants_is_a_subtitle() -> None:
    assert make_reasons(TITLE, "戚建中出席 温故讲话 何立主持会议", LEAD, SENTENCE) == {2: "subtitle"}


@pytest.mark.parametrize("over", ["温故参加南屏市代表团审议时强调", "温故在全市春季推进会上强调"])
def test_a_shoulder_heading_is_not_the_title(over: str) -> None:
    assert make_draft(over, "苦干实干 奋力实现新突破", LEAD, SENTENCE).title == "苦干实干 奋力实现新突破"


def test_several_picture_lines_are_captions() -> None:
    draft = make_draft(TITLE, DATA, "座谈会上", "察看办案区", LEAD, SENTENCE)
    assert [caption.text for caption in draft.captions] == ["座谈会上", "察看办案区"]
