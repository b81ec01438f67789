"""The databases answer from their indexes: no query reads the word list or the texts as a whole."""

import re

import pytest
from django.db import connection
from django.db.models import Q

from articles.models import Report, SearchEntry, Suggestion
from articles.search import index
from articles.search.hits import entries, in_text
from articles.search.query import parse
from tests.search.prose import make_reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """How the database finds rows of the word list; a small table is not read as a whole for its size."""

    def explain(condition):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")
        return Suggestion.objects.filter(condition).order_by().explain()

    return explain


@pytest.mark.parametrize("column", ["text", "letters", "initials"])
def test_a_prefix_is_looked_up_in_an_index(column, plan):
    found = plan(Q(**{f"{column}__begins": "gong"}))
    assert "Seq Scan" not in found
    assert "INDEX" in found.upper()


def test_completions_are_looked_up_in_indexes(plan):
    found = plan(Q(text__begins="公") | Q(letters__begins="gong") | Q(initials__begins="g"))
    assert ("Seq Scan" in found, "SCAN articles_suggestion\n" in f"{found}\n") == (False, False)


@pytest.mark.parametrize(("prefix", "texts"), [("公益", ["公益", "公益诉讼"]), ("%", ["%之"]), ("A", ["Ab"])])
def test_a_prefix_is_found_as_it_is_written(prefix, texts):
    for text in ("公益", "公益诉讼", "大公益", "%之", "Ab", "ab"):
        Suggestion.objects.create(text=text, pinyin=text, letters=text, initials=text)
    found = Suggestion.objects.filter(text__begins=prefix).order_by("pk")
    assert list(found.values_list("text", flat=True)) == texts


@pytest.fixture
def archive():
    """Some hundred reports, and what the database knows of them."""
    index(make_reports(300))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")


@pytest.mark.parametrize("in_title", [False, True])
def test_a_rare_word_is_asked_of_the_index_of_grams(archive, in_title):
    found = entries(parse("公境").terms, in_title=in_title).values_list("pk")[:1201].explain()
    assert ("search_grams" in found) or ("articles_searchentry_fts VIRTUAL TABLE INDEX" in found)


def test_the_newest_texts_are_read_in_the_order_of_dates(archive):
    """Nothing is sorted: reading ends as soon as there are enough.

    All reports are on the site here, so the index of the desk by date serves as well.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # so few texts are rather copied first, a real archive isn't
            cursor.execute("SET LOCAL enable_material = off")
    reports = Report.objects.published().filter(in_text(*parse("检察").terms))
    found = reports.newest_first().values_list("pk")[:20].explain()
    by_date = "report_public_list" in found or "report_desk_dates" in found
    assert (by_date, "Sort" in found, "TEMP B-TREE" in found) == (True, False, False)
    if connection.vendor == "postgresql":  # each text is looked up, they are not all read
        assert re.search(
            r"articles_searchentry_pkey.*\n\s*Index Cond: \(report_id = articles_report.id\)", found
        )


def test_the_index_of_grams_is_read_once_however_many_reports_there_are(archive):
    keys = entries(parse("公境").terms).values("pk")[:1000]
    found = Report.objects.published().filter(pk__in=keys).explain()
    assert ("SubPlan" in found, "CORRELATED" in found) == (False, False)


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_text_stands_in_its_row():
    options = "SELECT reloptions FROM pg_class WHERE relname = %s"
    with connection.cursor() as cursor:
        cursor.execute(options, [SearchEntry._meta.db_table])
        assert "toast_tuple_target=8160" in cursor.fetchone()[0]
