"""The posts of the register and those that reports print, as one line of time."""

from datetime import UTC, datetime

import pytest

from articles.models import Membership
from articles.register.tenures import timeline
from tests.builders import make_organisation, make_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker():
    return make_speaker()


@pytest.fixture
def court():
    return make_organisation("县法院", slug="court")


def printed(titles, first, last=None, *, slug="court"):
    """A row as selectors.printed_titles() gives it."""
    days = {"first": datetime(first, 6, 1, tzinfo=UTC), "last": datetime(last or first, 6, 1, tzinfo=UTC)}
    return {
        "printed_organisation": "本院",
        "titles": titles,
        "organisation__slug": slug,
        "number": 1,
    } | days


def held(speaker, court, title, start="", end=""):
    return Membership.objects.create(speaker=speaker, organisation=court, role=title, start=start, end=end)


def told(*args):
    return [(each.name, each.number) for each in timeline(*args)]


def test_what_the_register_knows_is_told_once(speaker, court):
    membership = held(speaker, court, "院长", "2018")
    assert told([membership], [printed("院长", 2019, 2020)]) == [("县法院院长", 1)]


def test_titles_printed_together_are_posts_of_the_register(speaker, court):
    memberships = [held(speaker, court, "院长", "2018"), held(speaker, court, "党组书记", "2017")]
    assert told(memberships, [printed("党组书记、院长", 2019)]) == [("县法院院长", 1), ("县法院党组书记", 1)]


def test_a_title_that_the_register_lacks_is_told_as_printed(speaker, court):
    membership = held(speaker, court, "院长", "2018")
    assert ("本院党组书记、院长", 1) in told([membership], [printed("党组书记、院长", 2019)])


@pytest.mark.parametrize("years", [(2016, 2016), (2016, 2019), (2019, 2022)])
def test_a_post_printed_outside_its_time_stands_by_itself(speaker, court, years):
    membership = held(speaker, court, "院长", "2018", "2020")
    assert ("本院院长", 1) in told([membership], [printed("院长", *years)])


def test_a_post_of_another_organisation_stands_by_itself(speaker, court):
    membership = held(speaker, court, "院长", "2018")
    assert ("本院院长", 1) in told([membership], [printed("院长", 2019, slug=None)])


def test_the_newest_comes_first_whoever_says_it(speaker, court):
    memberships = [held(speaker, court, "庭长", "2010", "2014"), held(speaker, court, "院长", "2018")]
    found = timeline(memberships, [printed("副院长", 2016)])
    assert [each.name for each in found] == ["县法院院长", "本院副院长", "县法院庭长"]


def test_an_organisation_that_no_report_names_has_no_link(speaker, court):
    (only,) = timeline([held(speaker, court, "院长", "2018")], [])
    assert only.organisation == ""
