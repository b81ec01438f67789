"""Credits from by-lines."""

from __future__ import annotations

import pytest

from tests.reading.make import LEAD, SENTENCE, make_body, make_credits, make_draft

TITLE = "市检察院召开公益诉讼座谈会"


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("供稿:刘璐", [("供稿", "刘璐")]),
        ("(供稿:花蕾 审核:巫晓岚)", [("供稿", "花蕾"), ("审核", "巫晓岚")]),
        ("【责任编辑:陶 陶】", [("责任编辑", "陶陶")]),
        ("记者:紫苏 连翘", [("记者", "紫苏"), ("记者", "连翘")]),
        ("(鲍雪芹 供图)", [("供图", "鲍雪芹")]),
        ("供稿:第六检察部 钟灵", [("供稿", "钟灵")]),
        ("⊙本报记者 覃晓楠", [("记者", "覃晓楠")]),
        ("一审:谷雨 二审:夏至 三审:古月", [("一审", "谷雨"), ("二审", "夏至"), ("三审", "古月")]),
        ("发布人:admin", []),
        ("作者:管理员", []),
        ("(张三 李四)", [("作者", "张三"), ("作者", "李四")]),
        ("第六检察部 钟灵", [("作者", "钟灵")]),
        ("撰稿丨林晓晴", [("撰稿", "林晓晴")]),
        ("文：林晓晴  图：周一鸣  编：胡桃", [("文", "林晓晴"), ("图", "周一鸣"), ("编", "胡桃")]),
        ("林晓晴/文 周一鸣/图", [("文", "林晓晴"), ("图", "周一鸣")]),
        ("通讯员：林晓晴/文 周一鸣/图", [("文", "林晓晴"), ("图", "周一鸣")]),
        ("（林晓晴 文/图）", [("文/图", "林晓晴")]),
        ("作者：林晓晴、周一鸣（第二检察部）", [("作者", "林晓晴"), ("作者", "周一鸣")]),
        ("（作者：林晓晴，单位：河东区人民检察院）", [("作者", "林晓晴")]),
        ("（作者单位：河东区人民检察院）", []),
        ("本文作者：林晓晴", [("作者", "林晓晴")]),
        ("江汉法治报全媒体记者 林晓晴", [("全媒体记者", "林晓晴")]),
    ],
)
def test_a_by_line_below_the_text_gives_credits(line: str, credits: list[tuple[str, str]]) -> None:
    assert make_credits(TITLE, LEAD, SENTENCE, line) == credits


@pytest.mark.parametrize("line", ["■ 林晓晴 周一鸣", "□本报记者 林晓晴 本报通讯员 周一鸣"])
def test_a_by_line_with_a_bullet_stands_below_the_title(line: str) -> None:
    assert [name for _, name in make_credits(TITLE, line, LEAD, SENTENCE)] == ["林晓晴", "周一鸣"]


@pytest.mark.parametrize(
    ("lead", "credits"),
    [
        ("南屏检察讯(于宙 梅一苇)", [("作者", "于宙"), ("作者", "梅一苇")]),
        ("正义在线西陵5月30日电(记者于宙)", [("记者", "于宙")]),
        ("本报讯(记者 祁雪峰 通讯员 多杰措)", [("记者", "祁雪峰"), ("通讯员", "多杰措")]),
        ("珠江晚报讯（记者张三）", [("记者", "张三")]),
        ("本网讯 记者 张三 报道:", [("记者", "张三")]),
        ("通讯员于宙报道:", [("通讯员", "于宙")]),
        ("• 本报讯(记者 于宙)", [("记者", "于宙")]),
        ("本网讯(于宙通讯员梅一苇) ", [("作者", "于宙"), ("通讯员", "梅一苇")]),
        ("南屏网5月30日讯(记者 于宙 实习生梅一苇) ", [("记者", "于宙"), ("实习生", "梅一苇")]),
    ],
)
def test_a_by_line_before_a_paragraph_is_cut(lead: str, credits: list[tuple[str, str]]) -> None:
    assert (make_credits(TITLE, lead + LEAD), make_body(TITLE, lead + LEAD)) == (credits, [LEAD])


@pytest.mark.parametrize("tail", ["（供稿：花蕾）", "(葛亚楠 代长青)", "（李四 摄）", "(记者 张三)"])
def test_a_by_line_after_a_paragraph_is_cut(tail: str) -> None:
    assert make_body(TITLE, LEAD, SENTENCE + tail) == [LEAD, SENTENCE]


@pytest.mark.parametrize("aside", ["（以下简称民法典）", "（草案）", "（2019年）"])
def test_a_remark_in_brackets_at_the_end_stays(aside: str) -> None:
    assert make_body(TITLE, LEAD, SENTENCE + aside)[-1].endswith(aside)


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("图为座谈会现场。 覃晓楠 摄", "覃晓楠"),
        ("[发布会现场 摄影：莫离]", "莫离"),
        ("△ 交谈现场(花朝 摄)", "花朝"),
    ],
)
def test_a_caption_gives_the_photographer(caption: str, name: str) -> None:
    assert make_credits(TITLE, LEAD, caption, SENTENCE) == [("摄影", name)]


def test_the_writer_is_credited_once() -> None:
    assert make_credits(TITLE, "作者:闻人杰", LEAD, "文/图 闻人杰") == [("作者", "闻人杰")]


def test_a_named_wire_is_the_source() -> None:
    assert make_draft(TITLE, "珠江晚报讯（记者张三）" + LEAD).source == "珠江晚报"


@pytest.mark.parametrize("wire", ["本网讯 ", "本报讯（记者 张三）"])
def test_the_newsrooms_own_wire_is_no_source(wire: str) -> None:
    assert make_draft(TITLE, wire + LEAD).source is None


def test_a_wire_before_the_by_line_is_the_source() -> None:
    assert make_draft(TITLE, "检察日报讯　记者 钟亚雅　通讯员 白云", LEAD).source == "检察日报"


def test_a_picture_provided_by_an_office_gives_no_credit() -> None:
    assert make_credits(TITLE, LEAD, SENTENCE, "（图片由本院提供）") == []


def test_a_by_line_may_follow_a_summary() -> None:
    assert make_body(TITLE, SENTENCE, "本报讯(记者 于宙) " + LEAD) == [SENTENCE, LEAD]


def test_a_single_name_after_the_last_sentence_is_a_credit() -> None:
    page = (TITLE, LEAD, SENTENCE + "林晓晴")
    assert (make_credits(*page), make_body(*page)) == ([("作者", "林晓晴")], [LEAD, SENTENCE])


def test_thanks_after_the_last_sentence_are_no_name() -> None:
    assert make_body(TITLE, LEAD, SENTENCE + "谢谢")[-1].endswith("谢谢")


def test_names_may_stand_on_the_line_below_the_role() -> None:
    credits = [("编辑", "林晓晴"), ("审核", "周一鸣")]
    assert make_credits(TITLE, LEAD, SENTENCE, "[编辑:", "林晓晴 审核:周一鸣", "]") == credits


def test_the_source_excludes_the_place_of_the_dateline() -> None:
    assert make_draft(TITLE, "南屏网临水5月30日讯（记者于宙）" + LEAD).source == "南屏网"


def test_a_reporters_medium_is_the_source_where_none_is_printed() -> None:
    assert make_draft(TITLE, "江汉法治报全媒体记者 林晓晴", LEAD).source == "江汉法治报"
