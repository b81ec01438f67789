"""All checks together: no text makes them fail, a fix ends its finding, good text has no findings."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.editorial.checks import CHECKS, Manuscript, StatementText, run
from articles.editorial.checks.lists import terms
from articles.editorial.checks.manuscript import Link, Person, Picture
from tests.editorial.checks import alarms

WORDS = terms("words", "word")
#: Pieces that checks look at, so that they meet each other in every order.
PIECES = (
    *'，。、：；！？“”‘’（）()《》【】,.:;?!"… 　\u200b\ufffd\ue000𠮷',
    *(
        "一是",
        "三是",
        "第一，",
        "（二）",
        "①",
        "首先",
        "检查院",
        "检察院院长",
        "人大副主任",
        "人民代表",
        "罪犯",
    ),
    *("檢察", "犯罪嫌疑人李明", "家住", "12号", "13800138000", "11010519491231002X，", "××", "待定", "罪犯"),
    *(
        "2019年2月30日",
        "（星期二）",
        "25时61分",
        "二零一九年",
        "６",
        "的的",
        "布署",
        "近日",
        "会议",
    ),
)
#: What two places can come to have in common when one of them is put right.
ALIKE = {"repeated_paragraph", "repeated_sentence"}
TEXT = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
#: Without what stands between others: taken out, it shows what it hid.
SOLID = st.lists(st.sampled_from([p for p in PIECES if p.strip("\u200b ")]), max_size=12).map("".join)


def made(paragraphs, **values):
    return Manuscript(
        paragraphs=tuple(filter(None, (text.strip() for text in paragraphs))), wordings=WORDS, **values
    )


@given(st.text(max_size=30), st.lists(st.text(max_size=60), max_size=3))
def test_checks_raise_on_no_text(title, paragraphs):
    people = (Person(title, (title,), title, speaks=True, known_as=()),)
    pictures = (Picture("photo:1", title), Picture("image:0", title))
    links = (Link("paragraph:0", title, 0, title),)
    run(
        made(
            paragraphs,
            title=title,
            summary=title,
            people=people,
            credits=(title,),
            pictures=pictures,
            links=links,
            statements=(StatementText(1, title, title),),
            is_repost=True,
        )
    )


@given(st.lists(TEXT, max_size=3))
def test_the_words_of_a_finding_stand_where_it_says(paragraphs):
    manuscript = made(paragraphs, title="标题，，。", is_repost=True)
    places = dict(manuscript.passages())
    for finding in run(manuscript):
        assert places[finding.place][finding.start : finding.end] == finding.words


@given(st.lists(TEXT, max_size=3))
def test_no_two_findings_have_one_key(paragraphs):
    keys = Counter(finding.key for finding in run(made(paragraphs, is_repost=True)))
    assert set(keys.values()) <= {1}


@settings(max_examples=60)
@given(st.lists(SOLID, min_size=1, max_size=2))
def test_a_fix_ends_its_finding_and_makes_no_other(paragraphs):
    manuscript = made(paragraphs)
    before = run(manuscript)
    for finding in (each for each in before if each.fix is not None):
        texts = dict(manuscript.body())
        text = texts[finding.place]
        texts[finding.place] = text[: finding.start] + finding.fix + text[finding.end :]
        after = run(replace(manuscript, paragraphs=tuple(text.strip() for text in texts.values())))
        gained = Counter(each.code for each in after) - Counter(each.code for each in before)
        assert gained.keys() <= ALIKE, (finding, after)
        assert sum(each.code == finding.code for each in after) < sum(
            each.code == finding.code for each in before
        )


def test_there_are_enough_checks_and_each_is_there_once():
    assert len(set(CHECKS)) == len(CHECKS) >= 25


@pytest.fixture(scope="module")
def good_text():
    return alarms.count()


def test_good_text_has_no_error(good_text):
    assert good_text.of_level("error") == []


def test_good_text_has_fewer_than_one_warning_in_a_thousand_characters(good_text):
    assert good_text.per_thousand < 1, good_text.of_level("warning")
