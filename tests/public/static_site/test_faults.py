"""What fails while pages are drawn ends no run, and is tried again."""

import sqlite3

import pytest
from django.db import OperationalError

from articles.public.static_site import making
from articles.public.static_site.folder import Folder, FolderError, explained
from tests.builders import make_published
from tests.public.static_site.folders import publish, publisher_of, site


def fail(_addresses):
    raise OperationalError("the connection is closed")


@pytest.mark.django_db
def test_reports_that_can_not_be_drawn_together_are_drawn_alone(out, monkeypatch):
    report = make_published("报道")
    monkeypatch.setattr(making, "draw_items", fail)
    run = publish(out)
    assert not run.failed
    assert f"api/reports/{report.pk}.json" in site(out)


@pytest.mark.django_db
def test_a_page_that_left_before_it_was_drawn_has_no_file(out):
    make_published("报道")
    with publisher_of(out) as run:
        run.refresh()
        run.state.make_due([("/api/reports?cursor=1000", 0)])
        run.refresh()
        run.drain()
    assert "api/reports.cursor-1000.json" not in site(out)


def test_a_full_disk_under_the_state_is_explained(out):
    with pytest.raises(FolderError, match="disk is full"), explained(Folder(out)):
        raise sqlite3.OperationalError("database or disk is full")
