"""Clients that are logged in at the desk."""

import pytest
from django.test import Client


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
