"""The generation: a number of the site that changes with whatever the public can see.

Triggers (triggers/generation.py) record each change in its own transaction. SQLite counts in one row. On
PostgreSQL such a row would be locked to the end of each transaction and two acts could deadlock: there each
transaction adds a row to SiteChange, and the number is that of the last fold plus the rows since.
"""

from __future__ import annotations

import os

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

#: Rows of SiteChange that are folded into one number, so that they are quickly counted.
FOLD_AT = 500
#: PostgreSQL notifies those who listen to this of each transaction that changes the site.
CHANNEL = "newsroom_generation"

_NUMBERS = (
    "SELECT coalesce((SELECT number FROM articles_generation), 0), (SELECT count(*) FROM articles_sitechange)"
)
#: One statement: whoever reads the number sees all of it or nothing.
_FOLD = """WITH gone AS (DELETE FROM articles_sitechange RETURNING 1)
    INSERT INTO articles_generation (id, number) SELECT 1, count(*) FROM gone
    ON CONFLICT (id) DO UPDATE SET number = articles_generation.number + excluded.number"""

_ORIGIN = """SELECT s.system_identifier, c.timeline_id, 'articles_generation'::regclass::oid
    FROM pg_control_system() s, pg_control_checkpoint() c"""


class Generation(models.Model):
    """The number of the site at the last fold: one row, or none where nothing has changed yet."""

    number = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)


class SiteChange(models.Model):
    """A change of what the public can see since the last fold. Written by triggers and record_change()."""

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


def number(connection: BaseDatabaseWrapper) -> int:
    """The present number of the site in this database."""
    return sum(_numbers(connection))


def record_change(connection: BaseDatabaseWrapper) -> None:
    """Count a change that no trigger sees: derived figures that were put right."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO articles_sitechange DEFAULT VALUES")
        if connection.vendor == "postgresql":
            cursor.execute(f"NOTIFY {CHANNEL}")


def number_and_fold(connection: BaseDatabaseWrapper) -> int:
    """The present number; fold where many changes have come together."""
    folded, since = _numbers(connection)
    if since >= FOLD_AT and not connection.in_atomic_block:
        fold(connection)
    return folded + since


def fold(connection: BaseDatabaseWrapper) -> None:
    """Fold the changes into one number, which stays the same."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_FOLD)


def origin(connection: BaseDatabaseWrapper) -> str:
    """Tell a database from its restored backup or its promoted standby, which count from an older number."""
    if connection.vendor == "sqlite":
        stored = os.stat(connection.settings_dict["NAME"])
        return f"{stored.st_dev} {stored.st_ino}"
    with connection.cursor() as cursor:
        cursor.execute(_ORIGIN)
        return " ".join(map(str, cursor.fetchone()))


def _numbers(connection: BaseDatabaseWrapper) -> tuple[int, int]:
    """The number at the last fold, and the changes since."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS)
        folded, since = cursor.fetchone()
    return folded, since
