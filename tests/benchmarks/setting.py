"""What a measurement runs on: an archive on a server, the environment of its web servers, how long to ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .client import HOST
from .servers import ROOT, PostgreSQL

NO_CACHE: Final = {"PAGE_CACHE_MB": "0"}


@dataclass(frozen=True)
class Setting:
    """One archive, ready to be asked for."""

    server: PostgreSQL
    reports: int
    environment: dict[str, str]
    facts: dict[str, Any]
    rounds: int
    seconds: float

    def on_another_machine(self) -> dict[str, str]:
        """The environment of a web server with the same database and a DATA_DIR of its own."""
        return self.environment | {"DATA_DIR": f"{self.environment['DATA_DIR']}-other"}


def environment_of(url: str, folder: Path) -> dict[str, str]:
    """Of a machine that keeps its files in the folder."""
    return {
        "DATABASE_URL": url,
        "DATA_DIR": str(folder),
        "SECRET_KEY": "a-key-for-benchmarks-only-long-enough-to-pass-the-deployment-checks",
        "ALLOWED_HOSTS": HOST,
        "HTTPS": "false",
        "SITE_URL": "https://news.example.gov.cn",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }


def manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=os.environ | environment, check=True
    )


class Desk:
    """The process of the desk; see acts.py."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process

    def do(self, *words: object) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(*words, file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"The desk did not do: {' '.join(map(str, words))}")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def desk(environment: dict[str, str]) -> Iterator[Desk]:
    command = [sys.executable, "-m", "tests.benchmarks.acts"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Desk(process)
        assert process.stdin is not None
        process.stdin.close()
