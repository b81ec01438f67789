"""Synonyms at the desk: entered with their tag, and folded where somebody types one."""

import pytest

from articles.models import Tag, TagName
from tests.admin.forms import new_row, posted
from tests.builders import make_report, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag():
    tag = make_tag("公益诉讼")
    tag.other_names.create(name="益诉")
    return tag


def add_synonym(desk, tag, name):
    there = f"/admin/articles/tag/{tag.pk}/change/"
    page = desk.get(there)
    return desk.post(there, posted(page, **new_row(page, "other_names", name=name, tag=tag.pk)))


def test_a_synonym_is_entered_with_its_tag(desk):
    tag = make_tag("公益诉讼")
    add_synonym(desk, tag, "益诉")
    assert tag.other_names.get().name == "益诉"


def test_a_tag_is_no_synonym_of_another(desk):
    make_tag("益诉")
    add_synonym(desk, make_tag("公益诉讼"), "益诉")
    assert not TagName.objects.exists()


def test_a_synonym_that_is_typed_is_taken_for_its_tag(desk, tag):
    there = "/admin/articles/report/add/"
    desk.post(there, posted(desk.get(there), title="甲", tags=["听证、益诉"]))
    assert set(Tag.objects.filter(taggings__isnull=False).values_list("name", flat=True)) == {
        "听证",
        "公益诉讼",
    }


def test_a_synonym_with_a_space_stays_whole(desk, tag):
    tag.other_names.create(name="公益 诉讼")
    there = "/admin/articles/report/add/"
    desk.post(there, posted(desk.get(there), title="甲", tags=["公益 诉讼"]))
    assert list(Tag.objects.all()) == [tag]


def test_the_tag_is_suggested_for_a_synonym(desk, tag):
    found = desk.get("/admin/articles/tag/suggestions/", {"term": "益诉"}).json()["results"]
    assert [row["text"] for row in found] == ["公益诉讼"]


def test_a_tag_is_suggested_once_however_many_synonyms_match(desk, tag):
    tag.other_names.create(name="行政益诉")
    make_report(tags=["公益诉讼"])
    found = desk.get("/admin/articles/tag/suggestions/", {"term": "益诉"}).json()["results"]
    assert [row["text"] for row in found] == ["公益诉讼"]


def test_a_tag_is_found_in_the_list_by_a_synonym(desk, tag):
    make_tag("听证")
    page = desk.get("/admin/articles/tag/", {"q": "益诉"})
    assert list(page.context["cl"].result_list) == [tag]
