"""Positions and sizes of charts."""

from itertools import pairwise

import pytest

from articles.public.charts import HEIGHT, ROW, WIDEST, WIDTH, Value, columns, rows, scale


def values(*numbers):
    return [Value(str(number), number) for number in numbers]


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 1), (1, 1), (1.5, 2), (3, 5), (6, 10), (11, 20), (50, 50), (501, 1000)]
)
def test_an_axis_ends_at_a_round_number(highest, top):
    assert scale(highest) == top


def test_a_column_is_as_high_as_its_share_of_the_top():
    low, high = columns(values(5, 10)).bars
    assert (low.height, high.height, low.y) == (HEIGHT / 2, HEIGHT, HEIGHT / 2)


def test_columns_share_the_width_and_stay_inside():
    bars = columns(values(*range(26))).bars
    assert all(one.x + one.width <= other.x for one, other in pairwise(bars))
    assert bars[-1].x + bars[-1].width <= WIDTH


def test_few_columns_have_a_maximum_width_and_are_centred():
    one, other = columns(values(1, 2)).bars
    assert (one.width, one.middle, other.middle) == (WIDEST, WIDTH / 4, WIDTH * 3 / 4)


def test_the_longest_row_is_as_long_as_the_chart():
    chart = rows(values(8, 4))
    assert ([bar.width for bar in chart.bars], chart.height) == ([WIDTH, WIDTH / 2], 2 * ROW)


def test_the_usual_value_is_marked_on_the_same_scale():
    [bar] = rows([Value("公益诉讼", 2, usual=4)]).bars
    assert (bar.width, bar.usual) == (WIDTH / 2, WIDTH)


@pytest.mark.parametrize("chart", [columns([]), rows([]), columns(values(0, 0))])
def test_a_chart_without_values_is_empty(chart):
    assert chart.is_empty
