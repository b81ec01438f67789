"""The archive that benchmarks measure is what the product would have stored."""

import pytest

from articles import search
from articles.models import Report, SearchEntry, Statement, listings
from articles.models.body import plain_text
from tests.benchmarks import archive, repeating
from tests.benchmarks.register import fill
from tests.benchmarks.rows import COLUMNS, Maker
from tests.benchmarks.texts import Texts
from tests.benchmarks.words import COMMON, TEN_STATEMENTS

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]

NUMBER = 20


@pytest.fixture(scope="module")
def texts():
    return Texts(1, 2000)


@pytest.fixture
def reports(settings, texts):
    """An archive of some reports, and one in another state."""
    is_postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    maker = Maker(1, NUMBER, texts, fill(NUMBER, 1), archive.accounts(), is_postgresql)
    batch = maker.batch(range(1, NUMBER + 2))
    for table, rows in batch.rows.items():
        archive.write(table, COLUMNS[table].split(), rows)
    return Report.objects.order_by("pk")


def entries():
    rows = SearchEntry.objects.values_list("report", "title", "text", "grams", "lost_words")
    return [(*row[:3], sorted(row[3].split()), row[4]) for row in rows.order_by("report")]


def test_the_search_entries_are_those_that_the_index_writes(reports):
    made = entries()
    search.index(reports)
    assert made == entries()


def test_all_but_the_last_are_public(reports):
    assert [report.pk for report in reports if report.is_public()] == list(range(1, NUMBER + 1))


def test_one_report_has_ten_statements(reports):
    assert Statement.objects.filter(appearance__report=TEN_STATEMENTS).count() == 10


def test_every_statement_stands_in_its_body(reports):
    bodies = {report.pk: plain_text(report.body) for report in reports}
    said = Statement.objects.values_list("appearance__report", "text")
    assert [text for key, text in said if text not in bodies[key]] == []


def test_the_common_word_is_in_three_of_ten_reports(reports):
    found = [report.pk for report in reports if COMMON in report.body and report.pk <= NUMBER]
    assert len(found) == NUMBER * 0.3


def test_a_repeated_archive_has_the_kept_lists_of_its_reports(reports):
    listings.refresh(list(reports.values_list("pk", flat=True)))
    repeating.repeat(3)
    assert list(listings.mismatches()) == []


def test_a_repeated_archive_has_the_search_entries_of_its_reports(reports):
    repeating.repeat(3)
    made = entries()
    search.index(reports)
    assert made == entries()
