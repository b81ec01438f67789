"""The files that an import is asked to take."""

import os

import pytest

from articles.intake import files
from articles.intake.files import FilePath, Unreadable, as_text, find, read_bytes


def refusal(path):
    with pytest.raises(Unreadable) as caught:
        read_bytes(FilePath(path, path.name))
    return str(caught.value)


def test_a_folder_is_walked_by_name_for_text_files(tmp_path):
    for name in ("b/2.txt", "b/1.TXT", "a.txt", "a.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = [found.path.relative_to(tmp_path).as_posix() for found in find([tmp_path])]
    assert names == ["a.txt", "b/1.TXT", "b/2.txt"]


def test_a_file_is_known_by_its_folder_and_name_however_it_was_reached(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").touch()
    assert {found.name for found in find([tmp_path / "in", tmp_path / "in" / "a.txt"])} == {"in/a.txt"}


def test_a_folder_without_text_files_says_so(tmp_path):
    (found,) = find([tmp_path])
    assert "There is no .txt" in refusal(found.path)


def test_a_path_that_leads_nowhere_says_so(tmp_path):
    assert "No such file" in refusal(tmp_path / "missing.txt")


def test_a_loop_of_links_says_so(tmp_path):
    loop = tmp_path / "a.txt"
    loop.symlink_to(loop)
    assert "symbolic links" in refusal(loop)


def test_a_folder_that_links_to_itself_is_walked_once(tmp_path):
    (tmp_path / "a.txt").touch()
    (tmp_path / "again").symlink_to(tmp_path)
    assert len(list(find([tmp_path]))) == 1


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert "not a regular file" in refusal(tmp_path / "a.txt")


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.touch()

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    assert "Permission denied" in refusal(path)


def test_a_file_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 3)
    (tmp_path / "a.txt").write_bytes(b"1234")
    assert "Split it" in refusal(tmp_path / "a.txt")


def test_a_name_that_is_no_utf_8_can_be_printed_and_stored():
    assert as_text(os.fsdecode(b"\xd6\xd0.txt")) == "\ufffd\ufffd.txt"
