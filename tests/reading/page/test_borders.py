"""Strip table borders and page jumps."""

from __future__ import annotations

from articles.reading.page.borders import strip_borders
from tests.reading.make import LEAD, SENTENCE, make_page, make_reading


def test_bars_are_stripped_at_both_ends() -> None:
    page = make_page("| 南屏市检察院召开会议 | |", "---|---|---", f"{SENTENCE} |")
    assert [line.text for line in strip_borders(page).lines] == [
        "南屏市检察院召开会议",
        "---|---|---",
        SENTENCE,
    ]


def test_a_bar_inside_a_line_stays() -> None:
    page = make_page("检察动态 | 南屏市检察院召开会议", SENTENCE)
    assert strip_borders(page) == page


def test_stripped_bars_are_recorded() -> None:
    removed = make_reading("南屏市检察院召开会议 | |", LEAD, SENTENCE).removed
    assert [(gone.line, gone.text, gone.reason) for gone in removed] == [(1, " | |", "ornament")]


def test_a_page_jump_is_stripped() -> None:
    removed = make_reading("南屏市检察院召开会议", LEAD, f"{SENTENCE}■下转第2版").removed
    assert [(gone.text, gone.reason) for gone in removed] == [("■下转第2版", "navigation")]
