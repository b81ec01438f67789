"""System checks: `manage.py check --database default` says what a database lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.db import connections

from articles.editorial import roles
from articles.models import AuditEntry, triggers

MIGRATE = "Run manage.py migrate, which makes them."


def check_site_url(**details: Any) -> list[CheckMessage]:
    """Warn where SITE_URL is not set: feeds, site maps and letters then have no full addresses."""
    if settings.SITE_URL:
        return []
    hint = "Set SITE_URL to the address of the site, for example https://www.example.gov.cn."
    return [Warning("SITE_URL is not set.", hint=hint, id="articles.W001")]


def check_triggers(databases: Sequence[str] | None = None, **details: Any) -> list[CheckMessage]:
    """Name the triggers that a database lacks: without them its records could be rewritten.

    A warning, since `migrate` stops at errors, and it is what makes them.
    """
    found = {name: triggers.missing(connections[name]) for name in _migrated(databases)}
    return [
        Warning(
            f"The database {name!r} lacks: {', '.join(each.name for each in missing)}.",
            hint=MIGRATE,
            id="articles.W003",
        )
        for name, missing in found.items()
        if missing
    ]


def check_roles(databases: Sequence[str] | None = None, **details: Any) -> list[CheckMessage]:
    """Name the permissions that a role lacks."""
    return [
        Warning(
            f"The role {role} lacks in the database {name!r}: {', '.join(sorted(codenames))}.",
            hint=MIGRATE,
            id="articles.W002",
        )
        for name in _migrated(databases)
        for role, codenames in roles.lacking(name).items()
    ]


def _migrated(databases: Sequence[str] | None) -> list[str]:
    """The databases that hold our tables; a new one is no fault before it is migrated."""
    table = AuditEntry._meta.db_table
    return [name for name in databases or () if table in connections[name].introspection.table_names()]
