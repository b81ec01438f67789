"""A PgBouncer that a test starts: connections for the length of a transaction, fewer than are asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg

from tests.public.scale.machines import Servers

PROGRAM: Final = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
STARTS_WITHIN = 10.0  # seconds
CONF = """
[databases]
postgres = host={primary} user=postgres dbname=postgres
[pgbouncer]
listen_addr =
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
default_pool_size = 3
{user}
"""


@contextmanager
def pooled(servers: Servers) -> Iterator[str]:
    """The URL of the primary's database behind the pool."""
    assert PROGRAM
    folder = servers.folder / "pool"
    folder.mkdir()
    user = servers.replica_server.system_user  # as root it does not run
    if user:
        shutil.chown(folder, user, user)
    path = folder / "pgbouncer.ini"
    path.write_text(
        CONF.format(primary=servers.primary, folder=folder, user=f"user = {user}" if user else "")
    )
    process = subprocess.Popen([PROGRAM, "--quiet", str(path)], stderr=subprocess.DEVNULL)
    try:
        _wait(folder)
        yield f"postgres://postgres@/postgres?host={folder}&port=6432&DISABLE_SERVER_SIDE_CURSORS=true"
    finally:
        process.terminate()
        process.wait()


def _wait(folder: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            psycopg.connect(host=str(folder), port=6432, user="postgres", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
