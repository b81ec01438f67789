"""Counts by year, by tag and by common reports."""

from datetime import UTC, datetime

import pytest

from articles.models import Report, Statement
from articles.public import statistics
from articles.public.kept import KeptList, Kind, Numbers
from tests.builders import (
    make_appearance,
    make_published,
    make_report,
    make_speaker,
    make_statement,
    make_tag,
)

pytestmark = pytest.mark.django_db


def at(year, month=6, day=1, hour=0):
    return datetime(year, month, day, hour, tzinfo=UTC)


def dated(year, month, day, **values):
    return make_published(published_at=at(year, month, day), **values)


def years(numbers):
    return {value.label: value.number for value in statistics.by_year(numbers)}


def reports_on(month, day):
    return list(statistics.anniversaries(Report.objects.published(), month, day))


def test_by_year_contains_years_with_zero():
    assert years({2018: 1, 2020: 2}) == {"2018": 1, "2019": 0, "2020": 2}


def test_a_year_begins_at_local_midnight():
    for moment in (at(2017), at(2018, 12, 31, 17)):
        make_published(published_at=moment)
    kept = KeptList(Report.objects.published(), Kind.SITE)
    values = statistics.by_year(kept.years("dated_reports"))
    assert {value.label: value.number for value in values} == {"2017": 1, "2018": 0, "2019": 1}


def test_by_year_spans_the_years_of_the_charts_beside_it():
    values = statistics.by_year({2018: 1}, shared_years=[2016])
    assert {value.label: value.number for value in values} == {"2016": 0, "2017": 0, "2018": 1}


def test_by_year_of_a_single_year_is_empty():
    assert years({2018: 2}) == {}


def test_by_year_drops_the_earliest_years():
    assert len(years(dict.fromkeys(range(1980, 2020), 1))) == statistics.MOST_YEARS


def test_by_year_links_each_year():
    assert statistics.by_year({2018: 1, 2020: 1}, "?year={}".format)[0].address == "?year=2018"


def test_speakers_on_a_tag_are_dated_by_reports_with_a_known_year():
    speaker, tag = make_speaker(), make_tag()
    for values in ({"event_start": "--10-30"}, {"published_at": at(2018)}):
        make_statement(make_published(tags=[tag.name], **values), "孙刚说。", speaker=speaker)
    [found] = statistics.speakers_on(tag, Report.objects.published(), 5)
    assert (found.statement_count, found.first.year, found.last.year) == (2, 2018, 2018)


def test_a_report_with_an_unknown_year_is_not_counted():
    make_statement(make_published(event_start="--10-30"), "孙刚说。")
    assert statistics.statement_years(Statement.objects.all()) == {}


def test_companions_are_ordered_by_common_reports():
    sun, he, wang = (make_speaker(name) for name in ("孙刚", "何彬", "王伟"))
    for others in ([he, wang], [he]):
        report = make_published()
        for person in (sun, *others):
            make_appearance(report, person.name, speaker=person)
    beside = statistics.companions(sun, Report.objects.published(), 5)
    assert [(person.name, person.shared) for person in beside] == [("何彬", 2), ("王伟", 1)]


def test_companions_ignore_drafts():
    sun, he, report = make_speaker(), make_speaker("何彬"), make_report()
    for person in (sun, he):
        make_appearance(report, person.name, speaker=person)
    assert not statistics.companions(sun, Report.objects.published(), 5)


def test_speakers_on_a_tag_have_first_and_last_date():
    tag, sun = make_tag(), make_speaker()
    for year in (2018, 2020):
        make_statement(dated(year, 6, 1, tags=[tag]), "孙刚说。", speaker=sun)
    make_statement(dated(2022, 6, 1), "孙刚说别的。", speaker=sun)
    [speaker] = statistics.speakers_on(tag, Report.objects.published(), 5)
    assert (speaker.statement_count, speaker.first, speaker.last) == (2, at(2018), at(2020))


def test_anniversaries_are_of_all_years():
    reports = [dated(year, 8, 6) for year in (2018, 2020)]
    dated(2019, 8, 7)
    assert reports_on(8, 6) == reports[::-1]


def test_anniversaries_include_events_that_began_on_the_day():
    report = dated(2019, 8, 9, event_start="2019-08-06")
    assert reports_on(8, 6) == [report]


def test_anniversaries_of_29_february_are_of_leap_years():
    report = dated(2020, 2, 29)
    dated(2019, 2, 28)
    assert reports_on(2, 29) == [report]


@pytest.mark.parametrize(("month", "day"), [(0, 1), (2, 30), (13, 1), (99, 99)])
def test_is_day_is_false_for_impossible_days(month, day):
    assert not statistics.is_day(month, day)


def test_a_mistyped_year_leaves_the_page_of_a_day_whole(client):
    for year in (1, 24, 9999):
        dated(year, 8, 6)
    assert len(reports_on(8, 6)) == 3


@pytest.mark.parametrize("year", [1, 9999])
def test_the_first_and_the_last_year_have_a_page_of_their_month(client, year):
    dated(year, 12, 5, title="抄错了年份")
    assert "抄错了年份" in client.get(f"/reports/{year}/12/").text


def test_a_report_that_was_scheduled_since_the_months_were_read_is_in_none_of_them():
    make_published()
    kept = KeptList(Report.objects.published(), Kind.SITE)
    vars(kept)["_scheduled"] = [(2099_01, Numbers(1, 0, 1, 0))]
    assert kept.months.keys() == {kept.rows.get().shown_month}
