"""Goals, tables and the plot."""

import pytest

from tests.benchmarks.plot import plot
from tests.benchmarks.table import Goal, Row, markdown


@pytest.mark.parametrize(
    ("goal", "value", "is_met"),
    [
        (Goal("ms", most=3.2), 3.2, True),
        (Goal("ms", most=3.2), 3.3, False),
        (Goal("ms", least=85), 85, True),
        (Goal("ms", least=85), 84, False),
    ],
)
def test_a_goal_is_met_up_to_its_bound(goal, value, is_met):
    assert goal.is_met({"ms": value}) is is_met


def test_a_row_says_whether_all_its_goals_are_met():
    row = Row("Afresh", "home", 1000, {"ms": 5.0, "KB": 70}, [Goal("ms", most=7), Goal("KB", most=60)])
    assert "| home | 1,000 | 5 | 70 | ms ≤ 7, KB ≤ 60 | NOT MET |" in markdown([row])


def test_what_was_measured_at_two_sizes_is_plotted():
    rows = [
        Row("Afresh", what, size, {"ms": 5.0}) for what, size in (("home", 10), ("home", 100), ("list", 10))
    ]
    drawn = plot(rows, "ms")
    assert ("home" in drawn, "list" in drawn) == (True, False)
