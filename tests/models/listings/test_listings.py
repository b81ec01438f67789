"""Kept lists: a row for each list that a public report stands in, and the numbers of each list."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from articles.models import Appearance, Listing, Report, Statement, TaggedReport, Tally, generation
from articles.models.listings import TOTAL, fold, folding, mend, mismatches, refresh
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_report,
    make_section,
    make_speaker,
    make_statement,
    make_tag,
)

pytestmark = pytest.mark.django_db
Kind = Listing.Kind


def listed(report):
    return {(row.kind, row.subject): row.statements for row in Listing.objects.filter(report=report)}


def number(kind, subject=0, *, month=TOTAL, of="reports"):
    rows = Tally.objects.filter(kind=kind, subject=subject, month=month)
    return rows.aggregate(number=Sum(of))["number"] or 0


def make_full(**values):
    """A published report that stands in a list of each kind, with two statements of one speaker."""
    speaker, organisation, section = make_speaker(), make_organisation(), make_section()
    report = make_published(section=section, tags=["公益诉讼"], **values)
    said = make_statement(report, "第一。", speaker=speaker)
    make_statement(report, "第二。")
    Appearance.objects.filter(pk=said.appearance_id).update(organisation=organisation)
    make_appearance(report, "何彬")
    refresh([report.pk])
    return report, speaker, organisation, section, report.tags.get()


def test_a_public_report_stands_in_each_of_its_lists():
    report, speaker, organisation, section, tag = make_full()
    assert listed(report) == {
        (Kind.SITE, 0): 2,
        (Kind.SECTION, section.pk): 2,
        (Kind.TAG, tag.pk): 2,
        (Kind.SPEAKER, speaker.pk): 2,
        (Kind.ORGANISATION, organisation.pk): 2,
    }


def test_a_draft_stands_in_no_list():
    report = make_report(tags=["公益诉讼"])
    refresh([report.pk])
    assert listed(report) == {}


def test_a_row_has_the_dates_of_its_report():
    report = make_published(published_at=datetime(2019, 8, 31, 17, tzinfo=UTC), event_start="--08-30")
    refresh([report.pk])
    row = Listing.objects.get(kind=Kind.SITE)
    stored = Report.objects.get(pk=report.pk)
    assert (row.shown_at, row.shown_month, row.live_from) == (stored.shown_at, 201909, stored.live_from)
    assert row.dated == 0


def test_lists_are_counted_by_month_and_as_a_whole():
    _report, speaker, *_others = make_full(published_at=datetime(2019, 8, 6, tzinfo=UTC))
    assert number(Kind.SPEAKER, speaker.pk) == number(Kind.SPEAKER, speaker.pk, month=201908) == 1
    assert number(Kind.SITE, of="statements") == number(Kind.SITE, month=201908, of="dated_statements") == 2


def test_to_refresh_again_changes_nothing():
    report, *_entries = make_full()
    before = Tally.objects.count()
    refresh([report.pk])
    assert (Tally.objects.count(), list(mismatches())) == (before, [])


def test_a_report_that_leaves_the_site_leaves_its_lists():
    report, *_entries, tag = make_full()
    Report.objects.filter(pk=report.pk).update(status="withdrawn")
    refresh([report.pk])
    assert (listed(report), number(Kind.TAG, tag.pk), number(Kind.SITE)) == ({}, 0, 0)


def test_a_report_that_changes_its_date_changes_its_month():
    report, *_others = make_full(published_at=datetime(2019, 8, 6, tzinfo=UTC))
    Report.objects.filter(pk=report.pk).update(published_at=datetime(2020, 1, 6, tzinfo=UTC))
    refresh([report.pk])
    assert [number(Kind.SITE, month=month) for month in (201908, 202001, TOTAL)] == [0, 1, 1]


def test_a_tag_that_is_taken_off_is_counted_no_more():
    report, *_others, tag = make_full()
    TaggedReport.objects.all().delete()
    refresh([report.pk])
    assert ((Kind.TAG, tag.pk) in listed(report), number(Kind.TAG, tag.pk)) == (False, 0)


def test_many_reports_are_refreshed_in_few_queries(django_assert_max_num_queries):
    keys = [make_published(tags=["公益诉讼"]).pk for _ in range(5)]
    Report.objects.filter(pk__in=keys).update(published_at=datetime(2020, 1, 6, tzinfo=UTC))
    with django_assert_max_num_queries(8):
        refresh(keys)
    assert number(Kind.SITE, month=202001) == 5


def test_a_draft_costs_one_question(django_assert_num_queries):
    report = make_report()
    with django_assert_num_queries(1):
        refresh([report.pk])


def test_a_scheduled_report_is_counted_with_its_time():
    report = make_published()
    later = timezone.now() + timedelta(days=1)
    Report.objects.filter(pk=report.pk).update(live_from=later)
    refresh([report.pk])
    assert (number(Kind.SITE), Listing.objects.get(kind=Kind.SITE).live_from) == (1, later)


def test_folding_keeps_the_sums_in_one_row_each():
    report, *_others, tag = make_full()
    for status in ("withdrawn", "published"):
        Report.objects.filter(pk=report.pk).update(status=status)
        refresh([report.pk])
    fold()
    assert Tally.objects.filter(kind=Kind.TAG, subject=tag.pk, month=TOTAL).count() == 1
    assert (number(Kind.TAG, tag.pk), list(mismatches())) == (1, [])


def test_tallies_are_folded_every_so_many_rows(monkeypatch):
    monkeypatch.setattr(folding, "FOLD_EVERY", 3)
    monkeypatch.setattr(folding, "_next", {})
    report, *_others = make_full()
    for status in ("withdrawn", "published") * 3:
        Report.objects.filter(pk=report.pk).update(status=status)
        refresh([report.pk])
    assert Tally.objects.filter(kind=Kind.SITE, month=TOTAL).count() < 4
    assert list(mismatches()) == []


def test_what_differs_is_named_and_mended():
    report, *_others, tag = make_full()
    Listing.objects.filter(kind=Kind.TAG).delete()
    Tally.objects.create(
        kind=Kind.SITE, subject=0, month=TOTAL, reports=4, statements=0, dated_reports=0, dated_statements=0
    )
    found = {(each.kind, each.subject, each.month, each.kept, each.counted) for each in mismatches()}
    assert ("site", 0, TOTAL, 5, 1) in found
    assert ("tag", tag.pk, Report.objects.get(pk=report.pk).shown_month, None, 2) in found
    mend()
    assert (list(mismatches()), number(Kind.SITE), number(Kind.TAG, tag.pk)) == ([], 1, 1)


def test_a_row_too_many_is_mended():
    report, *_others = make_full()
    tag = make_tag("多余")
    row = Listing.objects.get(kind=Kind.SITE)
    row.kind, row.subject = Kind.TAG, tag.pk
    row.save(force_insert=True)
    mend()
    assert ((Kind.TAG, tag.pk) in listed(report), list(mismatches())) == (False, [])


def test_statements_that_are_gone_are_mended():
    report, *_others = make_full()
    Statement.objects.all().delete()
    mend()
    assert (set(listed(report).values()), list(mismatches())) == ({0}, [])


def test_mended_figures_are_a_change_of_the_site():
    make_published()
    Tally.objects.all().delete()
    before = generation.number(connection)
    mend()
    assert generation.number(connection) > before
