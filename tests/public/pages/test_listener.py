"""What another machine changes is seen within a second; what can't be confirmed is served for a second."""

import time

import pytest
from django.db import DatabaseError, connection

from articles.models import Report
from articles.public.pages import front as fronts
from articles.public.pages import known, listener
from tests.builders import make_published

pytestmark = pytest.mark.on_both_databases


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """The same in a tenth of the time."""
    for name in ("POLL", "RETRY", "FRESH"):
        monkeypatch.setattr(listener, name, getattr(listener, name) / 10)
    monkeypatch.setattr(fronts, "AGE_UNSURE", 0.1)


@pytest.fixture
def elsewhere(monkeypatch):
    """Acts do not tell this machine: as if another one had done them."""
    monkeypatch.setattr(known.CatchUp, "__call__", lambda self: None)


def until(condition, seconds=10):
    """Wait for a condition; whether it came."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def test_the_promise_is_two_seconds():
    assert (listener.POLL, listener.FRESH) == (0.1, 0.2)


def test_a_change_on_another_machine_is_seen(visitor, elsewhere):
    visitor.get("/")
    make_published("检察开放日")
    assert until(lambda: "检察开放日" in visitor.get("/").text)


def test_a_change_that_is_not_notified_is_seen(visitor, elsewhere, monkeypatch):
    monkeypatch.setattr(listener, "CHANNEL", "another")
    visitor.get("/")
    make_published("检察开放日")
    assert until(lambda: "检察开放日" in visitor.get("/").text)


@pytest.fixture
def lost(visitor, elsewhere, monkeypatch):
    """The listener can't ask the database any more."""
    visitor.get("/")
    assert until(visitor.front.listener.is_sure)

    def fail(self, connection):
        raise DatabaseError("the connection is lost")

    agree = known.KnownNumber.agree
    monkeypatch.setattr(known.KnownNumber, "agree", fail)
    assert until(lambda: not visitor.front.listener.is_sure())
    return lambda: monkeypatch.setattr(known.KnownNumber, "agree", agree)


def test_no_older_page_is_served_while_the_connection_is_lost(visitor, lost):
    Report.objects.filter(pk=make_published("旧题").pk).update(title="检察开放日")
    time.sleep(fronts.AGE_UNSURE)
    assert "检察开放日" in visitor.get("/").text


def test_a_page_of_this_moment_is_served_while_the_connection_is_lost(visitor, lost, monkeypatch):
    monkeypatch.setattr(fronts, "AGE_UNSURE", 60)
    visitor.get("/reports/")
    assert visitor.is_kept("/reports/")


def test_pages_are_kept_again_when_the_connection_is_back(visitor, lost):
    make_published("检察开放日")
    lost()
    assert until(visitor.front.listener.is_sure)
    assert "检察开放日" in visitor.get("/").text
    assert visitor.is_kept("/")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connections that a server ends")
def test_a_connection_that_the_server_ended_is_made_again(visitor, elsewhere):
    visitor.get("/")
    assert until(visitor.front.listener.is_sure)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND query NOT ILIKE '%vacuum%'"
        )
    make_published("检察开放日")
    assert until(lambda: visitor.front.listener.is_sure() and "检察开放日" in visitor.get("/").text)
