"""Unique slugs and slug redirects."""

import pytest

from articles.models import Section, SlugRedirect, Speaker, slugs
from articles.models.pinyin import reading
from articles.register.merging import merge_speakers
from tests.builders import (
    make_organisation,
    make_redirect,
    make_section,
    make_speaker,
    make_tag,
)

pytestmark = pytest.mark.django_db


def test_a_slug_is_made_of_pinyin():
    assert slugs.unique_slug(Speaker, reading("孙刚")) == "sun-gang"


def test_a_taken_slug_gets_the_next_number():
    make_speaker(slug="sun-gang")
    make_speaker(slug="sun-gang-2")
    assert slugs.unique_slug(Speaker, "sun gang") == "sun-gang-3"


def test_several_equal_slugs_get_consecutive_numbers():
    for number in range(1, 13):
        make_speaker(slug=f"sun-gang-{number}" if number > 1 else "sun-gang")
    assert slugs.unique_slugs(Speaker, ["sun gang", "sun gang"]) == ["sun-gang-13", "sun-gang-14"]


def test_a_slug_keeps_characters_outside_the_basic_plane():
    assert slugs.unique_slug(Speaker, reading("𠮷野")) == "𠮷-ye"


def test_a_name_without_letters_gets_a_numbered_slug():
    assert slugs.unique_slug(Section, "……") == "section-1"


def test_a_reserved_slug_is_not_used():
    make_section(slug="reports-3")
    assert slugs.unique_slug(Section, "reports", reserved=frozenset({"reports"})) == "reports-2"


@pytest.mark.parametrize(
    ("make", "text"),
    [(make_section, "sun-gang"), (make_speaker, "sun gang"), (make_organisation, "sun gang")],
)
def test_a_former_slug_is_not_used_again(make, text):
    make_redirect(make(), "sun-gang")
    model = type(make("另一个"))
    assert slugs.unique_slug(model, text) == "sun-gang-2"


def test_a_former_slug_of_another_kind_can_be_used():
    make_redirect(make_tag(), "sun-gang")
    assert slugs.unique_slug(Speaker, "sun gang") == "sun-gang"


def test_add_redirect_deletes_the_redirect_from_the_current_slug():
    speaker = make_speaker(slug="b")
    slugs.add_redirect(speaker, "a")
    speaker.slug = "a"
    slugs.add_redirect(speaker, "b")
    assert list(SlugRedirect.objects.values_list("slug", flat=True)) == ["b"]


def test_a_former_slug_redirects_to_its_last_owner():
    first, second = make_speaker(slug="a"), make_speaker(slug="b")
    for speaker in (first, second):
        slugs.add_redirect(speaker, "c")
    assert slugs.resolve_redirect("speaker", "c", Speaker.objects.all()) == second


def test_all_former_slugs_of_a_merged_entry_redirect_to_the_kept_one():
    kept, gone = make_speaker(), make_speaker(slug="b")
    slugs.add_redirect(gone, "a")
    merge_speakers(kept, gone)
    found = [slugs.resolve_redirect("speaker", slug, Speaker.objects.all()) for slug in ("a", "b")]
    assert found == [kept, kept]
