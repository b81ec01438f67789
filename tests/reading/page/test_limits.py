"""Limits of a file's text."""

from __future__ import annotations

import pytest

from articles.reading.page import limits
from articles.reading.page.limits import enforce_limits
from articles.reading.page.lines import Page
from tests.reading.make import make_page


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_LINES", 3)
    monkeypatch.setattr(limits, "LONGEST_LINE", 10)
    monkeypatch.setattr(limits, "LONGEST_TEXT", 22)


def problem(page: Page) -> tuple[int | None, str]:
    (found,) = page.problems
    return found.line, found.code


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["甲", "乙", "丙", "丁", "戊"], (4, "too_many_lines")),
        (["甲", "乙" * 15], (2, "line_too_long")),
        (["甲" * 10, "乙" * 9, "丙" * 8], (3, "too_much_text")),
    ],
)
def test_a_limit_is_a_problem_with_its_line(lines: list[str], expected: tuple[int, str]) -> None:
    assert problem(enforce_limits(make_page(*lines))) == expected


@pytest.mark.usefixtures("small")
def test_beyond_a_limit_the_whole_page_is_removed() -> None:
    page = enforce_limits(make_page("甲", "乙" * 15))
    assert (page.lines, [gone.text for gone in page.removed]) == ((), ["甲", "乙" * 15])


def test_a_page_within_the_limits_is_unchanged() -> None:
    page = make_page("甲", "乙")
    assert enforce_limits(page) == page
