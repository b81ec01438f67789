"""`manage.py import_seeds`: the door through which files come."""

import json
import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.intake.batch import ABANDONED, start
from articles.models import ImportBatch, Report, SourceText
from tests.intake.texts import BODY, make_text
from tests.processes import manage
from tests.reading.formats.make import make_zip

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(make_text())
    return tmp_path / "in"


def run(*args, fails=False, **options):
    """What the command prints; with `fails`, also that it ends with an error."""
    out = StringIO()
    if fails:
        with pytest.raises(CommandError):
            call_command("import_seeds", *map(str, args), stdout=out, **options)
    else:
        call_command("import_seeds", *map(str, args), stdout=out, **options)
    return out.getvalue()


def counts(printed):
    return dict(line.split() for line in printed.splitlines()[-5:])


def test_folder_is_imported(folder):
    assert counts(run(folder))["new"] == "1"


def test_seeds_are_imported_by_default():
    assert counts(run())["new"] == "2"


def test_second_import_creates_nothing(folder):
    run(folder)
    assert counts(run(folder)) == {
        "new": "0",
        "unchanged": "1",
        "changed": "0",
        "near-duplicate": "0",
        "failed": "0",
    }


def test_a_bad_file_fails_the_command_and_the_others_are_kept(folder):
    (folder / "0.txt").write_bytes(b"\x00\x01")
    printed = run(folder, fails=True)
    assert counts(printed) | {"new": "1", "failed": "1"} == counts(printed)
    assert Report.objects.count() == 1


def test_the_line_of_a_bad_file_names_it_and_says_what_to_do(folder):
    (folder / "0.txt").write_bytes("一份报道".encode()[:-1])
    assert "in/0.txt\n" in run(folder, fails=True)


def test_a_dry_run_stores_nothing(folder, django_assert_num_queries):
    with django_assert_num_queries(3):  # the vocabulary: tags, their synonyms, speakers
        run(folder, dry_run=True)
    assert not SourceText.objects.exists()


def test_json_is_one_object_a_file(folder):
    (folder / "b.txt").write_bytes(b"\x00")
    lines = run(folder, dry_run=True, json=True, fails=True).splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["in/a.txt", "in/b.txt"]


def test_json_holds_the_report_as_read(folder):
    (report,) = json.loads(run(folder, dry_run=True, json=True))["reports"]
    assert report["body"] == list(BODY)
    assert set(report) == {
        "title",
        "section",
        "published_at",
        "event_dates",
        "source",
        "credits",
        "body",
        "people",
        "statements",
        "tags",
    }


def test_publish_publishes_new_reports(folder):
    run(folder, publish=True)
    assert Report.objects.published().count() == 1


def test_an_encoding_that_a_person_picked_is_used(folder):
    (folder / "a.txt").write_bytes(make_text().decode().encode("big5", "ignore"))
    run(folder, encoding="big5")
    assert SourceText.objects.get().encoding == "big5"


def test_a_name_with_bytes_that_are_no_text_is_taken_in(folder):
    (folder / "a.txt").rename(folder / os.fsdecode(b"\xff.txt"))
    run(folder)
    assert SourceText.objects.get().file_name == "in/\ufffd.txt"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "NUL byte at byte 8"),
        ("检察".encode()[:-1], "byte"),
        (b"\xff\xfe\x00", "byte"),
    ],
)
def test_bad_input_is_told_in_one_line_without_a_traceback(folder, raw, message):
    (folder / "a.txt").write_bytes(raw)
    assert message in run(folder, fails=True)


def test_without_tables_it_says_to_migrate(folder, monkeypatch):
    from django.db import OperationalError  # noqa: PLC0415 - only here

    from articles.management.commands import import_seeds  # noqa: PLC0415 - the name that is replaced

    def no_table(**options):
        raise OperationalError("no such table: articles_importbatch")

    monkeypatch.setattr(import_seeds, "Importer", no_table)
    with pytest.raises(CommandError, match="migrate"):
        call_command("import_seeds", str(folder))


# Such texts take as long as a hundred others: each is read once, and not counted while it is.


@pytest.mark.no_cover
@pytest.mark.on_one_database
def test_fifty_megabytes_in_one_line_are_told_with_the_line_and_make_no_half_report(folder):
    (folder / "a.txt").write_bytes("检察".encode() * 8_000_000)
    assert "line 1: The line is too long" in run(folder, fails=True)
    assert not Report.objects.exists()


@pytest.mark.no_cover
@pytest.mark.on_one_database
def test_two_hundred_thousand_short_lines_end_with_a_clear_line(folder):
    (folder / "a.txt").write_bytes(b"1\n" * 200_000)
    assert "lines" in run(folder, dry_run=True, fails=True)


def test_an_archive_is_taken_in_member_by_member(folder):
    (folder / "a.txt").unlink()
    (folder / "b.zip").write_bytes(make_zip({"甲.txt": make_text(), "乙.txt": b"\x00"}))
    printed = run(folder, fails=True)
    assert counts(printed) | {"new": "1", "failed": "1"} == counts(printed)
    assert "in/b.zip/乙.txt\n" in printed


def test_two_processes_read_the_same(folder):
    assert run(folder, dry_run=True, json=True, jobs=2) == run(folder, dry_run=True, json=True)


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "65"])
def test_a_number_of_processes_that_makes_no_sense_is_refused(folder, jobs):
    with pytest.raises(CommandError, match="jobs"):
        call_command("import_seeds", str(folder), f"--jobs={jobs}")


def test_a_character_that_the_console_lacks_is_escaped(tmp_path):
    (tmp_path / "会议😀.txt").write_bytes(make_text())
    values = {"PYTHONIOENCODING": "gbk", "DATA_DIR": str(tmp_path), "SECRET_KEY": "any", "LC_ALL": "C.UTF-8"}
    printed = manage("import_seeds", "--dry-run", str(tmp_path), encoding="gbk", **values)
    assert (printed.returncode, "会议\\U0001f600.txt" in printed.stdout) == (0, True), printed.stderr


def test_an_import_that_was_cut_short_is_closed_by_the_next(folder):
    batch = start(label="import_seeds")
    ImportBatch.objects.filter(pk=batch.pk).update(started_at=timezone.now() - 2 * ABANDONED)
    run(folder)
    batch.refresh_from_db()
    assert batch.finished_at is not None
