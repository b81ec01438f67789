"""Files are written whole or not at all, by one run at a time."""

import errno
import os

import pytest

from articles.public.static_site import folder as folders
from articles.public.static_site.folder import UNFINISHED, Folder, FolderError, found, locked, remove, write
from articles.public.static_site.publisher import Publisher
from tests.builders import make_published
from tests.public.static_site.folders import files, publish, publisher_of, site


def test_a_file_is_written_if_it_differs(tmp_path):
    place = tmp_path / "a" / "b.html"
    assert write(place, b"one", durable=True)
    assert not write(place, b"one", durable=True)
    assert write(place, b"two", durable=False)
    assert place.read_bytes() == b"two"


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, step):
    place = tmp_path / "a.html"
    write(place, b"old", durable=True)
    monkeypatch.setattr(os, step, full)
    with pytest.raises(OSError, match="No space"):
        write(place, b"new", durable=True)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.html", b"old")]


def full(*arguments):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_an_empty_folder_goes_with_its_last_file(tmp_path):
    folder = Folder(tmp_path)
    write(folder.site / "a/b/c.html", b"c", durable=False)
    write(folder.site / "a/d.html", b"d", durable=False)
    remove(folder, "a/b/c.html")
    assert [each.name for each in (folder.site / "a").iterdir()] == ["d.html"]
    remove(folder, "a/d.html")
    assert list(folder.site.iterdir()) == []


def test_what_a_killed_run_left_unfinished_is_removed(tmp_path):
    folder = Folder(tmp_path)
    write(folder.site / "a.html", b"a", durable=False)
    (folder.site / f"{UNFINISHED}1-1").write_bytes(b"half")
    assert found(folder) == {"a.html"}
    assert [each.name for each in folder.site.iterdir()] == ["a.html"]


def test_a_second_run_is_refused(tmp_path):
    with locked(Folder(tmp_path)), pytest.raises(FolderError, match=f"process {os.getpid()}"):  # noqa: SIM117
        with locked(Folder(tmp_path)):
            pass


@pytest.mark.django_db
def test_a_run_that_met_a_full_disk_is_taken_up_again(out, monkeypatch):
    for number in range(3):
        make_published(f"报道{number}")
    written = iter(range(10))
    plain = folders.write

    def until_full(*arguments, **options):
        if next(written, None) is None:
            full()
        return plain(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr("articles.public.static_site.making.write", until_full)
        with pytest.raises(OSError, match="No space"):
            publish(out)
    publish(out)
    publish(out.parent / "fresh")
    assert files(out) == files(out.parent / "fresh")


@pytest.mark.django_db
def test_a_run_that_was_cut_short_is_taken_up_without_drawing_all_anew(out):
    for number in range(3):
        make_published(f"报道{number}")
    with publisher_of(out) as first:
        first.refresh()
        first.drain(until=lambda: True)  # one batch
        drawn = len(site(out))
    with publisher_of(out) as second:
        second.refresh()
        due = second.state.count_due()
        second.drain()
    assert drawn > 0
    assert due + drawn <= len(site(out)) + 1  # the site map for news is drawn by each run


@pytest.mark.django_db
def test_what_was_not_on_the_disk_when_the_machine_stopped_is_written_again(out, monkeypatch):
    with publisher_of(out) as first:
        first.refresh()
        first.drain()
    (out / "site" / "index.html").write_bytes(b"")
    monkeypatch.setattr("articles.public.static_site.publisher.boot", lambda: "another")
    publish(out)
    assert site(out)["index.html"] != b""


@pytest.mark.django_db
def test_a_broken_state_says_what_to_do(out):
    publish(out)
    (out / ".state" / "state.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(FolderError, match="may be deleted"):
        Publisher(Folder(out))
