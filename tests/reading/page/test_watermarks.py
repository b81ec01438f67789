"""Watermarks at the end of lines."""

from __future__ import annotations

from articles.reading.page.watermarks import strip_watermarks, watermark_name
from tests.reading.make import make_page

STAMPED = (
    "甲说，好。HX4清风法治在线",
    "HX4清风法治在线",
    "乙说，好。HX4清风法治在线",
    "丙说：“好。”HX4清风法治在线",
)


def test_a_watermark_is_stripped_from_every_line() -> None:
    assert [line.text for line in strip_watermarks(make_page(*STAMPED)).lines] == [
        "甲说，好。",
        "乙说，好。",
        "丙说：“好。”",
    ]


def test_the_watermark_gives_the_source() -> None:
    assert watermark_name(strip_watermarks(make_page(*STAMPED))) == "清风法治在线"


def test_the_same_end_of_two_lines_is_no_watermark() -> None:
    page = make_page("甲说，好。这是真的", "乙说，好。这是真的")
    assert strip_watermarks(page) == page


def test_copies_of_one_line_have_no_watermark() -> None:
    page = make_page(*["怎么办？检察有话说"] * 5)
    assert strip_watermarks(page) == page
