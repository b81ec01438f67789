"""The kinds of test, by what a second database could change.

- browser: drives Chromium; runs once, on PostgreSQL
- differs: asks a database for what SQLite and PostgreSQL do in their own ways (search, import, merges,
  constraints, locks, order, JSON); runs on PostgreSQL, with --all on both
- same: asks a database, and the other would answer alike; runs on SQLite, with --all on both
- pure: asks no database; runs once, on SQLite
- more: a test of any of these kinds that tries more cases with --exhaustive; nothing is of this kind alone
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
ALL = ("browser", "differs", "same", "pure")

#: A test that uses one of these fixtures asks a database.
FIXTURES = {"db", "transactional_db", "live_server", "fresh_database_url", "migrated_database_url"}
#: Where the tests of the kind "differs" stand.
DIFFERS = (
    *("editorial", "intake", "models", "register", "search", "statements"),
    *("public/test_visibility.py", "public/test_replica.py", "public/api/test_reports.py"),
    *("admin/report/test_filters.py", "admin/report/test_changelist.py", "admin/records/test_audit.py"),
)


def of_item(item: pytest.Item) -> str:
    """The kind of a collected test."""
    if (kind := of_folder(item.path)) in {"browser", "pure"}:
        return kind
    if item.get_closest_marker("on_one_database") or not _asks_a_database(item):
        return "pure"
    if item.get_closest_marker("on_both_databases") or any(_stands_in(item.path, part) for part in DIFFERS):
        return "differs"
    return "same"


def has_more_cases(item: pytest.Item) -> bool:
    """Whether --exhaustive changes what a test tries; the browser's never do."""
    if of_folder(item.path) == "browser":
        return False
    is_generated = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return is_generated or "exhaustive" in item.fixturenames or bool(item.get_closest_marker("exhaustive"))


def of_folder(path: Path) -> str:
    """The kind of all tests in a file or folder; empty where they are of several."""
    if _stands_in(path, "browser"):
        return "browser"
    return "pure" if _stands_in(path, "reading") else ""


def _stands_in(path: Path, part: str) -> bool:
    return path.is_relative_to(TESTS / part)


def _asks_a_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or FIXTURES & set(item.fixturenames))
