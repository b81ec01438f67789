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
    relist,
)

pytestmark = pytest.mark.django_db


def test_an_organisation_shows_its_people_and_reports(client):
    organisation = make_organisation()
    speaker = make_heard(organisation=organisation)
    page = client.get(organisation.get_absolute_url()).text
    assert speaker.get_absolute_url() in page
    assert "报道0" in page


def test_people_of_an_organisation_have_the_dates_of_reports(client):
    organisation, speaker = make_organisation(), make_speaker()
    for year in (2018, 2020):
        make_heard(organisation=organisation, speaker=speaker, published_at=datetime(year, 5, 1, tzinfo=UTC))
    ((_name, _slug, [post]),) = client.get(organisation.get_absolute_url()).context["people"]
    assert (post["first"].year, post["last"].year, post["number"]) == (2018, 2020, 2)


def test_a_person_with_several_titles_is_listed_once(client):
    organisation, speaker = make_organisation(), make_speaker()
    make_heard(2, organisation=organisation, speaker=speaker)
    speaker.appearances.filter(report__title="报道0").update(titles="副检察长")
    ((name, _slug, posts),) = client.get(organisation.get_absolute_url()).context["people"]
    assert (name, {post["titles"] for post in posts}) == ("孙刚", {"检察长", "副检察长"})


def test_an_organisation_shows_its_memberships(client):
    organisation = make_organisation()
    speaker = make_heard(organisation=organisation)
    Membership.objects.create(speaker=speaker, organisation=organisation, role="处长", start="2010")
    Membership.objects.create(speaker=make_speaker("无关者"), organisation=organisation, role="科长")
    memberships = client.get(organisation.get_absolute_url()).context["memberships"]
    assert [each.role for each in memberships] == ["处长"]


def test_an_organisation_has_a_chart_of_reports_by_year(client):
    organisation, speaker = make_organisation(), make_speaker()
    for year in (2018, 2020):
        make_heard(organisation=organisation, speaker=speaker, published_at=datetime(year, 5, 1, tzinfo=UTC))
    chart = client.get(organisation.get_absolute_url()).context["years"]
    assert [(bar.value.label, bar.value.number) for bar in chart.bars] == [
        ("2018", 1),
        ("2019", 0),
        ("2020", 1),
    ]


def test_undecided_people_are_named(client):
    organisation = make_organisation()
    appearance = make_appearance(make_published(), "未定者")
    appearance.organisation = organisation
    appearance.save()
    relist(appearance.report)
    assert "未定者" in client.get(organisation.get_absolute_url()).text


@pytest.mark.parametrize("number", [2, 15])
def test_an_organisation_page_makes_eight_queries(client, django_assert_num_queries, keeps, number):
    organisation = make_organisation()
    make_heard(number, organisation=organisation)
    client.get(organisation.get_absolute_url())
    # The organisation; number of reports; the reports; their cards; the years; posts of the register; its
    # people; sections of the menu.
    with django_assert_num_queries(8):
        client.get(organisation.get_absolute_url())


def test_the_csv_of_an_organisation_contains_its_statements(client):
    organisation = make_organisation()
    make_heard(organisation=organisation)
    table = client.get(f"{organisation.get_absolute_url()}statements.csv").getvalue().decode("utf-8-sig")
    assert SPOKEN in table.splitlines()[1]
