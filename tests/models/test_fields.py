"""Partial dates."""

import pytest
from django.core.exceptions import ValidationError

from articles.models.fields import validate_partial_date


@pytest.mark.parametrize("value", ["2019", "2019-08", "2019-08-06", "--08-06", "--02-29", "2020-02-29"])
def test_a_partial_date_is_valid(value):
    validate_partial_date(value)


@pytest.mark.parametrize(
    "value",
    [
        "19",
        "2019-13",
        "2019-02-29",
        "--02-30",
        "2019-8-6",
        "2019年",
        "--08",
        "0000",
        "２０１９",
        "2019-08-06\n",
    ],
)
def test_an_impossible_partial_date_is_invalid(value):
    with pytest.raises(ValidationError):
        validate_partial_date(value)
