"""Labelled values of a line."""

from __future__ import annotations

import pytest

from articles.reading.page.fields import Field, fields_of, trailing_role


def labelled(line: str, *, glued: bool = False) -> list[tuple[str, str]]:
    return [(field.label, field.value) for field in fields_of(line, glued=glued).fields]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (
            "发布时间:2022-06-14 09:20 来源:宁国市检察院",
            [("发布时间", "2022-06-14 09:20"), ("来源", "宁国市检察院")],
        ),
        ("来　源：检察日报", [("来源", "检察日报")]),
        ("发布时间：", [("发布时间", "")]),
        ("供稿 | 政治部", [("供稿", "政治部")]),
        ("时间:2020-08-11 17:20 | 作者:闻人杰", [("时间", "2020-08-11 17:20"), ("作者", "闻人杰")]),
        ("[日期：2017-6-8] [来源：泾原人大]", [("日期", "2017-6-8"), ("来源", "泾原人大")]),
        ("2020-10-13  作者:管彤  阅读 133", [("作者", "管彤"), ("阅读", "133")]),
        ("文/图 米粒  一审:谷雨", [("文/图", "米粒"), ("一审", "谷雨")]),
        ("⊙本报记者 覃晓楠 通讯员 韦志坚", [("本报记者", "覃晓楠"), ("通讯员", "韦志坚")]),
        ("來源：珠灣晚報網　責任編輯：麥嘉儀", [("來源", "珠灣晚報網"), ("責任編輯", "麥嘉儀")]),
        ("新闻来源:本院 【字号: | |", [("新闻来源", "本院"), ("字号", "| |")]),
        ("【字体:大 中 小】 2022-11-09 来源:县报", [("字体", "大 中 小"), ("来源", "县报")]),
    ],
)
def test_fields_are_read(line: str, fields: list[tuple[str, str]]) -> None:
    assert labelled(line.replace("　", " ")) == fields


@pytest.mark.parametrize(
    "line", ["会议听取了来源地的意见", "他阅读了材料", "记者", "全市召开会议", "音乐 图片 视频 地图"]
)
def test_a_label_without_colon_is_no_field(line: str) -> None:
    assert labelled(line) == []


def test_a_glued_role_is_a_label() -> None:
    assert labelled("记者张三 通讯员李四", glued=True) == [("记者", "张三"), ("通讯员", "李四")]


def test_text_outside_of_fields_is_the_rest() -> None:
    assert fields_of("昌吉检察 来源:本院").rest == ("昌吉检察",)


@pytest.mark.parametrize(
    ("words", "name", "role"), [("鲍雪芹 供图", "鲍雪芹", "供图"), ("(李四 摄)", "李四", "摄")]
)
def test_a_role_may_follow_its_name(words: str, name: str, role: str) -> None:
    assert trailing_role(words) == Field("credit", role, name)
