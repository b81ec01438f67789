"""Dates without a year."""

import pytest

from articles.checks import Manuscript
from articles.checks.dates import event_year_unknown


def test_a_date_without_a_year_is_found():
    [finding] = event_year_unknown(Manuscript(event_start="--10-30"))
    assert (finding.place, finding.words) == ("event_start", "--10-30")


def test_both_ends_of_an_event_are_looked_at():
    findings = event_year_unknown(Manuscript(event_start="--10-30", event_end="--11-01"))
    assert [finding.place for finding in findings] == ["event_start", "event_end"]


@pytest.mark.parametrize("value", ["", "2019", "2019-08", "2019-08-06"])
def test_a_date_with_its_year_is_not_found(value):
    assert not list(event_year_unknown(Manuscript(event_start=value)))
