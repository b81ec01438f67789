"""The databases answer completions by an index: no query reads the word list as a whole."""

import pytest
from django.db import connection
from django.db.models import Q

from articles.models import Suggestion

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
