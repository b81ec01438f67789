"""Snapshots: made of a report, and applied to it."""

import json

import pytest
from django.utils import timezone

from articles.editorial import history
from articles.editorial.checks import manuscript_of
from articles.editorial.checks.gathering import load_parts
from articles.models import Appearance, Credit, Photo, Report, Statement
from articles.models.snapshots import columns, keep_snapshots
from articles.register.merging import merge_speakers
from tests.builders import (
    make_appearance,
    make_photo,
    make_report,
    make_section,
    make_speaker,
    make_statement,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """A report with every field and part filled in."""
    report = make_report(
        paragraphs=["孙刚表示，要加强协作。", "穆书芹参加。"],
        section=make_section(),
        published_at=timezone.datetime(2019, 8, 6, tzinfo=timezone.get_default_timezone()),
        event_start="2019-08",
        source="武汉市检察院",
        tags=["公益诉讼", "听证"],
    )
    report.credits.create(role="记者", name="刘璐", order=1)
    report.credits.create(role="摄影", name="张三", order=0)
    make_statement(report, "要加强协作。", speaker=make_speaker())
    make_appearance(report, "穆书芹", titles="副检察长", order=1)
    report.cover = make_photo(report, caption="会场")
    make_photo(report, content=None, caption="合影", before=1)
    report.save()
    return report


def ids(report):
    rows = (report.credits, report.photos, report.appearances)
    return [sorted(row.values_list("pk", flat=True)) for row in rows]


def test_a_content_is_what_json_holds(report):
    snapshot = history.snapshot_of(report)
    assert json.loads(json.dumps(snapshot)) == snapshot


def test_parts_stand_in_the_order_of_the_report(report):
    assert [row["name"] for row in history.snapshot_of(report)["credits"]] == ["张三", "刘璐"]


def test_many_take_no_more_queries_than_one(report, django_assert_num_queries):
    reports = [report, make_report(), make_report()]
    with django_assert_num_queries(5):  # one for each part
        history.snapshots_of(reports)


@pytest.mark.parametrize("model", [Report, Credit, Photo, Appearance, Statement])
def test_whatever_an_editor_fills_in_is_content(model):
    links = {"id", "report", "appearance", "cover", "copy_of"}
    filled = {f.attname for f in model._meta.concrete_fields if f.editable and f.name not in links}
    assert set(columns(model)) == filled


def test_what_was_put_back_is_said_again(report):
    before = history.snapshot_of(report)
    report.credits.all().delete()
    report.appearances.all().delete()
    report.photos.first().delete()
    report.tags.clear()
    Report.objects.filter(pk=report.pk).update(title="另一题", section=None, published_at=None)
    report.refresh_from_db()
    history.apply_snapshot(report, before)
    assert history.snapshot_of(Report.objects.get(pk=report.pk)) == before


def test_another_report_says_it_too(report):
    other = make_report(tags=["旧闻"])
    history.apply_snapshot(other, history.snapshot_of(report))
    assert history.snapshot_of(Report.objects.get(pk=other.pk)) == history.snapshot_of(report)


def test_rows_that_stay_keep_their_ids(report):
    before, snapshot = ids(report), history.snapshot_of(report)
    history.apply_snapshot(report, snapshot)
    assert ids(report) == before


def test_a_name_corrected_keeps_the_row(report):
    before, snapshot = ids(report), history.snapshot_of(report)
    snapshot["appearances"][0]["name"] = "孙钢"
    history.apply_snapshot(report, snapshot)
    assert (ids(report), report.appearances.first().name) == (before, "孙钢")


def test_a_statement_given_to_somebody_else_keeps_its_row(report):
    before, snapshot = Statement.objects.get(), history.snapshot_of(report)
    first, second = snapshot["appearances"]
    second["statements"] = first.pop("statements")
    history.apply_snapshot(report, snapshot | {"appearances": [second]})
    assert Statement.objects.get(pk=before.pk).appearance.name == "穆书芹"


def test_who_was_merged_since_is_followed(report):
    snapshot, kept = history.snapshot_of(report), make_speaker("孙刚")
    merge_speakers(kept, report.appearances.first().speaker)
    history.apply_snapshot(report, snapshot)
    assert report.appearances.first().speaker == kept


def test_who_is_gone_is_not_known_any_more(report):
    snapshot = history.snapshot_of(report)
    report.appearances.first().speaker.delete()
    history.apply_snapshot(report, snapshot)
    assert report.appearances.first().speaker is None


def test_a_section_that_is_gone_leaves_the_report_where_it_is(report):
    snapshot, section = history.snapshot_of(report), report.section
    report.section = None
    report.save()
    section.delete()
    history.apply_snapshot(report, snapshot)
    assert report.section is None


def test_the_version_of_a_report_is_that_of_its_content(report):
    assert report.version == history.version_of(history.snapshot_of(report))


@pytest.mark.parametrize("part", ["credits", "photos", "appearances"])
def test_the_version_changes_with_what_readers_read(report, part):
    before = report.version
    getattr(report, part).last().delete()
    assert report.version != before


def test_the_version_changes_with_who_said_it(report):
    before = report.version
    Statement.objects.update(appearance=report.appearances.last())
    assert report.version != before


def test_work_on_the_registers_changes_no_version(report):
    before = report.version
    report.appearances.update(speaker=make_speaker("另一人"))
    report.tags.set([make_tag("新词")])
    report.section = make_section("他处")
    report.occasion = "听证"
    assert report.version == before


def test_a_loaded_report_has_the_same_snapshot_and_manuscript(report, django_assert_num_queries):
    Report.objects.filter(pk=report.pk).update(cover=report.photos.last())
    stored = Report.objects.get(pk=report.pk)
    snapshot, manuscript = history.snapshot_of(stored), manuscript_of(stored)
    loaded = Report.objects.get(pk=report.pk)
    with keep_snapshots():
        load_parts(loaded)
        with django_assert_num_queries(0):
            assert history.snapshot_of(loaded) == snapshot
        with django_assert_num_queries(1):  # the word list
            assert manuscript_of(loaded) == manuscript


def test_what_was_loaded_counts_for_the_page_alone(report):
    loaded = Report.objects.get(pk=report.pk)
    with keep_snapshots():
        load_parts(loaded)
    Credit.objects.filter(report=report).delete()
    assert history.snapshot_of(loaded)["credits"] == []
    assert manuscript_of(loaded).credits == ()
