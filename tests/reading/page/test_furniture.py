"""Page furniture recognised by its own words."""

from __future__ import annotations

import re

import pytest

from articles.reading.folding import fold
from articles.reading.page.furniture import furniture_reason, is_bar, is_bulleted, path_steps
from articles.reading.reasons import REASONS
from articles.reading.vocabulary import load_table
from tests.reading.make import SENTENCE


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("【打印本页】【关闭窗口】", "tools"),
        ("【大】【中】【小】 【打印】 【关闭】", "tools"),
        ("分享到: 微信 微博 QQ空间", "share"),
        ("相關文章:", "related"),
        ("图一", "caption"),
        (
            "8月6日，市委书记温故与代表团共同审议报告，并同代表们一一交谈、听取意见。 本报记者 祁雪峰 摄",
            "caption",
        ),
        ("凡注明“来源：南屏网”的所有作品，未经授权，不得转载。", "footer"),
        ("点击查看全文(剩余0%)", "tools"),
        ("下载南屏新闻客户端,随时随地看新闻!", "tools"),
        ("以上文章仅代表作者个人观点,本网只是转载。", "footer"),
        ("当前版:02版", "navigation"),
        ("第A2版:综合新闻", "navigation"),
        ("(县委常委、副县长卓尔敏讲话)", "caption"),
        ("友情链接:广东检察网 广州市人民检察院", "related"),
        ("上一篇:我院组织开展消防安全演练", "neighbours"),
        ("[上一篇] 主任会议 [下一篇] 视察", "neighbours"),
        ("版权所有:宁国市人民检察院 皖ICP备00000000号-1", "footer"),
        ("宁公网安备 00000000000000号", "footer"),
        ("联系电话:0000-1234567 传真:0000-1234568", "footer"),
        ("首页 | 检务公开 | 检察要闻 | 队伍建设", "navigation"),
        ("政协首页 机构概览 提案工作 社情民意", "navigation"),
        ("今天是 2025年4月 星期五", "navigation"),
        ("阳原县人民法院欢迎您！今天是：", "navigation"),
        ("热门搜索：公益诉讼 检察听证", "navigation"),
        ("点击播放视频↓↓", "tools"),
        ("关注“南屏检察”，获取更多资讯", "follow"),
        ("禁毒举报电话：110", "footer"),
        ("点个“在看”再走吧", "follow"),
        ("轻触阅读原文", "follow"),
        ("沙发 | 夜归人 发表于 2020-6-19 23:02 | 顶", "forum"),
        ("附件：1.视察路线图.doc 2.委员名单.xls", "attachment"),
        ("图为座谈会现场", "caption"),
        ("▲樊素琴（左三）向調解員頒發聘書。", "caption"),
        ("覃晓楠在社区了解情况。 覃 晓 摄", "caption"),
        ("免责声明:本网转载内容不代表本网立场", "footer"),
    ],
)
def test_a_line_is_furniture(line: str, reason: str) -> None:
    assert furniture_reason(fold(line)) == reason


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE,
        "市检察院召开座谈会",
        "一是要提高站位。",
        "首页改版后，群众办事更方便了。",
        "打印店老板王某被提起公诉。",
    ],
)
def test_a_line_of_a_report_is_no_furniture(line: str) -> None:
    assert furniture_reason(fold(line)) is None


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("当前位置:首页>检察要闻", ("首页", "检察要闻")),
        ("您现在的位置：首页 >> 检察业务 >> 民事检察", ("首页", "检察业务", "民事检察")),
        ("首頁 ＞ 即時新聞 ＞ 兩岸三地", ("首頁", "即時新聞", "兩岸三地")),
        ("当前位置:首页-本院要闻", ("首页", "本院要闻")),
        ("首页→人大要闻→立法工作", ("首页", "人大要闻", "立法工作")),
        ("法学院首页 / 学术动态 / 正文", ("法学院首页", "学术动态", "正文")),
        ("市检察院召开座谈会", ()),
    ],
)
def test_breadcrumb_steps_are_read(line: str, steps: tuple[str, ...]) -> None:
    assert path_steps(line, fold(line)) == steps


def test_a_title_of_two_parts_is_no_navigation_bar() -> None:
    assert not is_bar("市检察院 市妇联联合来院调研未检工作")


@pytest.mark.parametrize(
    ("line", "bulleted"), [("- ·关于报送清单的通知", True), ("· 揭牌", True), ("◆他说，好。", False)]
)
def test_bulleted_links_are_recognised(line: str, bulleted: bool) -> None:
    assert is_bulleted(line) is bulleted


def test_every_furniture_table_has_a_reason() -> None:
    assert {*load_table("furniture")} - {"caption"} <= {*REASONS}


def test_furniture_patterns_are_written_folded() -> None:
    patterns = [
        p
        for group in load_table("furniture").values()
        for key in ("starts", "holds")
        for p in group.get(key, ())
    ]
    assert [p for p in patterns if fold(p) != p and not re.search("[：】]", p)] == []
