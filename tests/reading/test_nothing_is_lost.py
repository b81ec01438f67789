"""Whatever comes in: reading never raises on text, and no character is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from articles.reading.draft import Reading
from articles.reading.formats.kinds import content_of
from articles.reading.page.characters import normalise
from articles.reading.page.punctuation import undo
from articles.reading.pipeline import read
from articles.reading.reasons import PROBLEMS, REASONS
from articles.reading.unreadable import Unreadable

from .make import LEAD, SENTENCE

PAGE_LINES = [
    "「丹东检察」丹东市人大视察检察机关公益诉讼工作",
    "「丹东检察」丹东市人大视察检察机关公益诉讼工作" * 2,
    "发布时间:2019-08-06 17:19 浏览次数:次",
    "[日期：2021-2-30] [来源：泾原人大]",
    "首页 > 检察要闻 > 正文",
    "更多>>信息公告",
    "- ·关于印发《要点》 的通",
    LEAD,
    SENTENCE,
    LEAD + SENTENCE,
    "本报讯(记者 张三)" + LEAD,
    SENTENCE + "（供稿：花蕾）",
    "图为座谈会现场(鲍雪芹 摄)",
    "一要提高站位，",
    "相关文章:",
    "上一篇:没有了",
    "供稿:刘 璐",
    "张三",
    "版权所有:丹东市人民检察院",
    "&lt;检察&gt;&nbsp;HX4清风法治在线",
    "孙刚检察长表示:“好。”HX4清风法治在线",
    "",
]
FRAGMENTS = st.sampled_from(
    [
        "「",
        "」",
        "(",
        ")",
        "|",
        " ",
        "来源:",
        "供稿:",
        "2020-02-30",
        "12月30日至",
        "，",
        "。",
        ":",
        "甲",
        "讯",
        "摄",
    ]
)
NOTHING = Reading("utf-8")
LINES = st.one_of(
    st.sampled_from(PAGE_LINES), st.lists(FRAGMENTS, max_size=8).map("".join), st.text(max_size=30)
)
PAGES = st.lists(LINES, max_size=24).map("\n".join)


def read_or_none(raw: bytes) -> Reading | None:
    """The reading, or None where the bytes are refused: no text, or a format that is not read."""
    try:
        return read(raw)
    except Unreadable:
        return None


def lost(raw: bytes, reading: Reading) -> Counter[str]:
    """The characters of the normalised text that are nowhere in the result."""
    lines = normalise(content_of(raw).text).lines
    printed = Counter(c for line in lines for c in line.text if not c.isspace())
    kept = [removed.text for removed in reading.removed]
    for report in reading.reports:
        kept.append(undo(report.title, report.title_restored))
        kept += [undo(piece.text, piece.restored) for piece in (*report.body, *report.captions)]
    return printed - Counter("".join(kept))


@given(PAGES)
def test_no_character_of_a_page_is_lost(page: str) -> None:
    raw = page.encode("utf-8", "replace")
    reading = read_or_none(raw)
    assert reading is None or not lost(raw, reading)


@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(raw: bytes) -> None:
    reading = read_or_none(raw)
    assert reading is None or not lost(raw, reading)


@given(PAGES)
def test_every_reason_and_problem_is_known(page: str) -> None:
    reading = read_or_none(page.encode("utf-8", "replace")) or NOTHING
    assert {r.reason for r in reading.removed} <= {*REASONS}
    assert {p.code for p in reading.problems} <= {*PROBLEMS}


@given(PAGES)
def test_every_line_named_is_a_line_of_the_file(page: str) -> None:
    reading = read_or_none(page.encode("utf-8", "replace")) or NOTHING
    last = len(page.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    lines = [r.line for r in reading.removed] + [n for d in reading.reports for p in d.body for n in p.lines]
    assert all(1 <= line <= last for line in lines)


@given(PAGES)
def test_no_paragraph_is_empty(page: str) -> None:
    reading = read_or_none(page.encode("utf-8", "replace")) or NOTHING
    assert all(paragraph.text.strip() for report in reading.reports for paragraph in report.body)
