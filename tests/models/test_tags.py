"""Slugs and synonyms of tags."""

import pytest
from django.db import IntegrityError, transaction

from articles.models.tags import fold_synonyms
from tests.builders import make_former_address, make_report, make_tag

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
    for slug in ("公益", "公益-2"):
        make_former_address(tag, slug)
    assert make_tag("公益").slug == "公益-3"


def test_tags_of_marks_alone_are_numbered():
    assert [make_tag(name).slug for name in ("……", "！！", "？？", "——")] == [
        "tag-1",
        "tag-2",
        "tag-3",
        "tag-4",
    ]


def test_a_tag_of_marks_is_made_when_a_report_is_filed_under_it():
    reports = [make_report(tags=[name]) for name in ("……", "！！", "？？")]
    assert [list(report.tags.names()) for report in reports] == [["……"], ["！！"], ["？？"]]


def test_a_slug_that_is_taken_at_the_same_moment_is_not_used_twice(monkeypatch):
    make_tag("公益")
    found = iter(["公益", "公益-2"])
    monkeypatch.setattr("articles.models.tags.unique_slug", lambda model, text: next(found))
    assert make_tag("公益！").slug == "公益-2"


def test_a_second_tag_of_one_name_is_refused():
    make_tag("公益")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_tag("公益")
