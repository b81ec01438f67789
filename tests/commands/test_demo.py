"""`manage.py demo`: a newcomer's first command."""

import os
import signal
import socket
import subprocess
import time
from io import StringIO
from urllib.request import urlopen

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from articles.management.commands.demo import ACCOUNTS
from articles.models import Report
from tests.processes import MANAGE, bare_environment

ENOUGH = 120  # seconds; only a server that never comes up takes them


def demo():
    """Fill the tests' database; gives what was printed."""
    out = StringIO()
    call_command("demo", serve=False, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def filled(db, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    return demo()


def test_every_report_that_was_read_is_published(filled):
    assert Report.objects.published().count() == Report.objects.count() > 1


def test_there_is_an_account_for_each_role(filled):
    roles = {user.username: user.groups.get().name for user in User.objects.all()}
    assert roles == ACCOUNTS
    assert set(ACCOUNTS.values()) == set(Group.objects.values_list("name", flat=True))


def test_every_account_is_staff_and_one_a_superuser(filled):
    staff = User.objects.filter(is_staff=True)
    assert staff.count() == len(ACCOUNTS)
    assert staff.get(is_superuser=True).username == "chief"


def test_printed_password_logs_in(filled, client):
    printed = dict(
        line.split()[:2] for line in filled.splitlines() if line.split()[:1] in [[n] for n in ACCOUNTS]
    )
    assert all(
        client.login(request=RequestFactory().get("/"), username=name, password=printed[name])
        for name in ACCOUNTS
    )


def test_a_second_run_prints_no_password(filled):
    again = demo()
    assert "kept with their passwords: reporter, first, second, final, procurator, chief" in again
    assert "shown this once" not in again


def test_a_second_run_keeps_what_an_editor_wrote(filled):
    Report.objects.update(title="编辑改过的标题")
    demo()
    assert set(Report.objects.values_list("title", flat=True)) == {"编辑改过的标题"}


def test_deleted_account_is_created_again(filled):
    User.objects.get(username="final").delete()
    assert "  final " in demo()


def test_port_in_use_fails_before_the_import(db):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} cannot be used: .*--port"):
            call_command("demo", port=port)
    assert not User.objects.exists()


@pytest.mark.parametrize("port", [-1, 65536])
def test_invalid_port_is_refused(port, db):
    with pytest.raises(CommandError, match="cannot be used"):
        call_command("demo", port=port)


def test_unusable_database_is_an_error_in_one_line(tmp_path):
    environment = bare_environment(DATA_DIR=str(tmp_path), DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    run = subprocess.run(
        [*MANAGE, "demo", "--no-serve"], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "The database cannot be opened" in run.stderr
    assert "Traceback" not in run.stderr


def wait_for(address):
    """Wait until the server has taken the port that the command has found free."""
    end = time.monotonic() + ENOUGH
    while time.monotonic() < end:
        try:
            return urlopen(address, timeout=ENOUGH)  # noqa: S310
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


def test_it_serves_the_site_until_it_is_interrupted(tmp_path, migrated_database_url):
    environment = bare_environment(DATA_DIR=str(tmp_path / "data"), DATABASE_URL=migrated_database_url)
    command = [*MANAGE, "demo", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            lines = iter(server.stdout.readline, "")
            site = next(line for line in lines if line.startswith("The site:")).split()[-1]
            wait_for(site)
            pages = [urlopen(site + page, timeout=ENOUGH).status for page in ("", "admin/login/")]  # noqa: S310
            sheet = urlopen(site + "static/admin/css/base.css", timeout=ENOUGH).status  # noqa: S310
        finally:
            os.kill(server.pid, signal.SIGINT)
        assert (pages, sheet, server.wait(ENOUGH)) == ([200, 200], 200, 0)
