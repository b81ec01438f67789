"""Template filters for dates."""

from datetime import UTC, datetime

import pytest

from articles.public.dates import clock, event_dates, partial_date
from tests.builders import make_published, make_report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["2019-07-17", "2019-07", "2019"])
def test_a_partial_date_shows_its_year(value):
    assert "2019" in partial_date(value)


def test_a_date_without_a_year_shows_none():
    assert "2000" not in partial_date("--02-29")


def test_an_event_of_several_days_shows_its_year_once():
    report = make_report(event_start="2019-07-17", event_end="2019-07-19")
    assert event_dates(report).count("2019") == 1


def test_an_event_of_one_day_is_one_date():
    assert event_dates(make_report(event_start="2019-07-17", event_end="2019-07-17")) == partial_date(
        "2019-07-17"
    )


def test_an_event_with_an_unknown_year_is_marked(client):
    plain = make_published(event_start="2019-10-30")
    unsure = make_published(event_start="--10-30")
    pages = [client.get(report.get_absolute_url()).text for report in (plain, unsure)]
    assert ['class="open"' in page for page in pages] == [False, True]


def test_midnight_is_shown_without_a_time():
    assert clock(datetime(2019, 8, 5, 16, 0, tzinfo=UTC)) == ""


def test_a_time_is_shown_in_local_time():
    assert clock(datetime(2019, 8, 6, 9, 19, tzinfo=UTC)) == "17:19"
