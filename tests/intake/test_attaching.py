"""A near-duplicate and its twin."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.editorial import workflow
from articles.intake import Importer
from articles.intake.attaching import NotAttachable, Pair, attach, keep_apart, pairs_of
from articles.models import AuditEntry, Provenance, Report, Speaker
from tests.builders import edit
from tests.intake.texts import make_text
from tests.races import meanwhile

NEAR = make_text("公益诉讼座谈会召开", extra=["（转载）本文有删节。"])


@pytest.fixture
def near(db):
    """The provenance of a draft that is nearly the report of another file."""
    importer = Importer()
    importer.add("a.txt", make_text())
    return importer.add("b.txt", NEAR).reports[0].provenances.get()


def test_the_source_becomes_one_of_the_twin_s(near):
    twin = attach(near)
    assert {provenance.source.file_name for provenance in twin.provenances.all()} == {"a.txt", "b.txt"}


def test_the_draft_is_gone_and_the_twin_is_as_it_was(near):
    attach(near)
    assert Report.objects.get().title == "安平市检察院召开公益诉讼座谈会"


def test_people_of_both_stay(near):
    attach(near)
    assert Speaker.objects.filter(name="孙明刚").count() == 1


def test_the_same_file_again_changes_nothing(near):
    attach(near)
    assert Importer().add("b.txt", NEAR).outcome == "unchanged"


@pytest.mark.parametrize("work", ["edited", "published"])
def test_a_draft_that_somebody_worked_on_stays(near, work):
    edit(near.report, title="改过") if work == "edited" else workflow.transition(near.report, "publish")
    with pytest.raises(NotAttachable):
        attach(Provenance.objects.get(pk=near.pk))
    assert Report.objects.count() == 2


@pytest.mark.parametrize("work", ["edited", "published"])
def test_work_that_is_done_before_the_lock_is_kept(near, work):
    def act():
        if work == "edited":
            edit(near.report, title="改过")
        else:
            workflow.transition(near.report, "publish")

    with meanwhile(act), pytest.raises(NotAttachable):
        attach(near)
    assert Report.objects.count() == 2


def test_it_is_attached_once(near):
    stale = Provenance.objects.get(pk=near.pk)
    attach(near)
    with pytest.raises(NotAttachable):
        attach(stale)
    assert Report.objects.count() == 1


def test_nobody_attaches_what_they_may_not_edit(near, stranger):
    with pytest.raises(PermissionDenied):
        attach(near, by=stranger)
    with pytest.raises(PermissionDenied):
        keep_apart(near, by=stranger)
    assert Report.objects.count() == 2


def test_the_audit_log_names_the_twin(near, chief):
    twin = attach(near, by=chief)
    entry = AuditEntry.objects.get(code="source_attached")
    assert (entry.by, entry.values["report"]) == (chief, twin.title)


def test_two_reports_after_all(near):
    keep_apart(near)
    assert Provenance.objects.get(pk=near.pk).similar_to is None


def test_paragraphs_that_are_the_same_stand_beside_each_other():
    pairs = pairs_of(["一", "二", "三"], ["一", "三", "四"])
    assert pairs == [Pair("一", "一"), Pair("二", ""), Pair("三", "三"), Pair("", "四")]
