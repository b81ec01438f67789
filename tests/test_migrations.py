"""Migrations: none is pending, each has a name, and all of them run backwards and forwards."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.processes import manage

FOLDER = settings.BASE_DIR / "articles" / "migrations"


def test_no_migration_is_pending(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_says_what_it_changes():
    names = [path.stem for path in FOLDER.glob("[0-9]*.py")]
    assert [name for name in names if re.search(r"_(auto|custom|alter_\w+_and_more)\b|_auto_\d", name)] == []


def test_every_operation_of_ours_can_be_taken_back(db):
    migrations = MigrationExecutor(connection).loader.disk_migrations
    assert [
        (name, operation.describe())
        for (app, name), migration in migrations.items()
        if app == "articles"
        for operation in migration.operations
        if not operation.reversible
    ] == []


@pytest.mark.exhaustive
@pytest.mark.on_both_databases
def test_migrations_run_backwards_and_forwards(fresh_database_url, tmp_path):
    environment = {"DATABASE_URL": fresh_database_url, "DATA_DIR": str(tmp_path), "SECRET_KEY": "any"}
    for target in ([], ["articles", "zero"], []):
        run = manage("migrate", *target, **environment)
        assert run.returncode == 0, run.stderr
