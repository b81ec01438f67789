"""What one file may hold."""

from __future__ import annotations

import pytest

from articles.reading.page import limits
from articles.reading.page.limits import keep_within_limits
from articles.reading.page.lines import Page
from tests.reading.make import make_page


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_LINES", 3)
    monkeypatch.setattr(limits, "MOST_IN_A_LINE", 10)
    monkeypatch.setattr(limits, "MOST_IN_ALL", 22)


def problem(page: Page) -> tuple[int | None, str]:
    (found,) = page.problems
    return found.line, found.code


@pytest.mark.usefixtures("small")
def test_too_many_lines_are_set_aside_from_the_line_that_is_named() -> None:
    assert problem(keep_within_limits(make_page("甲", "乙", "丙", "丁", "戊"))) == (4, "too_many_lines")


@pytest.mark.usefixtures("small")
def test_the_rest_is_kept_among_the_removed() -> None:
    assert keep_within_limits(make_page("甲", "乙", "丙", "丁", "戊")).removed[0].text == "丁\n戊"


@pytest.mark.usefixtures("small")
def test_a_line_too_long_is_cut() -> None:
    page = keep_within_limits(make_page("甲", "乙" * 15))
    assert (problem(page), len(page.lines[1].text)) == ((2, "line_too_long"), 10)


@pytest.mark.usefixtures("small")
def test_too_much_text_is_set_aside() -> None:
    assert problem(keep_within_limits(make_page("甲" * 10, "乙" * 9, "丙" * 8))) == (3, "too_much_text")


def test_an_ordinary_page_is_left_as_it_is() -> None:
    page = make_page("甲", "乙")
    assert keep_within_limits(page) == page
