"""Public pages are read from the replica, everything else from the main database."""

import pytest
from django.db import OperationalError, connections
from django.http import HttpResponse

from articles.models import Report, Section
from articles.public import replica
from articles.public.views.conventions import public
from tests.builders import make_published, make_report, make_section

pytestmark = pytest.mark.django_db

PAGES = ["/", "/search/?q=公益", "/feed/", "/sitemap.xml", "/api/reports"]


@pytest.fixture
def asked(settings, monkeypatch):
    """(model, database alias) of each read; both aliases are the test database."""
    found = []

    class Noting(replica.Router):
        def db_for_read(self, model, **hints):
            found.append((model, super().db_for_read(model, **hints)))
            return found[-1][1]

    monkeypatch.setattr(replica, "Router", Noting)
    settings.DATABASE_ROUTERS = ["articles.public.replica.Router"]
    connections[replica.REPLICA] = connections["default"]
    yield found
    del connections[replica.REPLICA]


def databases(asked, model):
    return {database for one, database in asked if one is model}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_read_from_the_replica(client, asked, address):
    make_published(section=make_section())
    asked.clear()
    client.get(address)
    assert databases(asked, Report) == {"replica"}


def test_the_desk_is_read_from_the_main_database(client, reporter, asked):
    client.force_login(reporter)
    client.get("/admin/articles/report/")
    assert {database for _model, database in asked} == {"default"}


def test_a_preview_is_read_from_the_main_database(client, reporter, asked):
    client.force_login(reporter)
    client.get(f"/preview/{make_report().pk}/")
    assert databases(asked, Report) == {"default"}


def test_a_request_that_wrote_reads_from_the_main_database(rf, asked):
    @public
    def writes(request):
        make_section()
        return HttpResponse(Section.objects.count())

    replica.reset_read_after_write(writes)(rf.get("/"))
    assert databases(asked, Section) == {"default"}


def test_the_next_request_reads_from_the_replica_again(client, asked):
    replica.Router().db_for_write(Report)
    asked.clear()
    client.get("/")
    assert databases(asked, Report) == {"replica"}


def test_the_replica_is_not_migrated():
    assert replica.Router().allow_migrate("replica", "articles") is False


@pytest.fixture
def numbers(monkeypatch):
    """What each database says is the number of the site; an exception is raised."""
    found = {"default": 5, "replica": 5}
    monkeypatch.setattr(replica, "connections", {name: name for name in found})
    monkeypatch.setattr(replica.replica, "try_at", float("-inf"))

    def number(name):
        if isinstance(found[name], Exception):
            raise found[name]
        return found[name]

    monkeypatch.setattr(replica, "number", number)
    return found


def test_a_replica_that_lags_is_not_read(client, asked, numbers):
    numbers["default"] = 6
    client.get("/")
    assert databases(asked, Report) == {"default"}


def test_a_replica_that_is_gone_is_not_read_and_not_asked_for_some_seconds(client, asked, numbers):
    numbers["replica"] = OperationalError("gone")
    client.get("/")
    numbers["replica"] = 5
    client.get("/reports/")
    assert databases(asked, Report) == {"default"}


def test_a_replica_that_is_back_is_read(client, asked, numbers, monkeypatch):
    numbers["replica"] = OperationalError("gone")
    client.get("/")
    asked.clear()
    numbers["replica"] = 5
    monkeypatch.setattr(replica.replica, "try_at", 0)
    client.get("/")
    assert databases(asked, Report) == {"replica"}


def test_the_replica_stands_in_for_a_main_database_that_is_gone_but_no_such_page_is_kept(
    client, asked, numbers
):
    numbers["default"] = OperationalError("gone")
    client.get("/")
    assert databases(asked, Report) == {"replica"}
    assert replica.was_unsure()


def test_a_replica_that_goes_away_while_a_page_is_made_breaks_no_page(rf, asked, numbers):
    @public
    def page(request):
        if replica.Router().db_for_read(Report) == "replica":
            raise OperationalError("terminated")
        return HttpResponse("made")

    assert page(rf.get("/")).content == b"made"
