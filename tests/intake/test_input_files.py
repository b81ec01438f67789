"""Files of every format on their way in."""

import io
import sys
from pathlib import Path

import pytest

from articles.intake import Importer, Outcome
from articles.intake.files import find
from articles.intake.input_files import unpack, unpack_each
from articles.models import Report
from tests.intake.texts import BODY, make_text
from tests.reading.formats.make import make_docx, make_page, make_png, make_zip


def test_an_archive_is_unpacked_and_its_members_are_named_after_it():
    names = [file.name for file in unpack("in/a.zip", make_zip({"甲.txt": b"1", "b/乙.html": b"2"}))]
    assert names == ["in/a.zip/甲.txt", "in/a.zip/b/乙.html"]


@pytest.mark.parametrize("name", ["a.zip", "a.txt", "a"])
def test_an_archive_is_known_by_its_content(name):
    assert [file.raw for file in unpack(name, make_zip({"甲.txt": b"1"}))] == [b"1"]


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a"])
def test_a_word_file_is_no_archive_whatever_it_is_called(name):
    assert [file.name for file in unpack(name, make_docx("甲"))] == [name]


def test_a_broken_archive_arrives_with_its_reason():
    (file,) = unpack("a.zip", make_zip({"甲.txt": b"1"})[:30])
    assert (file.name, "broken" in file.error) == ("a.zip", True)


def test_a_folder_is_walked_for_every_format(tmp_path):
    for name in ("a.txt", "b.HTML", "c.docx", "d.jpg", "e.zip"):
        (tmp_path / name).write_bytes(make_zip({"甲.txt": b"1"}) if name == "e.zip" else b"1")
    names = [file.name.split("/", 1)[1] for file in unpack_each(find([tmp_path]))]
    assert names == ["a.txt", "b.HTML", "c.docx", "e.zip/甲.txt"]


def test_the_standard_input_is_a_file_like_others(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"1")))
    assert [(file.name, file.raw) for file in unpack_each(find(["-"]))] == [("-", b"1")]


def test_a_file_that_can_not_be_opened_arrives_with_its_reason(tmp_path):
    (file,) = unpack_each(find([tmp_path / "missing.txt"]))
    assert "No such file" in file.error


@pytest.mark.django_db
def test_a_page_is_stored_as_a_report():
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    page = make_page(f"<h1>安平市检察院召开公益诉讼座谈会</h1>{paragraphs}", encoding="gb18030")
    assert Importer().add("a.html", page).reports[0].paragraphs == list(BODY)


def word_file(*, caption="孙明刚在发言"):
    return make_docx("安平市检察院召开公益诉讼座谈会", BODY[0], make_png(), caption, *BODY[1:], centred=(3,))


@pytest.mark.django_db
def test_a_picture_and_its_caption_are_one_photo_in_its_place():
    (photo,) = Importer().add("a.docx", word_file()).reports[0].photos.all()
    assert (photo.caption, photo.before, Path(photo.file.path).read_bytes()) == (
        "孙明刚在发言",
        1,
        make_png(),
    )


@pytest.mark.django_db
def test_a_picture_without_a_caption_is_a_photo_too():
    raw = make_docx("安平市检察院召开公益诉讼座谈会", *BODY[:2], make_png(), BODY[2])
    (photo,) = Importer().add("a.docx", raw).reports[0].photos.all()
    assert (photo.caption, photo.before, photo.file.name.endswith(".png")) == ("", 2, True)


@pytest.mark.django_db
def test_of_two_pictures_the_one_nearer_to_the_caption_has_it():
    pictures = (make_png(1), make_png(2))
    raw = make_docx(
        "安平市检察院召开公益诉讼座谈会", BODY[0], *pictures, "孙明刚在发言", BODY[1], centred=(4,)
    )
    photos = Importer().add("a.docx", raw).reports[0].photos.all()
    assert {photo.caption: Path(photo.file.path).read_bytes() for photo in photos} == {
        "": pictures[0],
        "孙明刚在发言": pictures[1],
    }


@pytest.mark.django_db
def test_a_disk_that_is_full_leaves_nothing_half_written(monkeypatch):
    from django.core.files.storage import FileSystemStorage  # noqa: PLC0415 - only here

    def refuse(self, name, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", refuse)
    result = Importer().add("a.docx", word_file())
    assert (result.outcome, Report.objects.count()) == (Outcome.FAILED, 0)


@pytest.mark.django_db
def test_files_read_side_by_side_are_stored_in_their_order(tmp_path):
    for number in range(4):
        title = f"安平市检察院召开第{'一二三四'[number]}次座谈会"
        (tmp_path / f"{number}.txt").write_bytes(make_text(title, published=f"2019-07-{18 + number} 09:30"))
    (tmp_path / "2.txt").write_bytes(b"\x00")
    importer = Importer()
    results = list(importer.add_each(unpack_each(find([tmp_path])), jobs=2))
    assert [result.outcome for result in results] == ["new", "near-duplicate", "failed", "near-duplicate"]
