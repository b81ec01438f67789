"""What every test stands on: a folder for uploads, the fixed cast, and a database to throw away."""

import gc
import os
import re
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime

import hypothesis
import psycopg
import pytest
from django.db import connection

from articles.editorial.workflow import watch_for_due
from articles.editorial.workflow.due import Backoff
from articles.models import triggers
from articles.models.listings import folding
from articles.public.drawing import keeping
from articles.search import stale
from tests import kinds
from tests.builders import make_superuser, make_user
from tests.processes import manage

# A slow machine is not a failure.
NEWSROOM = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("newsroom", max_examples=25, **NEWSROOM)
hypothesis.settings.register_profile("thorough", max_examples=100, **NEWSROOM)
hypothesis.settings.load_profile("newsroom")


def pytest_addoption(parser):
    parser.addoption(
        "--kinds",
        default=",".join(kinds.ALL),
        help="the kinds of test to run, with commas between (tests/kinds.py)",
    )
    parser.addoption("--exhaustive", action="store_true", help="try every case where a few stand for all")


def pytest_configure(config):
    if config.getoption("--exhaustive"):
        hypothesis.settings.load_profile("thorough")


def pytest_ignore_collect(collection_path, config):
    """Don't import tests that would not run: the browser's alone take seconds."""
    wanted = _wanted(config)
    of_one_kind = kinds.of_folder(collection_path)
    if of_one_kind == "pure" and "more" in wanted:
        return None
    return True if of_one_kind and of_one_kind not in wanted else None


def pytest_collection_modifyitems(config, items):
    wanted, exhaustive = _wanted(config), config.getoption("--exhaustive")
    keep, drop = [], []
    for item in items:
        if goes_over_it_again(item):
            item.add_marker(pytest.mark.no_cover)
        left_out = item.get_closest_marker("exhaustive") and not exhaustive
        is_wanted = kinds.of_item(item) in wanted or ("more" in wanted and kinds.has_more_cases(item))
        (keep if is_wanted and not left_out else drop).append(item)
    config.hook.pytest_deselected(items=drop)
    items[:] = keep


def _wanted(config):
    return config.getoption("--kinds").split(",")


def pytest_collection_finish():
    """What was collected stays to the end: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def goes_over_it_again(item):
    """A browser and hypothesis run what other tests run, many times over: to count it takes as long again."""
    return "chromium" in item.fixturenames or getattr(item.obj, "is_hypothesis_test", False)


@pytest.fixture(scope="session")
def exhaustive(request):
    """Whether every case is tried, or a few that stand for all."""
    return request.config.getoption("--exhaustive")


@pytest.fixture(scope="session", autouse=True)
def _flush_empties_the_log():
    """Tests with real transactions empty every table; of the audit log SQLite lets nobody delete else."""
    if connection.vendor != "sqlite":
        yield  # there every table is truncated, which is no deletion of rows
        return
    (guard,) = (
        each for each in triggers.objects("sqlite") if each.name == "articles_auditentry_never_deleted"
    )
    plain = type(connection.ops).sql_flush

    def unguarded(ops, style, tables, **how):
        return [guard.drop, *plain(ops, style, tables, **how), *guard.create]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "sql_flush", unguarded)
        yield


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """No test leaves an upload behind for another."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _nothing_is_due(monkeypatch):
    """When a process looks for scheduled copies and stale entries, or folds, no test counts."""
    monkeypatch.setattr(watch_for_due, "look_at", datetime.max.replace(tzinfo=UTC))
    monkeypatch.setattr(watch_for_due, "backoff", Backoff())
    monkeypatch.setattr(stale.watch, "look_at", datetime.max.replace(tzinfo=UTC))
    monkeypatch.setattr(folding, "FOLD_EVERY", sys.maxsize)


@pytest.fixture(autouse=True)
def _nothing_is_kept(monkeypatch):
    """Pages are drawn from rows: the fixture `keeps` turns keeping on."""
    monkeypatch.setattr(keeping.keeper, "is_on", False)


@pytest.fixture
def keeps(monkeypatch, _nothing_is_kept):
    """What a request draws is kept after it, as in production."""
    monkeypatch.setattr(keeping.keeper, "is_on", True)


@pytest.fixture
def reporter(db):
    return make_user("reporter", role="记者")


@pytest.fixture
def first_reviewer(db):
    return make_user("first", role="初审")


@pytest.fixture
def second_reviewer(db):
    return make_user("second", role="复审")


@pytest.fixture
def final_reviewer(db):
    return make_user("final", role="终审")


@pytest.fixture
def procurator(db):
    return make_user("procurator", role="检察长")


@pytest.fixture
def signers(first_reviewer, second_reviewer, final_reviewer):
    """Those who sign a report, in their order."""
    return [first_reviewer, second_reviewer, final_reviewer]


@pytest.fixture
def administrator(db):
    return make_user("administrator", role="管理员")


@pytest.fixture
def chief(db):
    return make_superuser("chief")


@pytest.fixture
def stranger(db):
    return make_user("stranger")


@pytest.fixture
def fresh_database_url(tmp_path):
    """The address of a database with nothing in it, on the same kind of server as the tests' own."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
        return
    address, name = os.environ["DATABASE_URL"], f"fresh_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    yield re.sub(r"/\w+(\?|$)", rf"/{name}\1", address, count=1)
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def migrated_database_url(fresh_database_url, db, tmp_path):
    """The address of a migrated database without rows of tests."""
    if connection.vendor == "sqlite":
        source = sqlite3.connect(connection.settings_dict["NAME"])
        with closing(source), closing(sqlite3.connect(tmp_path / "fresh.sqlite3")) as copy:
            source.backup(copy)
    else:
        values = {"DATABASE_URL": fresh_database_url, "DATA_DIR": str(tmp_path), "SECRET_KEY": "any"}
        run = manage("migrate", **values)
        assert run.returncode == 0, run.stderr
    return fresh_database_url
