"""谁说过: statements as results of their own."""

import pytest

from articles.models import Report
from articles.search import index, search_statements
from tests.builders import make_published, make_report, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def make_said(*texts, make=make_published, **values):
    report = make(paragraphs=[*texts, "公益诉讼，无人说。"], **values)
    said = [make_statement(report, text) for text in texts]
    index([report])
    return said


def found(text, **options):
    return list(search_statements(text, Report.objects.published(), **options).page)


def test_a_statement_with_the_words_is_found():
    first, _second = make_said("孙刚说，公益诉讼很重要。", "孙刚说，要落实。")
    assert found("公益诉讼") == [first]


def test_words_that_nobody_said_find_nothing():
    make_said("孙刚说，要落实。")
    assert found("公益诉讼") == []


def test_all_words_have_to_be_said_in_one_statement():
    make_said("孙刚说，公益诉讼很重要。", "孙刚说，要落实。")
    assert found("公益诉讼 落实") == []


def test_traditional_characters_find_the_simplified():
    said = make_said("孙刚说，公益诉讼很重要。")
    assert found("公益訴訟") == said


def test_statements_of_a_draft_are_not_found():
    make_said("孙刚说，公益诉讼很重要。", make=make_report)
    assert found("公益诉讼") == []


def test_words_that_an_edit_took_out_are_not_found():
    [said] = make_said("孙刚说，公益诉讼很重要。")
    make_statement(said.appearance.report, "公益诉讼不在了。")
    assert found("公益诉讼") == [said]


def test_statements_are_narrowed_to_one_persons():
    report = make_published(paragraphs=["公益诉讼一。", "公益诉讼二。"])
    make_statement(report, "公益诉讼一。", name="孙刚")
    his = make_statement(report, "公益诉讼二。", name="何彬", speaker=make_speaker("何彬", slug="he-bin"))
    index([report])
    assert found("公益诉讼", chosen={"speaker": "he-bin"}) == [his]


def test_statements_stand_in_the_order_of_their_report():
    said = make_said("公益诉讼一。", "公益诉讼二。", "公益诉讼三。")
    assert found("公益诉讼") == said


def test_without_a_word_all_statements_are_found_the_newest_report_first():
    older = make_said("孙刚说，公益诉讼很重要。", "孙刚说，要落实。", occasion="座谈会")
    newer = make_said("孙刚说，要公开。", occasion="座谈会")
    assert found("", chosen={"occasion": "座谈会"}) == newer + older
