"""Checks of reposts."""

import pytest

from articles.editorial.checks import StatementText
from articles.editorial.checks.reposts import our_places_in_repost, relative_days_in_repost
from tests.editorial.checks.texts import words


def test_a_day_that_depends_on_the_source_is_found():
    assert words(relative_days_in_repost, "近日，会议在我市召开。", is_repost=True) == ["近日"]


def test_a_place_that_depends_on_the_source_is_found():
    assert words(our_places_in_repost, "近日，会议在我市召开。", is_repost=True) == ["我市"]


@pytest.mark.parametrize("check", [relative_days_in_repost, our_places_in_repost])
def test_reports_that_are_no_repost_are_not_checked(check):
    assert words(check, "近日，会议在我市召开。") == []


def test_quotations_are_not_checked():
    said = (StatementText(1, "孙刚", "我市今天很好。"),)
    assert (
        words(
            our_places_in_repost,
            "孙刚表示，我市今天很好。他说：“我院也好。”",
            is_repost=True,
            statements=said,
        )
        == []
    )
