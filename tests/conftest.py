"""What every test stands on: a folder for uploads, the fixed cast, and a database to throw away."""

import gc
import os
import re
from datetime import UTC, datetime

import hypothesis
import psycopg
import pytest
from django.db import connection

from articles.editorial.workflow import watch_for_due
from articles.models import triggers
from tests.builders import make_superuser, make_user

# A slow machine is not a failure. `thorough` is what `python -m tests` chooses for its first run: the tests
# of the reader look at its name.
hypothesis.settings.register_profile(
    "newsroom", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("thorough", hypothesis.settings.get_profile("newsroom"))
hypothesis.settings.load_profile("newsroom")


#: A test that uses one of these asks a database.
DATABASES = {"db", "transactional_db", "live_server", "fresh_database_url"}


def pytest_addoption(parser):
    parser.addoption(
        "--on-another-database",
        action="store_true",
        help="run only what asks a database: the rest says on every one what it said on the first",
    )


def pytest_collection_modifyitems(config, items):
    for item in items:
        if goes_over_it_again(item):
            item.add_marker(pytest.mark.no_cover)
    if config.getoption("--on-another-database"):
        rest = [item for item in items if not asks_a_database(item)]
        config.hook.pytest_deselected(items=rest)
        items[:] = [item for item in items if asks_a_database(item)]


def pytest_collection_finish():
    """What was collected stays to the end: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def goes_over_it_again(item):
    """A browser and hypothesis run what other tests run, many times over: to count it takes as long again."""
    return "chromium" in item.fixturenames or getattr(item.obj, "is_hypothesis_test", False)


def asks_a_database(item):
    if item.get_closest_marker("on_one_database"):
        return False
    return bool(item.get_closest_marker("django_db") or DATABASES & set(item.fixturenames))


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
    """When a process looks for working copies whose time has come depends on the clock: no test counts it."""
    monkeypatch.setattr(watch_for_due, "look_at", datetime.max.replace(tzinfo=UTC))


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
