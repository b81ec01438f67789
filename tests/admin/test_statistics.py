"""What the desk counts about its own work."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.admin.statistics import WEEKS, quiet_sections, reports_a_week, rising_tags
from articles.models import Report
from tests.builders import make_published, make_report, make_section

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday


def published(days_ago, **values):
    return make_published(published_at=NOW - timedelta(days=days_ago), **values)


def public():
    return Report.objects.published()


class TestQuietSections:
    def test_a_section_is_quiet_after_two_weeks(self):
        quiet, lively = make_section("要闻"), make_section("案例")
        published(15, section=quiet)
        published(13, section=lively)
        assert list(quiet_sections(public(), NOW)) == [quiet]

    def test_the_longest_silence_comes_first(self):
        short, long = make_section("要闻"), make_section("案例")
        published(20, section=short)
        published(200, section=long)
        assert list(quiet_sections(public(), NOW)) == [long, short]

    def test_draft_does_not_end_the_silence(self):
        section = make_section()
        published(20, section=section)
        make_report(section=section, published_at=NOW)
        assert quiet_sections(public(), NOW).get() == section

    def test_a_section_that_never_had_a_report_is_not_quiet(self):
        make_section()
        assert not quiet_sections(public(), NOW).exists()


class TestReportsAWeek:
    def test_there_are_as_many_weeks_whatever_was_published(self):
        weeks = reports_a_week(public(), NOW)
        assert (len(weeks), weeks[-1].monday.isoformat()) == (WEEKS, "2026-03-09")

    def test_a_week_begins_on_monday_by_the_days_of_the_place(self):
        for moment in ("2026-03-08T23:59+08:00", "2026-03-09T00:00+08:00", "2026-03-12T08:00+08:00"):
            make_published(published_at=moment)
        assert [week.number for week in reports_a_week(public(), NOW)][-2:] == [1, 2]

    def test_what_is_older_is_not_counted(self):
        published(7 * WEEKS + 7)
        assert not any(week.number for week in reports_a_week(public(), NOW))


class TestRisingTags:
    def test_a_tag_that_is_used_more_than_before_rises(self):
        for days in (1, 2, 40, 50, 60, 150, 151, 152):
            published(days, tags=["公益诉讼"])
        [tag] = rising_tags(public(), 10, NOW)
        assert (tag.name, tag.recent, tag.before, round(tag.usual, 6)) == ("公益诉讼", 2, 3, 1)

    def test_a_tag_that_is_used_as_before_does_not(self):
        for days in (1, 2, 31, 40, 50, 60, 70, 80):
            published(days, tags=["公益诉讼"])
        assert not rising_tags(public(), 10, NOW)

    def test_one_report_is_no_rise(self):
        published(1, tags=["公益诉讼"])
        assert not rising_tags(public(), 10, NOW)

    def test_the_steepest_comes_first(self):
        for days in (1, 2, 3):
            published(days, tags=["未检"])
        for days in (4, 5):
            published(days, tags=["听证"])
        assert [tag.name for tag in rising_tags(public(), 10, NOW)] == ["未检", "听证"]

    def test_limit_is_kept(self):
        for days in (1, 2):
            published(days, tags=["甲", "乙", "丙"])
        assert len(rising_tags(public(), 2, NOW)) == 2

    def test_a_draft_makes_nothing_rise(self):
        for _number in range(3):
            make_report(published_at=NOW, tags=["公益诉讼"])
        assert not rising_tags(public(), 10, NOW)
