"""Search against a plain scan of the texts: the same reports, for whatever stands in them."""

import re
import unicodedata
from itertools import pairwise
from random import Random

import pytest
from opencc import OpenCC

from articles.models import Report
from articles.models.body import from_paragraphs
from articles.search import index, search
from tests.search.prose import GIVEN, MIXED, SURNAMES, WORDS, make_reports

#: Hundreds of searches: what they run is counted where other tests run it.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


@pytest.fixture
def texts():
    """The words of some hundred reports by their keys, all of them indexed."""
    reports = make_reports(150)
    index(reports)
    return {report.pk: "\n".join([report.title, *report.paragraphs]) for report in reports}


@pytest.fixture(autouse=True, params=[0, 1e9], ids=["read in the order of dates", "asked of the index"])
def way(request, monkeypatch):
    """Either way of finding, whatever would be sooner."""
    monkeypatch.setattr("articles.search.hits.READ", request.param)
    monkeypatch.setattr("articles.search.hits.TOO_COMMON", 2)


def found(query):
    """The keys of all reports found, over all pages."""
    page, keys = search(query, Report.objects.published()).page, set()
    while True:
        keys |= {report.pk for report in page}
        if not page.has_next():
            return keys
        page = search(query, Report.objects.published(), page=page.next_page_number()).page


def plain(text):
    return unicodedata.normalize("NFKC", text).lower()


def scanned(texts, *words):
    """The keys of the texts that hold every word, by looking at all of them."""
    return {key for key, text in texts.items() if all(plain(word) in plain(text) for word in words)}


def runs(text):
    """The stretches of letters and digits in a text."""
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def pieces(texts, lengths, count):
    """For each length, so many pieces of the texts' stretches, across words as it comes."""
    random = Random(7)  # noqa: S311 - the same pieces in every run
    for length in lengths:
        long_enough = [run for text in texts.values() for run in runs(text) if len(run) >= length]
        for run in random.sample(long_enough, count):
            start = random.randrange(len(run) - length + 1)
            yield run[start : start + length]


def test_every_piece_of_a_text_is_found_where_it_stands_and_nowhere_else(texts):
    queries = list(pieces(texts, range(1, 9), 5))
    assert {query: found(query) for query in queries} == {query: scanned(texts, query) for query in queries}


@pytest.mark.parametrize(
    "words", [WORDS[::8], SURNAMES, GIVEN, MIXED], ids=["words", "surnames", "given", "mixed"]
)
def test_every_word_is_found_where_it_stands_and_nowhere_else(texts, words):
    assert {word: found(word) for word in words} == {word: scanned(texts, word) for word in words}


def test_several_words_are_found_where_all_of_them_stand(texts):
    pairs = list(pairwise(pieces(texts, [2, 2, 3], 6)))
    assert {pair: found(" ".join(pair)) for pair in pairs} == {pair: scanned(texts, *pair) for pair in pairs}


def test_a_phrase_is_found_where_its_words_follow_each_other(texts):
    before, after = re.search(r"(\w\w)[，。；]+(\w\w)", "\n".join(texts.values())).groups()
    together = re.compile(rf"{before}[^\w\n]+{after}")
    assert found(f'"{before} {after}"') == {key for key, text in texts.items() if together.search(text)}


def test_a_traditional_text_is_found_as_a_simplified_one_is(texts):
    queries = [*WORDS[::8], *pieces(texts, [1, 2, 4], 4)]
    simplified = {query: found(query) for query in queries}
    traditional = OpenCC("s2t")
    reports = list(Report.objects.all())
    for report in reports:
        report.body = from_paragraphs([traditional.convert(text) for text in report.paragraphs])
        report.title = traditional.convert(report.title)
    Report.objects.bulk_update(reports, ["title", "body"])
    index(reports)
    assert {query: found(query) for query in queries} == simplified


def test_a_traditional_query_finds_what_the_simplified_one_does(texts):
    traditional = OpenCC("s2t")
    assert {word: found(traditional.convert(word)) for word in WORDS[::4]} == {
        word: found(word) for word in WORDS[::4]
    }
