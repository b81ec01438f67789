"""An import taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from articles.editorial import audit, workflow
from articles.intake import Importer
from articles.intake.undo import undo
from articles.models import AuditEntry, Organisation, Report, Section, SourceText, Speaker, Tag
from tests.builders import edit, make_appearance, make_report
from tests.intake.test_input_files import word_file
from tests.intake.texts import OTHER_BODY, make_text
from tests.races import meanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    """Two reports that were brought in."""
    importer = Importer()
    importer.add("a.txt", make_text())
    importer.add("b.txt", make_text("临河法院禁毒宣传进校园", body=OTHER_BODY))
    return importer.finish()


def report():
    return Report.objects.get(title__startswith="安平")


def kept(batch):
    return [(report.title[:2], why) for report, why in undo(batch).reasons]


def test_what_nobody_touched_is_removed_with_its_source(batch):
    assert undo(batch).removed == 2
    assert (Report.objects.count(), SourceText.objects.count()) == (0, 0)


def test_people_and_bodies_of_those_reports_alone_go_too(batch):
    undo(batch)
    assert (Speaker.objects.count(), Organisation.objects.count()) == (0, 0)


def test_who_stands_in_another_report_stays(batch):
    make_appearance(make_report(), speaker=Speaker.objects.get(name="孙明刚"))
    undo(batch)
    assert [speaker.name for speaker in Speaker.objects.all()] == ["孙明刚"]


def test_of_whom_an_editor_entered_something_stays(batch):
    Speaker.objects.filter(name="孙明刚").update(rank=1)
    undo(batch)
    assert [speaker.name for speaker in Speaker.objects.all()] == ["孙明刚"]


def test_an_edited_report_stays_and_says_why(batch):
    edit(report(), source="本院")
    with translation.override("en"):
        assert kept(batch) == [("安平", "It was edited since.")]


def test_a_published_report_stays(batch):
    workflow.transition(report(), "publish")
    assert [title for title, _why in kept(batch)] == ["安平"]


def test_a_report_that_was_submitted_stays_with_its_record(batch, reporter):
    Report.objects.update(author=reporter)
    workflow.transition(report(), "submit", by=reporter)
    assert kept(batch) == [("安平", "已送审或已有流转。")]
    assert report().transitions.filter(action="submit").exists()


def test_the_source_of_a_report_that_stays_is_kept(batch):
    edit(report(), source="本院")
    undo(batch)
    assert [source.file_name for source in SourceText.objects.all()] == ["a.txt"]


def test_an_edit_that_is_made_before_the_lock_is_kept(batch):
    with meanwhile(lambda: edit(report(), source="本院")):
        undone = undo(batch)
    assert (undone.removed, undone.kept, report().source) == (1, 1, "本院")


def test_a_report_that_is_published_before_the_lock_stays(batch):
    with meanwhile(lambda: workflow.transition(report(), "publish")):
        assert undo(batch).removed == 1
    assert report().status == Report.Status.PUBLISHED


def test_nobody_undoes_what_they_may_not(batch, reporter):
    with pytest.raises(PermissionDenied):
        undo(batch, by=reporter)
    assert Report.objects.count() == 2


def test_the_audit_log_says_how_many_went_and_stayed(batch, chief):
    edit(report(), source="本院")
    undo(batch, by=chief)
    entry = AuditEntry.objects.get(code="import_undone")
    assert (entry.by, entry.values) == (chief, {"removed": 1, "kept": 1})


def test_more_reports_ask_no_more():
    assert queries_of_undo(9) == queries_of_undo(3)


def queries_of_undo(number):
    """How many queries it takes to undo an import of so many different reports."""
    importer = Importer()
    for each in range(number):
        words = "".join(chr(0x5000 + each * 200 + at) for at in range(120))
        importer.add(f"{number}-{each}.txt", make_text(f"第{each}次会议召开", body=[f"会议召开，{words}。"]))
    with CaptureQueriesContext(connection) as captured:
        assert undo(importer.finish()).removed == number
    return len(captured)


def test_another_import_is_not_touched(batch):
    importer = Importer()
    importer.add("c.docx", word_file())
    undo(importer.finish())
    assert Report.objects.count() == 2


def test_pictures_go_with_their_report(settings, django_capture_on_commit_callbacks):
    importer = Importer()
    importer.add("c.docx", word_file())
    with django_capture_on_commit_callbacks(execute=True):
        undo(importer.batch)
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_the_same_files_can_be_brought_in_again(batch):
    undo(batch)
    importer = Importer()
    assert importer.add("a.txt", make_text()).reports[0].appearances.first().speaker is not None


class TestSectionsAndTags:
    @pytest.fixture
    def sorted_batch(self):
        """A report in a section of its own, with tags."""
        importer = Importer()
        importer.add("c.txt", "首页 > 检察要闻 > 正文\n".encode() + make_text())
        return importer.finish()

    def test_those_that_it_made_go(self, sorted_batch):
        assert (Section.objects.exists(), Tag.objects.exists()) == (True, True)
        undo(sorted_batch)
        assert (Section.objects.exists(), Tag.objects.exists()) == (False, False)

    def test_those_that_another_report_uses_stay(self, sorted_batch):
        make_report("另一篇", section=Section.objects.get(), tags=["公益诉讼"])
        undo(sorted_batch)
        assert (Section.objects.count(), list(Tag.objects.values_list("name", flat=True))) == (
            1,
            ["公益诉讼"],
        )

    def test_those_that_somebody_described_stay(self, sorted_batch):
        Section.objects.update(description="本院要闻")
        Tag.objects.filter(name="公益诉讼").update(description="检察机关提起")
        undo(sorted_batch)
        assert (Section.objects.count(), Tag.objects.count()) == (1, 1)

    def test_those_that_somebody_saved_at_the_desk_stay(self, sorted_batch, chief):
        section = Section.objects.get()
        audit.record(audit.Kind.CHANGE, section, by=chief)
        undo(sorted_batch)
        assert Section.objects.get() == section
