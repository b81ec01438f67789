"""Marks that a site puts at the end of its lines."""

from __future__ import annotations

from articles.reading.page.watermarks import strip_watermarks, watermark_name
from tests.reading.make import make_page

STAMPED = (
    "甲说，好。HX4清风法治在线",
    "HX4清风法治在线",
    "乙说，好。HX4清风法治在线",
    "丙说：“好。”HX4清风法治在线",
)


def test_a_stamp_is_taken_off_every_line() -> None:
    assert [line.text for line in strip_watermarks(make_page(*STAMPED)).lines] == [
        "甲说，好。",
        "乙说，好。",
        "丙说：“好。”",
    ]


def test_the_site_is_named_by_its_stamp() -> None:
    assert watermark_name(strip_watermarks(make_page(*STAMPED))) == "清风法治在线"


def test_two_lines_that_end_alike_bear_no_stamp() -> None:
    page = make_page("甲说，好。这是真的", "乙说，好。这是真的")
    assert strip_watermarks(page) == page


def test_copies_of_one_line_bear_no_stamp() -> None:
    page = make_page(*["怎么办？检察有话说"] * 5)
    assert strip_watermarks(page) == page
