"""Points of a statement, with their markers."""

from __future__ import annotations

import pytest

from articles.reading.speech.points import points


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("他强调，一是快，二是准。", ["一是", "二是"]),
        ("强调：\n一要快。要早。\n二要准。\n三要稳。", ["一要", "二要", "三要"]),
        ("意见：第一，接口要开；第二，医生要教。", ["第一，", "第二，"]),
        ("意见:首先要算好账;其次要用好法;第三要管好运维。", ["首先", "其次", "第三要"]),
        ("要求：\n（一）讲政治。\n（二）讲法治。", ["（一）", "（二）"]),
        ("要求：\n1.动真格。\n2.下功夫。\n3.敞开门。", ["1.", "2.", "3."]),
        ("要求：\n一、提高认识。\n二、狠抓落实。", ["一、", "二、"]),
        ("其一，本月签订协议；其二，列入改造计划。", ["其一，", "其二，"]),
        ("一来，省时间；二来，省力气。", ["一来", "二来"]),
        ("三件事。第一件，发口袋书；第二件，公布放蜂点。", ["第一件，", "第二件，"]),
        ("下达指令：一查来路，二查去路，三查落脚点。", ["一查", "二查", "三查"]),
        ("首先，是学习。其次，是调研。最后，是落实。", ["首先", "其次", "最后"]),
    ],
)
def test_printed_markers_are_found(text: str, markers: list[str]) -> None:
    assert [point.marker for point in points(text)] == markers


@pytest.mark.parametrize(
    "text",
    [
        "要抢抓工期；要确保安全；要严把质量关。",
        "第一审判庭和第二审判庭合并，第一时间到场。",
        "一是要快。",
        "增长1.5倍，完成2.7亿元。",
    ],
)
def test_no_points_without_markers_or_announcement(text: str) -> None:
    assert points(text) == ()


def test_announced_points_need_no_markers() -> None:
    text = "提出四点要求：慎用措施；畅通渠道；清理积案；严守底线。"
    assert [p.text for p in points(text)] == ["慎用措施；", "畅通渠道；", "清理积案；", "严守底线。"]


def test_announced_points_that_do_not_follow_do_not_count() -> None:
    assert points("提出三点要求：要认真学习。") == ()


def test_the_outermost_points_are_counted() -> None:
    text = "（一）讲政治。\n一是学；二是做。\n（二）讲法治。\n一是查；二是改；三是立。"
    assert [p.marker for p in points(text)] == ["（一）", "（二）"]


def test_a_point_reaches_to_the_next() -> None:
    text = "强调：一是快，越快越好；二是准。"
    assert [p.text for p in points(text)] == ["一是快，越快越好；", "二是准。"]


def test_a_point_knows_its_place_in_the_text() -> None:
    text = "强调：\n一要快。\n二要准。"
    assert [text[p.start : p.end] for p in points(text)] == [p.text for p in points(text)]
