"""Hypothesis strategies for pages: parts of real pages, joined at random."""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

from .make import LEAD, SENTENCE

FURNITURE = """
首页 > 检察要闻 > 正文
当前位置:首页>>工作动态>>内容
更多>>信息公告
发布时间:2019-08-06 17:19 浏览次数:次
[日期：2021-2-30] [来源：泾原人大] [字号：大 中 小]
来源：丹东市人民检察院 作者：刘璐 责任编辑：王娟
字体：【大】【中】【小】 打印本页 关闭窗口
- ·关于印发《要点》 的通
· 市检察院召开“检察开放日
分享到：微信 微博 QQ空间
相關文章：
相关文章:
上一篇:没有了
下一篇：我院开展主题党日活动
扫一扫在手机打开当前页
版权所有:丹东市人民检察院 辽ICP备05001234号-1
网站标识码：2106000001
供稿:刘 璐
（供稿：花蕾）
图为座谈会现场(鲍雪芹 摄)
编辑|王娟 审核|𠮷田明
点击上方蓝字关注我们
楼主 发表于 2020-3-4 08:00 只看该作者
附件：1.方案.doc
————————
第1页 共2页
&lt;检察&gt;&nbsp;HX4清风法治在线
""".strip().splitlines()

TITLES = """
丹东市人大视察检察机关公益诉讼工作
「丹东检察」丹东市人大视察检察机关公益诉讼工作
【要闻】市检察院召开"公益诉讼"座谈会（图）
檢察機關依法履行職責
全国人大代表𬭚小华谈检察工作
让规范办案“看得见”:一次听证会
""".strip().splitlines()

#: Words of reports; joined at random they reach what no rule expected.
WORDS = """
检察长 副主任 党组书记、 王松 孙刚 欧阳雪 阿布力孜·吐尔洪 宋 𠮷田明 𬭚小华 白露 王 ·
我院 市检察院 丹东市人民检察院 人大 公益诉讼 座谈会 图为 上图 習近平總書記 檢察長 經濟
、 ， 。 ： ； “ ” ‘ ’ " 「 」 （ ） ( ) , : . ; ? ！ …… —— 《 》 【 】
说 表示 强调 指出 提出三点要求 主持会议 作了汇报 他 她们 和 的 为 要
记者 讯 摄 本报讯 通讯员 供稿 来源: 作者： 一是 二要 第三， 1. （一） 首先 最后 近日，
10月30日 7月17日至19日 12月30日至 二〇一九年八月六日 2021年2月30日 2019-08-06 17:19 3,000
"""

#: Line ends, blanks, invisible and private characters, entities and markup.
RUBBISH = [
    *(
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\x0c",
        "\x85",
        " ",
        "\t",
        "\u3000",
        "\xa0",
        "\u200b",
        "\ufeff",
        "\u00ad",
    ),
    *("\x00", "\ufffd", "\ue000", "\U000e0041", "&nbsp;", "&#12288;", "&amp;amp;", "<p>", "</", "<!--", "{}"),
    *(
        "ﾊ",
        "ｱ",
        "Ａ",
        "１",
        "é",
        "e\u0301",
        "👩‍⚖️",
        "𠮷",
        "𬭚",
        "\U00030000",
        "﷽",
        "\u202e",
        "|",
        "*",
        "#",
        "-",
    ),
]

PIECES = WORDS.split()
PROSE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
SENTENCES = st.one_of(st.sampled_from([LEAD, SENTENCE]), PROSE.map(lambda words: f"{words}。"))
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map("".join)
LINES = st.one_of(st.sampled_from(FURNITURE), st.sampled_from(TITLES), PARAGRAPHS, PROSE)
GAPS = st.sampled_from(["\n", "\n\n", "\r\n", "\n　　"])


def joined(lines: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
    """Lines joined by the same line end."""
    return st.tuples(lines, GAPS).map(lambda page: page[1].join(page[0]))


#: Furniture, titles and text in any order.
REPORTS = joined(st.lists(LINES, max_size=12))


@st.composite
def prints(draw: st.DrawFn) -> str:
    """A text printed twice, in whole or in part, in one line or with repeated titles."""
    title, text = draw(st.sampled_from(TITLES)), draw(st.lists(PARAGRAPHS, min_size=1, max_size=4))
    again = draw(
        st.sampled_from([text, text[1:], text[:-1], ["".join(text)], ["".join(text)[:-9]], [title * 2]])
    )
    between = draw(st.lists(LINES, max_size=2))
    return "\n".join([title, title, *text, *between, *again, title * draw(st.integers(1, 3)), *again])


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A page with anything inserted at any place."""
    page = draw(st.lists(LINES, max_size=6).map("\n".join))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(page)))
        page = page[:at] + draw(st.sampled_from([*RUBBISH, *PIECES])) + page[at:]
    return page


#: Any characters, without the structure of a page.
NOISE = st.lists(
    st.one_of(st.text(max_size=20), st.sampled_from(RUBBISH), st.sampled_from(PIECES)), max_size=20
).map("".join)

ELEMENTS = st.sampled_from(
    ["p", "div", "h1", "li", "td", "a href='/'", "span", "figcaption", "b", "blockquote"]
)


@st.composite
def saved_pages(draw: st.DrawFn) -> tuple[str, str]:
    """An HTML page, and the text that a browser shows of it."""
    lines = draw(st.lists(LINES.filter(lambda line: "&" not in line), max_size=8))
    parts = [f"<{name}>{escape(line)}</{name.split()[0]}>" for line in lines for name in [draw(ELEMENTS)]]
    title = draw(st.sampled_from(["", f"<title>{lines[0] if lines else ''}</title>"]))
    html = (
        f"<!DOCTYPE html><html><head>{title}<style>p {{}}</style></head><body>{''.join(parts)}</body></html>"
    )
    return html, "".join(lines)
