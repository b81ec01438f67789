"""A folder for a static site, and a year of few days: each day of the year has a page."""

import pytest

from articles.public.static_site import pages


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture(autouse=True)
def _short_year(monkeypatch):
    monkeypatch.setattr(pages, "DAYS", ((8, 7),))
