"""What is kept of a report goes with any change of what it prints, and is stored only if nothing changed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from articles.models import (
    Appearance,
    Credit,
    Photo,
    RenderedReport,
    Report,
    Statement,
    TaggedReport,
)
from articles.models.rendered import drop_old, keep
from articles.models.triggers import rendered
from tests.builders import (
    make_appearance,
    make_organisation,
    make_report,
    make_section,
    make_speaker,
    make_statement,
)
from tests.races import on_postgresql

pytestmark = pytest.mark.django_db

KEPT = {"card_version": "v", "card": "card", "article_version": "v", "article": "article"}
EMPTY = dict.fromkeys(KEPT, "")


def fill():
    """Keep something of every report."""
    RenderedReport.objects.update(**KEPT)


def kept():
    """The ids of the reports of which something is kept."""
    return set(RenderedReport.objects.exclude(**EMPTY).values_list("pk", flat=True))


@pytest.fixture
def whole():
    """A report with everything that it can print."""
    report = make_report(section=make_section(), tags=["公益诉讼"])
    appearance = make_appearance(report, speaker=make_speaker())
    Appearance.objects.update(organisation=make_organisation())
    Statement.objects.create(appearance=appearance, text="会议在市检察院召开。")
    Credit.objects.create(report=report, role="记者", name="王明")
    report.cover = Photo.objects.create(report=report, file="photos/a.jpg", width=800, height=600)
    report.save()
    return report


@pytest.fixture
def other(whole):
    """Another report in the same section, which prints nothing else of the first."""
    return make_report("另一篇", section=make_section("其他"))


def move(row, column, report):
    setattr(row, column, report)
    row.save()


#: A change of what a report prints, by the table that changes.
CHANGES = {
    "report": lambda r: Report.objects.filter(pk=r.pk).update(title="改"),
    "report, in bulk": lambda r: Report.objects.bulk_update([r], ["source"]),
    "appearance": lambda r: Appearance.objects.filter(report=r).update(titles="副检察长"),
    "a new appearance": lambda r: Appearance.objects.create(report=r, name="李四"),
    "no appearance": lambda r: Appearance.objects.filter(report=r).delete(),
    "statement": lambda r: Statement.objects.filter(appearance__report=r).update(text="召开。"),
    "a new statement": lambda r: Statement.objects.create(appearance=r.appearances.get(), text="召开。"),
    "no statement": lambda r: Statement.objects.filter(appearance__report=r).delete(),
    "credit": lambda r: r.credits.update(name="赵六"),
    "a new credit": lambda r: Credit.objects.create(report=r, role="摄影", name="王明"),
    "no credit": lambda r: r.credits.all().delete(),
    "photo": lambda r: r.photos.update(caption="图"),
    "a new photo": lambda r: Photo.objects.create(report=r),
    "no photo": lambda r: r.photos.all().delete(),
    "tagging": lambda r: TaggedReport.objects.update(tag=make_report(tags=["别的"]).tags.get()),
    "a new tagging": lambda r: r.tags.add("别的"),
    "no tagging": lambda r: r.tags.clear(),
    "name of the section": lambda r: type(r.section).objects.filter(pk=r.section_id).update(name="改"),
    "address of the section": lambda r: type(r.section).objects.filter(pk=r.section_id).update(slug="gai"),
    "type of the section": lambda r: type(r.section).objects.filter(pk=r.section_id).update(kind="工作动态"),
    "address of a speaker": lambda r: move(r.appearances.get().speaker, "slug", "gai"),
    "address of an organisation": lambda r: move(r.appearances.get().organisation, "slug", "gai"),
    "name of a tag": lambda r: move(r.tags.get(), "name", "改"),
    "address of a tag": lambda r: move(r.tags.get(), "slug", "改"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_empties_what_is_kept_of_its_report_alone(whole, other, change):
    fill()
    change(whole)
    assert (whole.pk in kept(), other.pk in kept()) == (False, True)


@pytest.mark.parametrize("model", [Appearance, Credit, Photo])
def test_what_moves_to_another_report_empties_both(whole, other, model):
    fill()
    model.objects.filter(report=whole).update(report=other)
    assert kept() == set()


def test_a_photo_empties_the_report_whose_cover_it_is(whole, other):
    other.cover = whole.photos.get()
    other.save()
    fill()
    whole.photos.update(alt="图")
    assert kept() == set()


@pytest.mark.parametrize("column", ["description", "keywords", "order"])
def test_what_no_report_prints_of_its_section_empties_nothing(whole, column):
    fill()
    type(whole.section).objects.update(**{column: 7})
    assert kept() == {whole.pk}


def test_every_table_that_a_report_prints_is_watched():
    watched = {name.split("_")[2] for name in triggers_of_kept()}
    assert watched == {
        *("report", "appearance", "statement", "credit", "photo", "taggedreport"),
        *("section", "speaker", "organisation", "tag"),
    }


def triggers_of_kept():

    made = rendered.on_sqlite() if connection.vendor == "sqlite" else rendered.on_postgresql()
    return [each.name for each in made if each.create[0].startswith("CREATE TRIGGER")]


def test_every_report_has_a_row():
    reports = [make_report(), *Report.objects.bulk_create([Report(title="甲"), Report(title="乙")])]
    assert RenderedReport.objects.count() == len(reports)


def test_a_report_is_deleted_with_its_row(whole):
    fill()
    whole.delete()
    assert RenderedReport.objects.count() == 0


def stamp_of(report):
    return RenderedReport.objects.get(pk=report.pk).stamp


def test_what_was_drawn_is_kept(whole):
    assert keep({whole.pk: (stamp_of(whole), KEPT)}) == 1
    assert kept() == {whole.pk}


def test_what_was_drawn_before_a_change_is_not_kept(whole):
    assert keep({whole.pk: (stamp_of(whole) - 1, KEPT)}) == 0
    assert kept() == set()


def test_a_report_that_is_gone_keeps_nothing():
    assert keep({1: (0, KEPT)}) == 0


def test_what_is_of_another_version_is_dropped(whole, other):
    fill()
    assert (drop_old(KEPT["card_version"]), kept()) == (0, {whole.pk, other.pk})
    assert (drop_old("another"), kept(), drop_old("another")) == (2, set(), 0)


class TestTransactions:
    """With real transactions: a stamp of PostgreSQL is that of one transaction."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
    def test_a_change_changes_the_stamp(self, whole, change):
        before = stamp_of(whole)
        change(whole)
        assert stamp_of(whole) != before

    @on_postgresql
    def test_what_is_being_changed_is_not_kept(self, whole, other):
        drawn = {report.pk: (stamp_of(report), KEPT) for report in (whole, other)}
        with transaction.atomic():
            make_statement(whole, "召开。")
            assert in_another_connection(lambda: keep(drawn)) == 1
        assert kept() == {other.pk}


def in_another_connection(act):
    """What `act` returns in a thread, which has a connection of its own."""

    def run():
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(run).result()
