"""The database of every release migrates forward, and loses nothing on the way."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.processes import manage
from tests.releases.make import dump

RELEASES = sorted(Path(__file__).parent.glob("*.sql"))
MIGRATE_AND_TELL = """
import json
from django.core.management import call_command
from tests.releases.facts import facts
call_command("migrate", verbosity=0)
call_command("check", databases=["default"], tags=["database"], fail_level="WARNING")
print(json.dumps(facts()))
"""

pytestmark = pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)


@pytest.fixture
def database(release, tmp_path):
    path = tmp_path / "release.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.executescript(release.read_text(encoding="utf-8"))
    return path


def test_a_release_migrates_forward_and_loses_nothing(database, release, tmp_path):
    environment = {"DATABASE_URL": f"sqlite:///{database}", "DATA_DIR": str(tmp_path), "SECRET_KEY": "any"}
    run = manage("shell", "-v0", "-c", MIGRATE_AND_TELL, **environment)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout.splitlines()[-1]) == json.loads(
        release.with_suffix(".json").read_text("utf-8")
    )


def test_what_was_dumped_is_what_was_loaded(database, release):
    assert dump(database) == release.read_text(encoding="utf-8")
