"""Each query of a list is answered from an index of bounded width, on both databases."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import (
    Appearance,
    Listing,
    Organisation,
    Report,
    Section,
    Speaker,
    Statement,
    Tag,
    TaggedReport,
)
from articles.models.listings import refresh
from articles.public.kept import KeptList, Kind
from articles.public.lists import ReportList, StatementList
from tests.builders import make_organisation, make_section, make_speaker, make_statement, make_tag

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]
REPORTS = 24
#: Tables that grow with the archive: none is read as a whole.
BIG = ("report", "listing", "tally", "appearance", "statement", "taggedreport")


@pytest.fixture
def entries():
    """An entry of each kind with so many reports of several months."""
    section, speaker, organisation = make_section(), make_speaker(), make_organisation()
    now = datetime(2026, 1, 1, tzinfo=UTC)
    reports = Report.objects.bulk_create(
        Report(
            title=f"报道{number}",
            section=section,
            status="published",
            published_at=datetime(2019, 1 + number % 12, 3, tzinfo=UTC),
            live_from=now,
            first_published_at=now,
        )
        for number in range(REPORTS)
    )
    tag = make_tag()
    TaggedReport.objects.bulk_create(TaggedReport(content_object=report, tag=tag) for report in reports)
    people = Appearance.objects.bulk_create(
        Appearance(report=report, name="孙刚", titles="检察长", speaker=speaker, organisation=organisation)
        for report in reports
    )
    Statement.objects.bulk_create(Statement(appearance=person, text="孙刚说。") for person in people)
    refresh([report.pk for report in reports])
    return {Section: section, Speaker: speaker, Organisation: organisation, Tag: tag}


def whole_tables(queries):
    """The queries that read a big table from its beginning to its end, each with its plan."""
    found = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        for query in queries:
            explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
            cursor.execute(explain + query["sql"])
            lines = [str(row[-1]) for row in cursor.fetchall()]
            found += [(line, query["sql"]) for line in lines if _reads_all(line)]
    return found


def _reads_all(line):
    tables = "|".join(BIG)
    return re.search(rf"Seq Scan on articles_({tables})\b", line) or re.fullmatch(
        rf"SCAN (articles_({tables})|[UVT]\d+)", line
    )


def asked(ask):
    with CaptureQueriesContext(connection) as queries:
        ask()
    return list(queries.captured_queries)


@pytest.mark.parametrize("model", [Section, Speaker, Organisation, Tag])
def test_a_list_reads_no_table_as_a_whole(entries, model, monkeypatch):
    monkeypatch.setattr("articles.public.kept.PASSED", 5)
    reports = Report.objects.published()
    kept = KeptList(reports, Kind[model.__name__.upper()], entries[model].pk)
    queries = asked(lambda: (ReportList(reports, kept).count(), ReportList(reports, kept)[12:20]))
    assert whole_tables(queries) == []


def test_the_statements_of_a_speaker_read_no_table_as_a_whole(entries, monkeypatch):
    monkeypatch.setattr("articles.public.kept.PASSED", 5)
    said = StatementList(Report.objects.published(), entries[Speaker])
    assert whole_tables(asked(lambda: (said.count(), said[12:20]))) == []


@pytest.mark.parametrize("model", [Section, Speaker, Organisation, Tag])
def test_the_page_of_an_entry_reads_no_table_as_a_whole(entries, model, client):
    queries = asked(lambda: client.get(entries[model].get_absolute_url()))
    assert whole_tables(queries) == []


@pytest.mark.parametrize("address", ["/", "/reports/", "/reports/2019/8/", "/tags/", "/speakers/", "/feed/"])
def test_a_page_of_the_site_reads_no_table_as_a_whole(entries, address, client):
    assert whole_tables(asked(lambda: client.get(address))) == []


def test_rows_of_a_list_are_read_from_its_index(entries):
    rows = KeptList(Report.objects.published(), Kind.TAG, entries[Tag].pk).rows.values("report")[12:20]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a small table is sorted sooner than its index is read
            cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = rows.explain()
    assert "listing_newest_first" in plan
    assert ("Sort" in plan, "TEMP B-TREE" in plan) == (False, False)


def test_a_page_of_a_long_list_begins_in_its_month(entries, monkeypatch):
    monkeypatch.setattr("articles.public.kept.PASSED", 0)
    kept = KeptList(Report.objects.published(), Kind.SITE)
    _rows, passed = kept.from_place(REPORTS - 1, "reports")
    assert passed < kept.months[201901].reports


@pytest.mark.parametrize("passed", [0, 1000])
@pytest.mark.parametrize("kind", Kind)
def test_pages_of_a_list_follow_each_other(entries, kind, passed, monkeypatch):
    monkeypatch.setattr("articles.public.kept.PASSED", passed)
    reports = Report.objects.published()
    subject = next((row.pk for model, row in entries.items() if model.__name__.upper() == kind.name), 0)
    found = ReportList(reports, KeptList(reports, kind, subject))
    pages = [found[start : start + 7] for start in range(0, REPORTS, 7)]
    assert [report for page in pages for report in page] == list(reports.newest_first())
    assert found.count() == REPORTS == Listing.objects.filter(kind=kind, subject=subject).count()


@pytest.mark.parametrize("passed", [0, 1000])
def test_pages_of_statements_follow_each_other(entries, passed, monkeypatch):
    monkeypatch.setattr("articles.public.kept.PASSED", passed)
    speaker = entries[Speaker]
    for report in Report.objects.all()[::3]:
        make_statement(report, "又说。", order=1)
    said = StatementList(Report.objects.published(), speaker)
    keys = [each.pk for start in range(0, said.count(), 7) for each in said[start : start + 7]]
    assert (len(keys), len(set(keys))) == (said.count(), said.count())
