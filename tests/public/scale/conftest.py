from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.public.scale import machines


@pytest.fixture(scope="package")
def servers():
    """PostgreSQL with the product's schema, and its replica.

    Not in a folder of pytest: as root, PostgreSQL runs as somebody who must be let in, and any other run of
    pytest would lock them out again.
    """
    with TemporaryDirectory() as folder, machines.replicated(Path(folder)) as found:
        machines.migrate(machines.environment(found.folder / "migrating", machines.url(found.primary)))
        yield found


@pytest.fixture
def replica(servers):
    """The replica, which follows again afterwards whatever was done to it."""
    yield servers
    servers.on_replica("SELECT pg_wal_replay_resume()")


@pytest.fixture
def no_replica(servers):
    """The replica has stopped; afterwards it is there again."""
    servers.stop_replica()
    yield
    servers.start_replica()


@pytest.fixture(scope="package")
def environments(servers):
    """Two machines with one database and its replica."""
    return [
        machines.environment(
            servers.folder / name,
            machines.url(servers.primary),
            DATABASE_REPLICA_URL=machines.url(servers.replica),
        )
        for name in ("here", "there")
    ]


@pytest.fixture(scope="package")
def here(environments):
    with machines.serving(environments[0]) as machine:
        yield machine


@pytest.fixture(scope="package")
def there(environments):
    with machines.serving(environments[1]) as machine:
        yield machine


@pytest.fixture(scope="package")
def editor(environments):
    """Somebody at the desk of the first machine."""
    with machines.at_the_desk(environments[0]) as person:
        yield person
