"""Statements whose words left the body."""

import pytest
from django.utils import translation

from articles import search
from articles.editorial.checks import Manuscript, StatementText, manuscript_of
from articles.editorial.checks.lost_words import lost_statements, nearest
from articles.models import SearchEntry
from tests.builders import make_report, make_statement

BODY = ("孙刚表示，公益诉讼是检察机关的一项重要职能。", "一是加强协作。", "二是注重实效。")


def manuscript(text, paragraphs=BODY):
    return Manuscript(paragraphs=paragraphs, statements=(StatementText(7, "孙刚", text),))


@pytest.mark.parametrize("text", ["公益诉讼是检察机关的一项重要职能。", "一是加强协作。\n二是注重实效。"])
def test_words_that_stand_in_the_body_are_not_lost(text):
    assert not list(lost_statements(manuscript(text)))


def test_words_that_left_the_body_are_named_with_their_speaker():
    [finding] = lost_statements(manuscript("绿水青山就是金山银山。"))
    assert (finding.place, finding.words) == ("statement:7", "孙刚：绿水青山就是金山银山。")


def test_the_advice_quotes_what_the_body_says_now():
    [finding] = lost_statements(manuscript("公益诉讼是检察机关的一项新职能。"))
    assert "公益诉讼是检察机关的一项重要职能。" in str(finding.advice)


def test_nothing_is_quoted_where_nothing_is_like_the_words():
    with translation.override("en"):
        [finding] = lost_statements(manuscript("绿水青山就是金山银山。"))
        assert str(finding.advice).startswith("Nothing like it")


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("应加强人力配置", "他说，应进一步加强人力、物力配置。散会。", "应进一步加强人力、物力配置"),
        ("𬭚是一个字", "昨天，𬭚是一个生僻字。", "𬭚是一个生僻字"),
        ("一是强基。\n二是固本。", "会议指出：一是强基固本。", "一是强基固本。"),
        (  # its head stands earlier as well, and is not taken from there
            "会议强调，要全面深入加强协作配合。",
            "会议强调了纪律。各地各部门参会人员作了交流发言。会议强调要全面地加强协作和配合。",
            "会议强调要全面地加强协作和配合。",
        ),
        ("你好", "", ""),
        ("", "你好", ""),
    ],
)
def test_the_nearest_text_is_the_passage_as_it_stands(words, text, expected):
    assert nearest(words, text) == expected


def has_lost_words(report):
    search.index([report])
    return SearchEntry.objects.get(report=report).lost_words


@pytest.mark.django_db
class TestStoredFlag:
    """For the filter of the list: the search entry says whether a report lost words."""

    def test_flag_is_set_for_lost_words(self):
        report = make_report(paragraphs=["现在另有说法。"])
        make_statement(report, "原来的说法。")
        assert has_lost_words(report)

    def test_flag_is_cleared_when_the_words_are_back(self):
        report = make_report(paragraphs=["现在另有说法。"])
        make_statement(report, "原来的说法。")
        search.index([report])
        report.body = "<p>原来的说法。</p>"
        report.save()
        assert not has_lost_words(report)

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ("<p>一是强基。</p><p>二是固本。</p>", "一是强基。\n二是固本。"),
            ("<p>他说，<strong>强基</strong>固本。</p>", "强基固本。"),
            ("<ul><li><p>强基。</p></li><li><p>固本。</p></li></ul>", "强基。\n固本。"),
            ("<p>甲 &amp; 乙都到了。</p>", "甲 & 乙都到了。"),
        ],
    )
    def test_words_are_found_through_the_markup(self, body, text):
        report = make_report(body=body)
        make_statement(report, text)
        assert not has_lost_words(report)

    def test_a_manuscript_holds_the_statements_of_its_own_report_only(self):
        report = make_report()
        statement = make_statement(report, "会议在市检察院召开。")
        make_statement(make_report(), "别处的话。")
        assert manuscript_of(report).statements == (
            StatementText(statement.pk, "孙刚", "会议在市检察院召开。"),
        )
