"""Builders for the tests of reading a page."""

from __future__ import annotations

from articles.reading.draft import Draft, Reading
from articles.reading.page.characters import page_from_text
from articles.reading.page.line_kinds import classify_each_line
from articles.reading.page.lines import Page
from articles.reading.page.neighbours import classify_by_neighbours
from articles.reading.pipeline import read

SENTENCE = "全市检察机关认真落实代表们提出的意见和建议，切实增强使命感、责任感和紧迫感。"
LEAD = "8月6日，南屏市人民检察院召开会议，研究公益诉讼工作，部署下一步任务。"


def make_page(*lines: str) -> Page:
    return page_from_text("\n".join(lines))


def make_kinds(*lines: str) -> list[str]:
    """The kind of each line, from its own words."""
    return [line.kind for line in classify_each_line(make_page(*lines)).lines]


def make_settled_kinds(*lines: str) -> list[str]:
    """The kind of each line, from its neighbours too."""
    return [line.kind for line in classify_by_neighbours(classify_each_line(make_page(*lines))).lines]


def make_reading(*lines: str) -> Reading:
    return read("\n".join(lines).encode())


def make_draft(*lines: str) -> Draft:
    """The only report of a page."""
    (draft,) = make_reading(*lines).reports
    return draft


def make_body(*lines: str) -> list[str]:
    return [paragraph.text for paragraph in make_draft(*lines).body]


def make_reasons(*lines: str) -> dict[int, str]:
    """The reason for each removed line."""
    return {removed.line: removed.reason for removed in make_reading(*lines).removed}


def make_credits(*lines: str) -> list[tuple[str, str]]:
    return [(credit.role, credit.name) for credit in make_draft(*lines).credits]
