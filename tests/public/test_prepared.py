"""Queries that are compiled once, on a connection that was lost, or planned before a migration."""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import close_old_connections, connection, connections

from articles.models import Report, Section, alive
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


@contextmanager
def widened():
    """A column of another type, as a migration makes it while this process runs."""
    column = "ALTER TABLE articles_section ALTER COLUMN name TYPE varchar({})"
    size = Section._meta.get_field("name").max_length
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute(column.format(size + 1))
        try:
            yield
        finally:
            other.execute(column.format(size))


def test_a_query_is_answered_after_a_migration_of_its_columns():
    if connection.vendor == "sqlite":
        return
    report = make_published("还在", section=make_section())
    now = Report.objects.published().public_at
    for _ in range(3):  # the server keeps the plan
        NEWEST.objects(now)
    with widened():
        assert NEWEST.objects(now) == [report]
