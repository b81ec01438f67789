"""Metadata from labelled lines."""

from __future__ import annotations

import pytest

from tests.reading.make import LEAD, make_draft, make_reading

TITLE = "市检察院召开公益诉讼座谈会"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("发布时间:2019-08-06 17:19 浏览次数:次", "2019-08-06T17:19"),
        ("2021年01月19日 08:05   来源: 云浦政协报", "2021-01-19T08:05"),
        ("[日期：2017-6-8]", "2017-06-08"),
        ("时间：2024/1/3 9:05:00", "2024-01-03T09:05"),
        ("發佈時間：2020-07-24 16:40", "2020-07-24T16:40"),
        ("发布日期：二〇一九年八月六日", "2019-08-06"),
        ("发布日期:20190806", "2019-08-06"),
        ("检查日期:2019-08-06", None),
        ("发布时间:", None),
    ],
)
def test_the_time_of_publication_is_read(line: str, published: str | None) -> None:
    assert make_draft(TITLE, line, LEAD).published_at == published


def test_a_labelled_date_wins_over_a_bare_one() -> None:
    assert make_draft(TITLE, "2021-01-01", "发布时间:2020-12-31", LEAD).published_at == "2020-12-31"


def test_todays_date_above_the_page_is_not_that_of_publication() -> None:
    assert (
        make_draft("2019年10月12日 星期六", TITLE, "[2019-09-27]  [关闭]", LEAD).published_at == "2019-09-27"
    )


def test_a_date_that_does_not_exist_is_a_problem_with_its_line() -> None:
    problems = make_reading(TITLE, "发布时间:2021-02-30", LEAD).problems
    assert ("impossible_date", 2) in {(problem.code, problem.line) for problem in problems}


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("来源:宁国市人民检察院 浏览次数:312次", "宁国市人民检察院"),
        ("信息来源：市政协办公室", "市政协办公室"),
        ("来源:微信公众号“临桥法院” ↓↓↓", "微信公众号“临桥法院”"),
        ("本文来源:清风法治在线 转载请注明出处", "清风法治在线"),
        ("昌吉检察 2023-06-02", "昌吉检察"),
        ("发布者:科研办  发布时间:2024-04-18", "科研办"),
        ("河东检察 林晓晴 2024-03-07 18:30", "河东检察"),
        ("2024-03-07 河东区检察院", "河东区检察院"),
        ("图文来源：第二检察部", "第二检察部"),
        ("来源: zx20240816", None),
        ("来源:", None),
        ("来源:本站", None),
    ],
)
def test_the_source_is_read(line: str, source: str | None) -> None:
    assert make_draft(TITLE, line, LEAD).source == source


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("当前位置:首页>>民事检察", "民事检察"),
        ("当前位置:首页>>检察业务>>民事检察\n民事检察", "民事检察"),
        ("当前位置:首页>>检察业务>>民事检察", None),
        ("首頁 > 協商議政 > 正文", "協商議政"),
        ("当前位置:数字报首页>>要闻 第一版", "要闻"),
        ("当前位置: 首页医院动态医院新闻正文", None),
        ("栏目：检察要闻", "检察要闻"),
        (f"首页>检察要闻>{TITLE}", "检察要闻"),
    ],
)
def test_the_section_is_the_only_step_or_a_repeated_last_step(line: str, section: str | None) -> None:
    assert make_draft(line, TITLE, LEAD).section == section


def test_a_repost_gives_source_and_author() -> None:
    draft = make_draft(TITLE, "以下文章来源于江州司法 ，作者江州区司法局", LEAD)
    assert (draft.source, [(c.role, c.name) for c in draft.credits]) == (
        "江州司法",
        [("作者", "江州区司法局")],
    )


def test_site_and_section_make_a_breadcrumb() -> None:
    reading = make_reading("平安雁门 > 警营故事", TITLE, LEAD)
    assert [(gone.text, gone.reason) for gone in reading.removed] == [("平安雁门 > 警营故事", "breadcrumb")]
