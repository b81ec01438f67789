"""Lines classified by their neighbours."""

from __future__ import annotations

from articles.reading.page.lines import META, SHORT, TEXT
from tests.reading.make import LEAD, SENTENCE, make_settled_kinds

TITLE = "丹东市人大视察检察机关公益诉讼工作"


def test_bullets_in_a_row_are_links() -> None:
    assert (
        make_settled_kinds("更多>>信息公告", "- ·关于印发《要点》 的通", "- ·关于报送清单的", TITLE)[1:3]
        == ["links"] * 2
    )


def test_bullets_between_sentences_are_a_list_of_the_report() -> None:
    assert make_settled_kinds(LEAD, "● 强化监督", "● 服务大局", SENTENCE) == [TEXT, SHORT, SHORT, TEXT]


def test_a_single_bulleted_line_is_short() -> None:
    assert make_settled_kinds("◆ 公益诉讼", SENTENCE) == [SHORT, TEXT]


def test_short_lines_below_related_are_related() -> None:
    assert make_settled_kinds(SENTENCE, "相关文章:", "赣州检察院召开党组会", "检察官走进小学") == [
        TEXT,
        *["related"] * 3,
    ]


def test_a_title_ends_the_list_above_it() -> None:
    assert make_settled_kinds("相关文章:", "检察官走进小学", TITLE, "发布时间:2019-08-06", SENTENCE)[2:] == [
        SHORT,
        META,
        TEXT,
    ]


def test_dated_titles_in_a_row_are_links() -> None:
    assert make_settled_kinds("法院晒出成绩单 2024-01-01", "我县举办宪法宣传周 2023-12-04") == ["links"] * 2
