"""What the pages of the desk share."""

import pytest

from articles.admin.base import parse_pk


@pytest.mark.parametrize(
    ("sent", "number"), [("12", 12), (7, 7), ("", 0), (None, 0), ("-1", 0), ("x", 0), ("9" * 30, 0)]
)
def test_parse_pk_gives_0_for_anything_but_a_number(sent, number):
    assert parse_pk(sent) == number
