"""What results are narrowed by."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.models import Report
from articles.search import FACETS, Counted, CountedStatements, Value
from articles.search.facets import condition
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_section,
    make_speaker,
    make_statement,
    make_tag,
)

pytestmark = pytest.mark.django_db


def make_all():
    """A report with a value of every facet, beside one without any."""
    make_published("别的", published_at=datetime(2020, 5, 1, tzinfo=UTC))
    report = make_published(
        "这个",
        section=make_section("要闻", slug="yaowen"),
        tags=[make_tag("听证")],
        occasion="座谈会",
        published_at=datetime(2018, 12, 31, 17, tzinfo=UTC),  # the new year has come in Shanghai
    )
    appearance = make_appearance(report, speaker=make_speaker(slug="sun-gang"))
    appearance.organisation = make_organisation(slug="dandong")
    appearance.save()
    return report


VALUES = {
    "section": Value("yaowen", "要闻", 1),
    "speaker": Value("sun-gang", "孙刚", 1),
    "organisation": Value("dandong", "丹东市人民检察院", 1),
    "tag": Value("听证", "听证", 1),
    "year": Value("2019", "2019年", 1),
    "occasion": Value("座谈会", "座谈会", 1),
}


def test_every_facet_is_tried_here():
    assert set(VALUES) == set(FACETS)


@pytest.mark.parametrize("name", FACETS)
def test_a_value_narrows_to_the_reports_that_have_it(name):
    report = make_all()
    assert list(Report.objects.filter(condition({name: VALUES[name].key}))) == [report]


@pytest.mark.parametrize("name", FACETS)
def test_the_reports_of_a_value_are_counted(name):
    report = make_all()
    assert FACETS[name].count(Counted([report.pk])) == [VALUES[name]]


@pytest.mark.parametrize("name", FACETS)
def test_a_value_is_printed_by_its_name(name):
    make_all()
    assert FACETS[name].label(VALUES[name].key, Report.objects.all()) == VALUES[name].label


@pytest.mark.parametrize("name", FACETS)
@pytest.mark.parametrize("key", ["x", "0000", "9999", "²019", "' OR 1=1"])
def test_a_value_that_there_is_not_finds_nothing(name, key):
    make_all()
    assert not Report.objects.filter(condition({name: key})).exists()


def test_a_report_of_an_unknown_year_is_in_no_year():
    report = make_published(event_start="--10-30", published_at=datetime(2019, 5, 1, tzinfo=UTC))
    assert FACETS["year"].count(Counted([report.pk])) == []
    assert not Report.objects.filter(condition({"year": "2019"})).exists()


@pytest.mark.parametrize("name", FACETS)
def test_the_statements_of_a_value_are_counted(name):
    report = make_all()
    said = [make_statement(report, words, order=order) for order, words in enumerate(("一。", "二。"))]
    assert FACETS[name].count(CountedStatements([each.pk for each in said])) == [
        replace(VALUES[name], number=2)
    ]


def test_a_statement_counts_for_the_person_who_made_it_alone():
    report = make_all()
    other = make_statement(report, "一。", name="何彬", speaker=make_speaker("何彬", slug="he-bin"))
    assert [value.label for value in FACETS["speaker"].count(CountedStatements([other.pk]))] == ["何彬"]


def test_a_person_named_twice_in_a_report_counts_once():
    report, speaker = make_published(), make_speaker()
    for name in ("孙刚", "孙检"):
        make_appearance(report, name, speaker=speaker)
    assert FACETS["speaker"].count(Counted([report.pk]))[0].number == 1
