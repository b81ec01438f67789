"""`manage.py publish_static DIR`, as a process of its own."""

import signal
import subprocess
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Report
from articles.public.static_site import pages, watching
from articles.public.static_site.folder import UNFINISHED, Folder, FolderError, locked
from tests.builders import make_published, make_scheduled
from tests.processes import MANAGE, bare_environment, manage
from tests.public.static_site.folders import files

SITE_URL = "https://news.example.gov.cn"


@pytest.fixture(autouse=True)
def _short_year(monkeypatch):
    monkeypatch.setattr(pages, "DAYS", ((8, 7),))


def publish(path, *options):
    out = StringIO()
    call_command("publish_static", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_says_how_many_files_it_wrote(tmp_path):
    assert publish(tmp_path / "out").startswith("Files written: ")
    assert publish(tmp_path / "out") == "Files written: 0\n"


def test_without_an_address_it_says_what_to_set(settings, tmp_path):
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL is not set"):
        publish(tmp_path / "out")


def test_a_second_run_on_a_folder_is_refused(tmp_path):
    with locked(Folder(tmp_path)), pytest.raises(CommandError, match="is at work on"):
        publish(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CommandError, match=r"file.* can't be written"):
        publish(tmp_path / "file" / "out")


@pytest.mark.django_db
def test_a_full_disk_ends_the_run_with_a_line_that_says_so(tmp_path, monkeypatch):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("articles.public.static_site.making.write", full)
    with pytest.raises(CommandError, match="can't be written: No space left on device"):
        publish(tmp_path / "out")


@pytest.mark.django_db
def test_a_page_that_fails_is_counted_and_its_old_file_stays(tmp_path, monkeypatch):
    report = make_published()
    publish(tmp_path / "out")
    before = files(tmp_path / "out")
    Report.objects.filter(pk=report.pk).update(title="新的标题")

    def broken(*arguments):
        raise ValueError("broken")

    with monkeypatch.context() as patch:
        patch.setattr("articles.public.drawing.around", broken)
        with pytest.raises(CommandError, match="1 pages could not be drawn"):
            publish(tmp_path / "out")
    path = f"site{report.get_absolute_url()}"
    assert files(tmp_path / "out")[path] == before[path]
    publish(tmp_path / "out")
    assert "新的标题" in files(tmp_path / "out")[path].decode()


def environment(address, tmp_path):
    values = {"DATABASE_URL": address, "DATA_DIR": str(tmp_path), "SITE_URL": SITE_URL, "SECRET_KEY": "any"}
    return values | {"DEBUG": "true", "HTTPS": "false"}


@pytest.fixture
def filled(migrated_database_url, tmp_path):
    """The environment of a process whose database holds the seeds, published."""
    values = environment(migrated_database_url, tmp_path)
    run = manage("import_seeds", "--publish", **values)
    assert run.returncode == 0, run.stderr
    return values


@pytest.mark.on_both_databases
def test_a_killed_run_is_taken_up_again_by_several_processes(filled, tmp_path):
    out = tmp_path / "out"
    first = subprocess.Popen(
        [*MANAGE, "publish_static", str(out), "--jobs", "2"],
        env=bare_environment(**filled),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(lambda: len(list((out / "site").rglob("*.html"))) > 20)
    first.send_signal(signal.SIGKILL)
    first.wait()
    wait_for(lambda: is_free(out))  # its workers end when they see that it is gone
    (out / "site" / f"{UNFINISHED}1-1").write_bytes(b"half")
    for options in (["--jobs", "2"], []):
        run = manage("publish_static", str(out), *options, **filled)
        assert run.returncode == 0, run.stderr
    assert run.stdout == "Files written: 0\n"
    fresh = manage("publish_static", str(tmp_path / "fresh"), **filled)
    assert fresh.returncode == 0, fresh.stderr
    assert files(out) == files(tmp_path / "fresh")


def is_free(path):
    try:
        with locked(Folder(path)):
            return True
    except FolderError:
        return False


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.on_both_databases
def test_watching_follows_a_change_until_it_is_stopped(filled, tmp_path):
    out = tmp_path / "out"
    watch = subprocess.Popen(
        [*MANAGE, "publish_static", str(out), "--watch"],
        env=bare_environment(**filled),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for((out / "manifest.jsonl").exists)
        code = "from articles.models import Report; Report.objects.filter(pk=1).update(title='新的标题')"
        assert manage("shell", "-c", code, **filled).returncode == 0
        wait_for(lambda: "新的标题" in (out / "site" / "reports" / "index.html").read_text())
    finally:
        watch.send_signal(signal.SIGTERM)
        said, _nothing = watch.communicate(timeout=60)
    assert watch.returncode == 0, said
    assert b"Files written: " in said


@pytest.mark.django_db
def test_watching_looks_again_when_a_report_goes_live():
    report = make_scheduled(hours=0.1)
    assert watching.next_time() == report.live_from


@pytest.mark.django_db
def test_watching_looks_again_after_a_while():
    assert watching.next_time() <= timezone.now() + watching.AT_LEAST_EVERY
