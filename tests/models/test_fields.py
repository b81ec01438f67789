"""Dates with parts missing."""

import pytest
from django.core.exceptions import ValidationError

from articles.models.fields import validate_partial_date


@pytest.mark.parametrize("value", ["2019", "2019-08", "2019-08-06", "--08-06", "--02-29", "2020-02-29"])
def test_a_date_to_the_precision_that_is_known_is_taken(value):
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
def test_what_can_be_no_date_is_refused(value):
    with pytest.raises(ValidationError):
        validate_partial_date(value)
