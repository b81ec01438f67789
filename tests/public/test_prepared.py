"""Queries that are compiled once, on a connection that was lost."""

import psycopg
import pytest
from django.db import close_old_connections, connection, connections

from articles.models import Report, alive
from articles.public.views.reports import NEWEST
from tests.builders import make_published, make_section

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on_both_databases]


def hang_up():
    """End the connection from the server's side, as a restart does."""
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_the_first_query_after_a_lost_connection_is_answered():
    report = make_published("还在", section=make_section())
    now = Report.objects.published().public_at
    NEWEST.objects(now)  # compiles it, which itself looks after the connection
    hang_up()
    close_old_connections()  # as before each request
    assert NEWEST.objects(now) == [report]


def test_a_connection_is_asked_once_in_a_while_whether_it_is_alive(monkeypatch):
    if connection.vendor == "sqlite":
        return
    asked = []
    monkeypatch.setattr(type(connections["default"]), "is_usable", asked.append)
    connections.close_all()
    connection.ensure_connection()
    connection.is_usable()
    assert not asked  # it is new
    monkeypatch.setattr(alive, "LONGEST", -1.0)
    connection.is_usable()
    assert len(asked) == 1
