"""Comparison of two speakers on one tag, and one day in all years."""

from datetime import UTC, datetime

import pytest

from tests.builders import make_published, make_report, make_speaker, make_statement, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag():
    return make_tag("听证")


def say(name, words, tag, *, make=make_published, **values):
    """Make a statement of a person in a report with the tag."""
    speaker = make_speaker(name, slug=name)
    make_statement(make(paragraphs=[words], tags=[tag], **values), words, name=name, speaker=speaker)


def compare(client, *slugs, tag="听证"):
    return client.get("/compare/", {"tag": tag, "speaker": slugs})


def test_the_statements_of_two_speakers_are_shown(client, tag):
    say("孙刚", "孙刚说要听证。", tag)
    say("何彬", "何彬说要公开。", tag)
    page = compare(client, "何彬", "孙刚").text
    assert page.index("何彬说要公开。") < page.index("孙刚说要听证。")


def test_both_charts_have_the_same_years_and_scale(client, tag):
    for name, years in (("孙刚", (2018, 2018, 2018)), ("何彬", (2020,))):
        speaker = make_speaker(name, slug=name)
        for year in years:
            report = make_published(
                paragraphs=["要听证。"], tags=[tag], published_at=datetime(year, 5, 1, tzinfo=UTC)
            )
            make_statement(report, "要听证。", name=name, speaker=speaker)
    charts = [side["years"] for side in compare(client, "孙刚", "何彬").context["sides"]]
    assert [(chart.bars[0].value.label, chart.top) for chart in charts] == [("2018", 5), ("2018", 5)]


def test_statements_on_other_tags_are_not_compared(client, tag):
    say("孙刚", "孙刚说要听证。", tag)
    say("何彬", "何彬说别的。", make_tag("别的"))
    assert "何彬说别的。" not in compare(client, "何彬", "孙刚").text


@pytest.mark.parametrize("slugs", ["孙刚", "孙刚 无此人", "孙刚 孙刚", "孙刚 何彬 x", "\0 '"])
def test_one_speaker_is_not_compared(client, tag, slugs):
    say("孙刚", "孙刚说要听证。", tag)
    say("何彬", "何彬说要公开。", tag)
    assert compare(client, *slugs.split()).context["wrong"]


def test_speakers_on_the_tag_can_be_chosen(client, tag):
    say("孙刚", "孙刚说要听证。", tag)
    assert [speaker.name for speaker in compare(client).context["choices"]] == ["孙刚"]


def test_a_draft_is_not_compared(client, tag):
    say("孙刚", "孙刚说要听证。", tag)
    say("何彬", "何彬说要公开。", tag, make=make_report)
    assert "何彬说要公开。" not in compare(client, "何彬", "孙刚").text


def test_a_tag_without_published_reports_is_404(client, tag):
    assert compare(client).status_code == 404


@pytest.mark.parametrize("number", [1, 9])
def test_the_queries_of_a_comparison_do_not_depend_on_the_statements(
    client, tag, django_assert_num_queries, number
):
    people = [make_speaker(name, slug=name) for name in ("孙刚", "何彬")]
    for index in range(number):
        for person in people:
            words = f"{person.name}说{index}。"
            make_statement(make_published(paragraphs=[words], tags=[tag]), words, speaker=person)
    # The tag; both people; for each their statements, their number and the years; who else spoke; sections
    # of the menu.
    with django_assert_num_queries(13):
        compare(client, "孙刚", "何彬")


def test_on_this_day_redirects_to_today(client):
    assert client.get("/on-this-day/")["Location"].startswith("/on-this-day/")


def test_a_day_shows_the_reports_of_all_years(client):
    report = make_published(published_at=datetime(2019, 8, 6, tzinfo=UTC))
    assert list(client.get("/on-this-day/8-6/").context["page"]) == [report]


def test_a_day_without_reports_shows_a_message(client):
    assert '<p class="empty">' in client.get("/on-this-day/8-6/").text


def test_a_day_links_to_the_days_before_and_after(client):
    page = client.get("/on-this-day/2-29/").text
    assert "/on-this-day/2-28/" in page
    assert "/on-this-day/3-1/" in page


def test_an_impossible_day_is_404(client):
    assert client.get("/on-this-day/2-30/").status_code == 404
