"""A page through all steps."""

from __future__ import annotations

import dataclasses

import pytest

from articles.reading.known import Known
from articles.reading.pipeline import PAGE_STEPS, REPORT_STEPS, read
from articles.reading.reasons import PROBLEMS, REASONS

from .make import LEAD, SENTENCE, make_reading, make_reasons

PAGE = (
    "首页 | 检务公开 | 检察要闻",
    "当前位置:首页>检察要闻",
    "「南屏检察」南屏市检察院部署公益诉讼工作",
    "发布时间:2019-08-06 17:19 来源:南屏日报 浏览次数:次",
    LEAD,
    "图为会议现场",
    SENTENCE,
    "供稿:刘璐",
    "分享到:",
    "相關文章:",
    "检察官走进小学",
)


def test_a_page_becomes_a_report() -> None:
    (report,) = make_reading(*PAGE).reports
    assert (report.title, report.section, report.published_at, report.source, len(report.body)) == (
        "南屏市检察院部署公益诉讼工作",
        "南屏检察",
        "2019-08-06T17:19",
        "南屏日报",
        2,
    )


def test_all_other_lines_are_removed_with_a_reason() -> None:
    assert make_reasons(*PAGE) == {
        1: "navigation",
        2: "breadcrumb",
        3: "section_tag",
        4: "meta",
        8: "credit",
        9: "share",
        10: "related",
        11: "related",
    }


def test_reading_twice_gives_the_same() -> None:
    assert make_reading(*PAGE) == make_reading(*PAGE)


@pytest.mark.parametrize("lines", [("",), (" \u3000 ", "\ufeff")])
def test_an_empty_file_has_no_report(lines: tuple[str, ...]) -> None:
    reading = make_reading(*lines)
    assert ([p.code for p in reading.problems], reading.reports) == (["empty"], ())


def test_a_list_of_links_has_no_report() -> None:
    reading = make_reading(
        "更多>>信息公告", "- ·关于印发《要点》 的通", "- ·关于报送清单的", "首页 | 检务 | 公开"
    )
    assert ([p.code for p in reading.problems], reading.reports) == (["no_report"], ())


def test_known_tags_are_used() -> None:
    known = Known(tags=("下一步任务",))
    assert "下一步任务" in read("\n".join(PAGE).encode(), known=known).reports[0].tags


def test_an_unknown_year_is_a_problem() -> None:
    assert "no_year" in {problem.code for problem in make_reading("公益诉讼座谈会召开", LEAD).problems}


def test_no_step_is_run_twice() -> None:
    steps = (*PAGE_STEPS, *REPORT_STEPS)
    assert len(set(steps)) == len(steps)


def test_readings_are_immutable() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        make_reading(*PAGE).encoding = "gb18030"  # type: ignore[misc]


@pytest.mark.parametrize("sentences", [REASONS, PROBLEMS])
def test_every_code_has_a_sentence_for_the_editor(sentences: dict[str, str]) -> None:
    assert all(code.isidentifier() and sentence[0].isupper() for code, sentence in sentences.items())
