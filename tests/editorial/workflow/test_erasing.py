"""Deleting a report in the bin for good: only 管理员 may, its files go, the raw file stays."""

import pytest
from django.utils import timezone

from articles import search
from articles.editorial import workflow
from articles.editorial.editing import editing
from articles.media import renditions
from articles.models import Photo, Provenance, Report, SourceText
from tests.builders import make_photo, make_published, make_report, make_source, make_statement, put

pytestmark = pytest.mark.django_db


def binned(**values):
    return make_report(status="binned", **values)


def test_the_report_and_its_parts_are_gone(administrator):
    report = binned()
    make_statement(report, "会议在市检察院召开。")
    workflow.erase(report, by=administrator)
    assert not Report.objects.exists()


def test_the_search_knows_it_no_more(administrator):
    report = binned()
    search.index([report])
    workflow.erase(report, by=administrator)
    assert not Report.objects.filter(search__text__contains="会议").exists()


def test_the_file_that_it_was_read_from_stays(administrator):
    source, report = make_source(raw=b"raw"), binned()
    Provenance.objects.create(source=source, report=report, lines=[[1]])
    workflow.erase(report, by=administrator)
    assert bytes(SourceText.objects.get().raw) == b"raw"


@pytest.mark.parametrize("who", ["reporter", "first_reviewer", "final_reviewer", "procurator"])
def test_nobody_else_deletes_it(who, request):
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.erase(binned(), by=request.getfixturevalue(who))
    assert Report.objects.exists()


@pytest.mark.parametrize("status", sorted(set(Report.Status.values) - {"binned"}))
def test_only_what_is_in_the_bin_is_deleted(status, administrator):
    report = make_report(status=status, live_from=timezone.now(), first_published_at=timezone.now())
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.erase(report, by=administrator)


def test_a_report_with_an_open_copy_stays(administrator, reporter):
    report = make_published()
    workflow.transition(report, "revise", by=reporter)
    put(report, status="binned")
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.erase(Report.objects.get(pk=report.pk), by=administrator)


def test_a_copy_in_the_bin_goes_with_its_original(administrator):
    report = binned()
    make_report(status="binned", copy_of=report)
    workflow.erase(report, by=administrator)
    assert not Report.objects.exists()


def test_the_files_of_its_pictures_go(administrator, django_capture_on_commit_callbacks):
    report = binned()
    file = make_photo(report).file
    with django_capture_on_commit_callbacks(execute=True):
        workflow.erase(report, by=administrator)
    assert not file.storage.exists(file.name)


def test_the_renditions_of_its_pictures_go(administrator, django_capture_on_commit_callbacks):
    report = binned()
    photo = make_photo(report)
    made = renditions.rendition(photo, *renditions.widest(photo))
    with django_capture_on_commit_callbacks(execute=True):
        workflow.erase(report, by=administrator)
    assert not made.exists()


def test_the_files_of_its_earlier_revisions_go(administrator, django_capture_on_commit_callbacks):
    report = binned()
    photo = make_photo(report)
    with editing(report, None, code="photo_removed"):
        photo.delete()
    with django_capture_on_commit_callbacks(execute=True):
        workflow.erase(report, by=administrator)
    assert not photo.file.storage.exists(photo.file.name)


def test_the_new_picture_of_a_copy_goes_and_the_one_of_its_original_stays(
    administrator, django_capture_on_commit_callbacks
):
    report = make_published()
    old = make_photo(report).file
    copy = make_report(status="binned", copy_of=report)
    Photo.objects.create(report=copy, file=old.name)
    new = make_photo(copy).file
    with django_capture_on_commit_callbacks(execute=True):
        workflow.erase(copy, by=administrator)
    assert (old.storage.exists(old.name), new.storage.exists(new.name)) == (True, False)


def test_a_picture_that_another_report_shows_stays(administrator, django_capture_on_commit_callbacks):
    report = binned()
    file = make_photo(report).file
    Photo.objects.create(report=make_report(), file=file.name)
    with django_capture_on_commit_callbacks(execute=True):
        workflow.erase(report, by=administrator)
    assert file.storage.exists(file.name)


def test_what_goes_is_counted():
    report = binned()
    make_statement(report, "会议在市检察院召开。")
    make_photo(report)
    assert [number for _name, number in workflow.what_goes(report)] == [1, 1, 1]
