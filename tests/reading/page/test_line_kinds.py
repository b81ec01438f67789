"""Lines classified by their own words."""

from __future__ import annotations

import pytest

from articles.reading.page.line_kinds import BULLETED
from articles.reading.page.lines import CAPTION, CREDIT, META, SHORT, TEXT
from tests.reading.make import LEAD, SENTENCE, make_kinds


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (SENTENCE, TEXT),
        (LEAD, TEXT),
        ("就做好公益诉讼工作，王松副主任强调:", TEXT),
        ("王海潮表示:“我们将主动作为!”", TEXT),
        ("丹东市人大视察检察机关公益诉讼工作", SHORT),
        ("如何做好公益诉讼检察工作?武汉检察有话说", SHORT),
        ("发布时间:2019-08-06 17:19 浏览次数:次", META),
        ("昌吉检察 2023-06-02", META),
        ("2018-09-12 09:00:00   浏览：512", META),
        ("2023年02月17日17:25 | 来源：人民法院报", META),
        ("稿件来源：市政协办公室  撰稿人：  发布人：admin", META),
        ("点击数:418  【字体:大 中 小】", "tools"),
        ("供稿:刘璐", CREDIT),
        ("(供稿:花蕾 审核:巫晓岚)", CREDIT),
        ("【责任编辑:陶 陶】", CREDIT),
        ("(鲍雪芹 供图)", CREDIT),
        ("记者 何田田 通讯员 吴阿朵 文/图", CREDIT),
        ("发布日期: 2019/08/06  投稿: 于宙    部门: 统战部   浏览次数:    返回", META),
        ("发布:2020-04-01 09:55:23", META),
        ("原标题:《四十年记事》", "tools"),
        ("文/图 江汉法治报全媒体记者 于宙", CREDIT),
        ("江汉法治报全媒体记者 于宙", CREDIT),
        ("http://www.nanping.example 2019年08月06日18:55 南屏新闻网", META),
        ("本期责编:管彤", "masthead"),
        ("当前位置:首页>检察要闻", "breadcrumb"),
        ("图为座谈会现场", CAPTION),
        ("- ·关于印发《“谁执法谁普法”年", BULLETED),
        ("--------", "ornament"),
        ("↓↓↓", "ornament"),
    ],
)
def test_a_line_is_classified_by_its_words(line: str, kind: str) -> None:
    assert make_kinds(line) == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "记者：近年来，我市检察机关在公益诉讼方面有哪些探索？",
        "时间：6月3日上午，地点：市检察院三楼会议室，会议由孙刚主持。",
        "2019年8月6日，全市检察机关召开会议。",
        "来源地群众反映强烈的问题得到解决。",
    ],
)
def test_a_sentence_that_starts_like_metadata_is_text(line: str) -> None:
    assert make_kinds(line)[0] in {TEXT, SHORT}


def test_a_short_title_with_a_date_is_no_metadata() -> None:
    assert make_kinds("2019年8月6日全市检察长会议召开") == [SHORT]


@pytest.mark.parametrize(
    "line",
    [
        "12309检察服务中心负责人覃小玉当场认账，马上改。",
        "关注我们身边的未成年人，是每个人的责任。",
        "点赞的人多了，找上门的人也多了。",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_text(line: str) -> None:
    assert make_kinds(line) == [TEXT]
