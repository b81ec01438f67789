"""The page of an organisation."""

from datetime import UTC, datetime

import pytest

from articles.models import Membership
from tests.builders import (
    SPOKEN,
    make_appearance,
    make_heard,
    make_organisation,
    make_published,
    make_speaker,
)

pytestmark = pytest.mark.django_db


def test_an_organisation_shows_its_people_and_reports(client):
    organisation = make_organisation()
    speaker = make_heard(organisation=organisation)
    page = client.get(organisation.get_absolute_url()).text
    assert speaker.get_absolute_url() in page
    assert "报道0" in page


def test_an_organisation_dates_its_people_by_the_reports(client):
    organisation, speaker = make_organisation(), make_speaker()
    for year in (2018, 2020):
        make_heard(organisation=organisation, speaker=speaker, published_at=datetime(year, 5, 1, tzinfo=UTC))
    ((_name, _slug, [post]),) = client.get(organisation.get_absolute_url()).context["people"]
    assert (post["first"].year, post["last"].year, post["number"]) == (2018, 2020, 2)


def test_a_person_of_many_titles_is_one_entry_of_an_organisation(client):
    organisation, speaker = make_organisation(), make_speaker()
    make_heard(2, organisation=organisation, speaker=speaker)
    speaker.appearances.filter(report__title="报道0").update(titles="副检察长")
    ((name, _slug, posts),) = client.get(organisation.get_absolute_url()).context["people"]
    assert (name, {post["titles"] for post in posts}) == ("孙刚", {"检察长", "副检察长"})


def test_an_organisation_shows_the_register_of_its_posts(client):
    organisation = make_organisation()
    speaker = make_heard(organisation=organisation)
    Membership.objects.create(speaker=speaker, organisation=organisation, role="处长", start="2010")
    Membership.objects.create(speaker=make_speaker("无关者"), organisation=organisation, role="科长")
    posts = client.get(organisation.get_absolute_url()).context["posts"]
    assert [post.role for post in posts] == ["处长"]


def test_an_organisation_s_reports_are_drawn_over_the_years(client):
    organisation, speaker = make_organisation(), make_speaker()
    for year in (2018, 2020):
        make_heard(organisation=organisation, speaker=speaker, published_at=datetime(year, 5, 1, tzinfo=UTC))
    chart = client.get(organisation.get_absolute_url()).context["years"]
    assert [(bar.value.label, bar.value.number) for bar in chart.bars] == [
        ("2018", 1),
        ("2019", 0),
        ("2020", 1),
    ]


def test_people_whose_identity_is_open_are_named_without_a_link(client):
    organisation = make_organisation()
    appearance = make_appearance(make_published(), "未定者")
    appearance.organisation = organisation
    appearance.save()
    assert "未定者" in client.get(organisation.get_absolute_url()).text


@pytest.mark.parametrize("number", [2, 15])
def test_an_organisation_asks_the_database_eight_times(client, django_assert_num_queries, number):
    organisation = make_organisation()
    make_heard(number, organisation=organisation)
    # The organisation; number of reports; the reports; their voices; the years; posts of the register; its
    # people; sections of the masthead.
    with django_assert_num_queries(8):
        client.get(organisation.get_absolute_url())


def test_what_is_said_for_an_organisation_is_had_as_a_table(client):
    organisation = make_organisation()
    make_heard(organisation=organisation)
    table = client.get(f"{organisation.get_absolute_url()}statements.csv").getvalue().decode("utf-8-sig")
    assert SPOKEN in table.splitlines()[1]
