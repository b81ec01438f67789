"""The home page."""

from datetime import UTC, datetime

import pytest

from tests.builders import make_published, make_section, make_spoken_reports, make_statement

pytestmark = pytest.mark.django_db


def test_home_without_reports_shows_a_message(client):
    assert '<p class="empty">' in client.get("/").text


def test_home_shows_the_newest_report_first(client):
    make_published("旧的", published_at=datetime(2019, 1, 1, tzinfo=UTC))
    newest = make_published("新的", published_at=datetime(2024, 1, 1, tzinfo=UTC))
    assert client.get("/").context["lead"] == newest


def test_home_shows_the_newest_of_each_section(client):
    reports = [make_published(section=make_section(name)) for name in ("要闻", "公告")]
    assert set(client.get("/").context["by_section"]) == set(reports)


def test_home_shows_no_more_than_a_few_of_a_section(client):
    section = make_section()
    for _ in range(6):
        make_published(section=section)
    assert len(client.get("/").context["by_section"]) == 4


def test_home_shows_the_sections_in_their_order(client):
    second, first = make_section("第二"), make_section("第一")
    second.order = 9
    second.save()
    reports = [make_published(section=section) for section in (first, second)]
    assert list(client.get("/").context["by_section"]) == reports


def test_home_quotes_the_newest_statement(client):
    report = make_spoken_reports()
    statement = report.appearances.get().statements.get()
    assert f'<a href="{report.get_absolute_url()}#s{statement.pk}">' in client.get("/").text


def test_home_quotes_no_statement_that_is_no_longer_in_the_body(client):
    make_statement(make_published(), "没有说过的话")
    assert "没有说过的话" not in client.get("/").text


def test_home_lists_the_most_active_speakers(client):
    make_spoken_reports(2)
    assert [speaker.statement_count for speaker in client.get("/").context["speakers"]] == [2]


@pytest.mark.parametrize("number", [2, 9])
def test_home_makes_nine_queries(client, django_assert_num_queries, keeps, number):
    make_spoken_reports(number)
    client.get("/")
    # Lead and latest; keys of each section's newest; those reports; all their cards; what they say; the most
    # active speakers and the most used tags, counted together; these speakers; tags; sections of the menu.
    with django_assert_num_queries(9):
        client.get("/")
