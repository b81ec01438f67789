"""The list of tags, and the page of one."""

import pytest

from tests.builders import make_heard, make_published, make_withdrawn

pytestmark = pytest.mark.django_db


def test_tags_come_with_the_number_of_their_published_reports(client):
    make_published(tags=["公益诉讼", "听证"])
    make_published(tags=["公益诉讼"])
    make_withdrawn(tags=["听证", "撤下"])
    tags = client.get("/tags/").context["page"]
    assert [(tag.name, tag.number) for tag in tags] == [("公益诉讼", 2), ("听证", 1)]


def test_a_tag_page_lists_its_speakers(client):
    speaker = make_heard()
    assert list(client.get("/tags/公益诉讼/").context["speakers"]) == [speaker]


@pytest.mark.parametrize("number", [1, 9])
def test_the_list_of_tags_makes_five_queries(client, django_assert_num_queries, number):
    make_published(tags=[f"标签{index}" for index in range(number)])
    # Their number; the tags; sections of the menu.
    with django_assert_num_queries(5):
        client.get("/tags/")


@pytest.mark.parametrize("number", [2, 15])
def test_a_tag_page_makes_eight_queries(client, django_assert_num_queries, keeps, number):
    make_heard(number)
    client.get("/tags/公益诉讼/")
    # The tag; number of reports; the reports; their cards; years; who speaks; sections of the menu.
    with django_assert_num_queries(8):
        client.get("/tags/公益诉讼/")


@pytest.mark.parametrize("name", ["……", "C++", "𠮷野家", "A/B", "?"])
def test_a_tag_of_any_characters_has_a_page(client, name):
    report = make_published(tags=["！！", name])
    page = client.get(report.tags.get(name=name).get_absolute_url())
    assert list(page.context["page"]) == [report]
