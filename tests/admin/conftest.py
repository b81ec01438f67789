"""Clients that are logged in at the desk."""

import pytest
from django.template.response import SimpleTemplateResponse
from django.test import Client

from tests.kept import kept_lists_are_right  # noqa: F401 - runs beside each test


@pytest.fixture
def enter():
    """`enter(user)` gives a client of the test who is logged in."""

    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def desk(enter, chief):
    return enter(chief)


@pytest.fixture
def undrawn(monkeypatch):
    """Pages are not drawn, which takes most of their time: for tests that ask what is saved."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
