"""A replica that lags or is gone, connections that are lost: readers get the present pages all the same."""

from http import HTTPStatus

import pytest

pytestmark = pytest.mark.exhaustive

PAUSE = "SELECT pg_wal_replay_pause()"
RESUME = "SELECT pg_wal_replay_resume()"
#: All connections of web servers and desks.
HANG_UP = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def test_what_a_lagging_replica_lacks_is_seen_on_its_machine_at_once(replica, here, editor):
    replica.on_replica(PAUSE)
    _key, title = editor.publish()
    assert here.shows(title)


def test_what_a_lagging_replica_lacks_is_seen_on_another_machine(replica, there, editor):
    replica.on_replica(PAUSE)
    _key, title = editor.publish()
    assert there.shows_in_time(title)


def test_what_was_withdrawn_is_gone_while_the_replica_lags(replica, here, there, editor):
    key, title = editor.publish()
    assert there.shows_in_time(title)
    replica.on_replica(PAUSE)
    path = editor.withdraw(key)
    here.get(path, status=HTTPStatus.GONE)
    assert not here.shows(title)


def test_a_page_made_while_the_replica_lagged_is_not_kept(replica, here, editor):
    replica.on_replica(PAUSE)
    here.get("/")
    _key, title = editor.publish()
    here.get("/")
    replica.on_replica(RESUME)
    assert here.shows_in_time(title)


def test_pages_are_made_without_the_replica(no_replica, here, there, editor):
    _key, title = editor.publish()
    assert here.shows(title)
    assert there.shows_in_time(title)


def test_lost_connections_are_made_again(servers, here, there, editor):
    servers.on_primary(HANG_UP)
    servers.on_replica(HANG_UP)
    here.get("/reports/")
    there.get("/reports/")
