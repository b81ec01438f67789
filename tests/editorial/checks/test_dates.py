"""Checks of dates, times and days of the week."""

from datetime import date

import pytest

from articles.editorial.checks import Level, Manuscript
from articles.editorial.checks.dates import (
    event_after_publication,
    event_year_unknown,
    impossible_dates,
    impossible_times,
    wrong_weekdays,
    year_zero,
)
from tests.editorial.checks.texts import body, fixed, words


def test_a_date_without_a_year_is_found():
    [finding] = event_year_unknown(Manuscript(event_start="--10-30"))
    assert (finding.place, finding.words) == ("event_start", "--10-30")


def test_both_ends_of_an_event_are_looked_at():
    findings = event_year_unknown(Manuscript(event_start="--10-30", event_end="--11-01"))
    assert [finding.place for finding in findings] == ["event_start", "event_end"]


@pytest.mark.parametrize("value", ["", "2019", "2019-08", "2019-08-06"])
def test_a_date_with_its_year_is_not_found(value):
    assert not list(event_year_unknown(Manuscript(event_start=value)))


@pytest.mark.parametrize("text", ["2月30日", "13月5日", "2019年2月29日", "２０１９年１３月", "6月31号"])
def test_a_day_that_is_not_in_the_calendar_is_an_error(text):
    [finding] = impossible_dates(body(f"会议于{text}召开"))
    assert (finding.words, finding.start, finding.level) == (text, 3, Level.ERROR)


@pytest.mark.parametrize(
    "text", ["2月29日", "2020年2月29日", "12月31日", "历时13月", "农历二月三十日", "2019年7月"]
)
def test_days_of_the_calendar_pass(text):
    assert words(impossible_dates, text) == []


@pytest.mark.parametrize("text", ["25时30分", "17:69", "9点75分"])
def test_a_time_that_no_clock_shows_is_found(text):
    assert words(impossible_times, f"会议于{text}开始") == [text]


@pytest.mark.parametrize("text", ["17:19", "24:00", "9时30分", "比分是3:21", "8小时30分", "1:100的比例"])
def test_times_pass(text):
    assert words(impossible_times, f"会议于{text}开始") == []


def test_a_wrong_day_of_the_week_is_an_error_where_the_year_is_printed():
    [finding] = wrong_weekdays(body("2019年7月17日（星期二）召开"))
    assert (finding.words, finding.level) == ("2019年7月17日（星期二", Level.ERROR)


def test_a_wrong_day_of_the_week_is_a_warning_where_the_year_is_that_of_the_event():
    [finding] = wrong_weekdays(body("7月17日，周二，召开", event_start="2019-07-17"))
    assert finding.level == Level.WARNING


@pytest.mark.parametrize(
    "text", ["2019年7月17日（星期三）", "2019年7月。17日", "2019年7月21日，星期天", "7月17日（星期二）"]
)
def test_days_of_the_week_that_are_right_or_unknown_pass(text):
    assert words(wrong_weekdays, text) == []


def test_an_event_after_its_publication_is_found():
    [finding] = event_after_publication(Manuscript(event_start="2019-08-07", published_on=date(2019, 8, 6)))
    assert finding.place == "event_start"


@pytest.mark.parametrize("start", ["2019-08-06", "2019-08", "2019", "--10-30", ""])
def test_an_event_up_to_its_publication_passes(start):
    assert not list(event_after_publication(Manuscript(event_start=start, published_on=date(2019, 8, 6))))


@pytest.mark.parametrize("text", ["二零一九年", "二0一九年", "二○一九年"])
def test_the_zero_of_a_year_is_written_as_one(text):
    assert fixed(year_zero, text) == "二〇一九年"


def test_a_right_year_passes():
    assert words(year_zero, "二〇一九年，三十零一年") == []
