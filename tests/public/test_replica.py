"""Public pages are read from the replica, everything else from the main database."""

import pytest
from django.db import connections
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
