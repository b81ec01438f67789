"""Addresses and synonyms of tags."""

import pytest

from articles.models.tags import fold_synonyms
from tests.builders import make_former_address, make_tag

pytestmark = pytest.mark.django_db


def test_a_synonym_becomes_its_tag_once():
    make_tag("公益诉讼").other_names.create(name="益诉")
    assert fold_synonyms(["益诉", "听证", "公益诉讼"]) == ["公益诉讼", "听证"]


def test_a_word_that_is_a_tag_itself_stays():
    make_tag("公益诉讼").other_names.create(name="益诉")
    make_tag("益诉")
    assert fold_synonyms(["益诉"]) == ["益诉"]


def test_a_word_that_nobody_knows_stays():
    assert fold_synonyms(["听证"]) == ["听证"]


def test_a_new_tag_is_not_given_an_address_that_leads_to_another():
    tag = make_tag("公益诉讼")
    for slug in ("公益", "公益_1"):
        make_former_address(tag, slug)
    assert make_tag("公益").slug == "公益_2"
