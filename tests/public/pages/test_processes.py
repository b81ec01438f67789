"""Two web processes under load: what an act changed is seen by both when it has returned."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection

from articles.editorial import workflow
from tests.builders import edit, make_published, make_section
from tests.processes import bare_environment
from tests.public.pages.visitor import HOST

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on_both_databases]
PLACE = ("host", "port", "user", "password")  # how a PostgreSQL server is reached


def database_url():
    """The address of the test's own database; beside it, how it is reached stands in OPTIONS or not."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    reached = {name: values["OPTIONS"].get(name) or values[name.upper()] for name in PLACE}
    return (
        f"postgres:///{values['NAME']}?{urlencode({name: value for name, value in reached.items() if value})}"
    )


class WebProcess:
    """A process that answers with what its front sends."""

    def __init__(self, data_dir):
        environment = bare_environment(
            **{
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                "DATABASE_URL": database_url(),
                "DATA_DIR": str(data_dir),
                "SECRET_KEY": "any",
                "ALLOWED_HOSTS": HOST,
                "HTTPS": "false",
                "LOG_LEVEL": "ERROR",
            }
        )
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.public.pages.asker"],
            env=environment,
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def get(self, address):
        """Status and text."""
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def web_processes(*folders):
    found = [WebProcess(folder) for folder in folders]
    try:
        yield found
    finally:
        for each in found:
            each.process.kill()
            each.process.communicate()


def test_no_process_of_the_machine_shows_what_an_act_has_changed(settings):
    report = make_published("第零版", section=make_section(slug="news"))
    address = report.get_absolute_url()
    with web_processes(settings.DATA_DIR, settings.DATA_DIR) as machine:
        for web in machine:
            assert web.get(address)[0] == 200
        for number in range(20):
            edit(report, title=f"第{number}版")
            for web in machine:
                assert f"第{number}版" in web.get(address)[1]
                assert f"第{number}版" in web.get("/")[1]
        workflow.transition(report, "withdraw", reason="误", notice="已撤回")
        assert [web.get(address)[0] for web in machine] == [410, 410]


def test_another_machine_shows_a_change_within_two_seconds(settings, tmp_path):
    report = make_published("旧题", section=make_section(slug="news"))
    with web_processes(tmp_path) as (web,):
        web.get("/")
        edit(report, title="新题")
        end = time.monotonic() + 2
        while "新题" not in web.get("/")[1]:
            assert time.monotonic() < end
            time.sleep(0.01)
