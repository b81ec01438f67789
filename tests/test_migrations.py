"""Migrations: none is pending, each has a name, and all of them run backwards and forwards."""

import re

from django.conf import settings
from django.core.management import call_command

from tests.processes import manage

FOLDER = settings.BASE_DIR / "articles" / "migrations"


def test_no_migration_is_pending(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_says_what_it_changes():
    names = [path.stem for path in FOLDER.glob("[0-9]*.py")]
    assert [name for name in names if re.search(r"_(auto|custom|alter_\w+_and_more)\b|_auto_\d", name)] == []


def test_migrations_run_backwards_and_forwards(fresh_database_url, tmp_path):
    environment = {"DATABASE_URL": fresh_database_url, "DATA_DIR": str(tmp_path), "SECRET_KEY": "any"}
    for target in ([], ["articles", "zero"], []):
        run = manage("migrate", *target, **environment)
        assert run.returncode == 0, run.stderr
