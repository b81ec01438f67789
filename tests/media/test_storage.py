"""Files on disk: none stays that nothing names."""

import os
import time
from contextlib import nullcontext, suppress

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction

from articles.editorial import history, workflow
from articles.editorial.editing import acting, editing
from articles.media import renditions, storage
from articles.models import Autosave, Photo, Report
from tests.builders import drawn, make_photo, make_published, make_report

pytestmark = pytest.mark.django_db
DAY = 86_400


class Cancelled(Exception):
    pass


def on_disk(settings):
    """Every file below MEDIA_ROOT, by its path there."""
    root = settings.MEDIA_ROOT
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def save(name="a.gif", *, days_old=0.0):
    name = default_storage.save(name, ContentFile(b"GIF"))
    written = time.time() - days_old * DAY
    os.utime(default_storage.path(name), (written, written))
    return name


def save_and_fail(within=nullcontext):
    """Save a file in a block that ends well, inside a transaction that doesn't."""
    with storage.unsaved_on_error(), transaction.atomic():
        with within():
            save()
        raise Cancelled


def with_rendition(report):
    """A photo of which a rendition was made."""
    photo = make_photo(report, "a.png", content=drawn(20, 10))
    photo.width, photo.height = 20, 10
    photo.save()
    renditions.rendition(photo, 20, "webp")
    return photo


def erase(report, callbacks, *, by):
    Report.objects.filter(pk=report.pk).update(status=Report.Status.BINNED)
    with callbacks(execute=True):
        workflow.erase(report, by=by)


class TestSavedInATransaction:
    def test_a_file_goes_where_the_block_fails(self, settings):
        with pytest.raises(Cancelled):
            save_and_fail()
        assert on_disk(settings) == []

    def test_a_file_of_an_inner_block_goes_where_the_outer_one_fails(self, settings):
        with pytest.raises(Cancelled):
            save_and_fail(within=storage.unsaved_on_error)
        assert on_disk(settings) == []

    def test_a_file_stays_where_the_block_ends_well(self, settings):
        with storage.unsaved_on_error():
            save()
        assert on_disk(settings) == ["a.gif"]

    def test_files_saved_before_the_block_stay(self, settings):
        save()
        with pytest.raises(Cancelled), storage.unsaved_on_error():
            raise Cancelled
        assert on_disk(settings) == ["a.gif"]


class TestErasedReport:
    def test_its_photo_and_renditions_go(self, settings, django_capture_on_commit_callbacks, chief):
        report = make_report()
        with_rendition(report)
        erase(report, django_capture_on_commit_callbacks, by=chief)
        assert on_disk(settings) == []

    def test_files_of_earlier_revisions_go(self, settings, django_capture_on_commit_callbacks, chief):
        report = make_report()
        photo = make_photo(report)
        with editing(report, None, code="edited"):
            photo.delete()
        erase(report, django_capture_on_commit_callbacks, by=chief)
        assert on_disk(settings) == []

    def test_the_files_of_other_reports_stay(self, settings, django_capture_on_commit_callbacks, chief):
        other = make_photo(make_report(), "other.gif")
        report = make_report()
        make_photo(report)
        erase(report, django_capture_on_commit_callbacks, by=chief)
        assert on_disk(settings) == [other.file.name]

    def test_files_that_a_working_copy_shares_with_its_original_stay(
        self, settings, django_capture_on_commit_callbacks, chief
    ):
        original = make_published()
        photo = make_photo(original)
        workflow.transition(original, "revise", by=chief)
        copy = original.copies.get()
        assert copy.photos.get().file.name == photo.file.name
        erase(copy, django_capture_on_commit_callbacks, by=chief)
        assert on_disk(settings) == [photo.file.name]

    def test_files_in_earlier_revisions_of_the_original_stay(
        self, settings, django_capture_on_commit_callbacks, chief
    ):
        original = make_published()
        photo = make_photo(original)
        workflow.transition(original, "revise", by=chief)
        with editing(original, None, code="edited"):
            photo.delete()
        erase(original.copies.get(), django_capture_on_commit_callbacks, by=chief)
        assert on_disk(settings) == [photo.file.name]


class TestSweep:
    def test_an_old_file_that_nothing_names_goes_with_its_renditions(self, settings):
        name = save(days_old=2)
        folder = settings.MEDIA_ROOT / "renditions" / name
        folder.mkdir(parents=True)
        (folder / "480.webp").write_bytes(b"1")
        assert storage.sweep()["files that nothing names"] == 1
        assert on_disk(settings) == []

    def test_a_young_file_stays(self, settings):
        save(days_old=0.9)
        assert storage.sweep()["files that nothing names"] == 0
        assert on_disk(settings) == ["a.gif"]

    @pytest.mark.parametrize("named_by", ["photo", "revision", "autosave"])
    def test_a_named_file_stays(self, settings, named_by, reporter):
        report = make_report()
        photo = make_photo(report)
        os.utime(default_storage.path(photo.file.name), (0, 0))
        snapshot = history.snapshot_of(report)
        if named_by == "revision":
            history.ensure_recorded(report)
        elif named_by == "autosave":
            Autosave.objects.create(user=reporter, report=report, key="k", seen=0, snapshot=snapshot)
        if named_by != "photo":
            Photo.objects.all().delete()
        assert storage.sweep()["files that nothing names"] == 0
        assert on_disk(settings) == [photo.file.name]

    def test_renditions_whose_file_is_gone_and_half_written_ones_go(self, settings):
        photo = with_rendition(make_report())
        folder = settings.MEDIA_ROOT / "renditions"
        for name in ("photos/gone.png/480.webp", f"{photo.file.name}/half-written"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(b"1")
            os.utime(folder / name, (0, 0))
        assert storage.sweep()["renditions of files that are gone"] == 2
        assert on_disk(settings) == [photo.file.name, f"renditions/{photo.file.name}/20.webp"]


def test_an_upload_in_a_temporary_file_can_be_saved_once_more_after_a_failed_try():
    upload = TemporaryUploadedFile("a.png", "image/png", 3, None)
    upload.write(b"abc")
    with upload:
        names = [default_storage.save("photos/a.png", upload) for _ in range(2)]
        assert [default_storage.size(name) for name in names] == [3, 3]


def test_an_act_that_makes_a_row_leaves_no_file_where_it_fails(chief):
    with suppress(RuntimeError), acting(chief, code="form"):
        default_storage.save("photos/a.png", ContentFile(b"abc"))
        raise RuntimeError
    assert not default_storage.exists("photos/a.png")
