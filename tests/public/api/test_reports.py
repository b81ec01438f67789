from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Report
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_section,
    make_speaker,
    make_statement,
    make_tag,
    put,
)

pytestmark = pytest.mark.django_db

WORDS = "孙刚表示，一是要重视。二是要落实。"


def titles(client, query):
    return [report["title"] for report in client.get(f"/api/reports?{query}").json()["results"]]


def test_a_report_has_its_body_by_paragraphs(client):
    report = make_published(paragraphs=["第一段。", "第二段。"])
    assert client.get(f"/api/reports/{report.pk}").json()["body"] == ["第一段。", "第二段。"]


def test_a_report_has_its_appearances_as_printed(client):
    report = make_published()
    make_appearance(report, "孙刚", titles="检察长、党组书记", organisation="丹东市检察院")
    assert client.get(f"/api/reports/{report.pk}").json()["people"] == [
        {
            "name": "孙刚",
            "titles": ["检察长", "党组书记"],
            "organisation": "丹东市检察院",
            "speaker": None,
        }
    ]


def test_a_report_has_its_statements_with_the_number_of_points(client):
    report = make_published(paragraphs=[WORDS])
    make_statement(report, WORDS)
    [said] = client.get(f"/api/reports/{report.pk}").json()["statements"]
    assert (said["speaker"], said["text"], said["points"]) == ("孙刚", WORDS, 2)


def test_an_unknown_value_is_null(client):
    report = make_published()
    told = client.get(f"/api/reports/{report.pk}").json()
    assert [told[name] for name in ("section", "source", "published_at")] == [None, None, None]


def test_an_event_date_without_a_year_keeps_its_dashes(client):
    report = make_published(event_start="--10-30")
    assert client.get(f"/api/reports/{report.pk}").json()["event_dates"] == ["--10-30"]


def test_reports_are_found_by_section(client):
    make_published("在栏目", section=make_section(slug="yaowen"))
    make_published("无栏目")
    assert titles(client, "section=yaowen") == ["在栏目"]


def test_reports_are_found_by_tag(client):
    make_published("有标签", tags=[make_tag("公益诉讼")])
    make_published("无标签")
    assert titles(client, "tag=公益诉讼") == ["有标签"]


def test_reports_are_found_by_speaker_once_each(client):
    speaker, report = make_speaker(slug="sun-gang"), make_published("孙刚的报道")
    make_appearance(report, "孙刚", speaker=speaker)
    make_appearance(report, "孙检", speaker=speaker)
    make_published("别人的报道")
    assert titles(client, "speaker=sun-gang") == ["孙刚的报道"]


def test_reports_are_found_by_organisation(client):
    organisation = make_organisation(slug="dandong")
    appearance = make_appearance(make_published("丹东的报道"))
    appearance.organisation = organisation
    appearance.save()
    make_published("别处的报道")
    assert titles(client, "organisation=dandong") == ["丹东的报道"]


def test_reports_are_filtered_by_updated_since(client):
    report = Report.objects.get(pk=make_published().pk)
    after = report.public_modified_at.isoformat().replace("+00:00", "Z")
    assert titles(client, f"updated_since={after}") == [report.title]


def test_updated_at_of_a_scheduled_report_is_when_it_went_live(client):
    report = make_published()
    hour = timedelta(hours=1)
    live = timezone.now().replace(microsecond=0) - hour
    earlier = live - hour
    put(report, modified_at=earlier, updated_at=earlier, live_from=live)
    since = (live - hour / 2).strftime("%Y-%m-%dT%H:%M:%SZ")
    [found] = client.get(f"/api/reports?updated_since={since}").json()["results"]
    assert datetime.fromisoformat(found["updated_at"]) == live


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("0001-01-01T00:00:00", 422),
        ("0001-01-01T00:00:00Z", 200),
        ("0001-01-01T00:00:00%2B14:00", 422),
        ("9999-12-31T23:59:59Z", 200),
        ("9999-12-31T23:59:59-12:00", 422),
    ],
)
def test_updated_since_beyond_the_years_1_to_9999_is_422(client, since, status):
    response = client.get(f"/api/reports?updated_since={since}")
    assert (response.status_code, "detail" in response.json()) == (status, status == 422)


def test_updated_since_omits_reports_changed_before(client):
    make_published()
    assert titles(client, "updated_since=2999-01-01T00:00:00Z") == []


def test_tags_have_their_number_of_reports(client):
    tag = make_tag("公益诉讼")
    for _ in range(2):
        make_published(tags=[tag])
    [told] = client.get("/api/tags").json()["results"]
    assert (told["name"], told["reports"]) == ("公益诉讼", 2)


def test_a_section_without_reports_is_left_out(client):
    make_section()
    assert client.get("/api/sections").json() == []


def test_reports_are_found_by_occasion(client):
    make_published(occasion="听证")
    make_published()
    assert [found["occasion"] for found in client.get("/api/reports?occasion=听证").json()["results"]] == [
        "听证"
    ]
