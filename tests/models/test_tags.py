"""Slugs and synonyms of tags."""

import pytest
from django.db import IntegrityError, transaction

from articles.models.tags import fold_synonyms
from tests.builders import make_redirect, make_report, make_tag

pytestmark = pytest.mark.django_db


def test_fold_synonyms_replaces_a_synonym_by_its_tag_without_duplicates():
    make_tag("公益诉讼").other_names.create(name="益诉")
    assert fold_synonyms(["益诉", "听证", "公益诉讼"]) == ["公益诉讼", "听证"]


def test_fold_synonyms_keeps_a_word_that_is_a_tag_itself():
    make_tag("公益诉讼").other_names.create(name="益诉")
    make_tag("益诉")
    assert fold_synonyms(["益诉"]) == ["益诉"]


def test_fold_synonyms_keeps_an_unknown_word():
    assert fold_synonyms(["听证"]) == ["听证"]


def test_a_new_tag_does_not_get_a_slug_that_redirects_to_another_tag():
    tag = make_tag("公益诉讼")
    for slug in ("公益", "公益-2"):
        make_redirect(tag, slug)
    assert make_tag("公益").slug == "公益-3"


def test_slugs_of_tags_without_letters_are_numbered():
    assert [make_tag(name).slug for name in ("……", "！！", "？？", "——")] == [
        "tag-1",
        "tag-2",
        "tag-3",
        "tag-4",
    ]


def test_a_report_can_be_given_a_new_tag_without_letters():
    reports = [make_report(tags=[name]) for name in ("……", "！！", "？？")]
    assert [list(report.tags.names()) for report in reports] == [["……"], ["！！"], ["？？"]]


def test_saving_a_tag_tries_another_slug_if_it_was_taken_meanwhile(monkeypatch):
    make_tag("公益")
    found = iter(["公益", "公益-2"])
    monkeypatch.setattr("articles.models.tags.unique_slug", lambda model, text: next(found))
    assert make_tag("公益！").slug == "公益-2"


def test_a_second_tag_with_the_same_name_raises():
    make_tag("公益")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_tag("公益")
