"""A report served again beside the same report in Wagtail, on the same web server; see wagtail_site."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from . import again
from .afresh import pages
from .client import Question
from .servers import granian, gunicorn, web
from .setting import Setting
from .table import Goal, Row

HERE = Path(__file__).parent
DATABASE = "wagtail"
REPORTS = 1000  # of the archive; Wagtail takes a tenth of a second to store each
APP = "wagtail_site.wsgi:application"
TIMES = "× Wagtail"


def measure(setting: Setting, python: str) -> Iterator[Row]:
    """A row for each web server; `python` is the interpreter that has Wagtail."""
    environment = {"DATABASE_URL": setting.server.url(DATABASE), "PYTHONPATH": str(HERE)}
    path = _filled(setting, python, environment)
    (page,) = (page for page in pages(setting.facts) if page.what == again.REPORT)
    for server in (granian, gunicorn):
        with (
            web(again.APP, setting.environment, server=server, probe=Question("/healthz")) as site,
            web(APP, environment, server=_with(python, server), probe=Question(path)) as theirs,
        ):
            sides = {"site": (site, page.question), "wagtail": (theirs, Question(path))}
            numbers, spent = again.ask(sides, setting)
        figures = {
            "a second": median(numbers["site"]),
            "Wagtail a second": median(numbers["wagtail"]),
            "ms": median(spent["site"]),
            "Wagtail ms, application": median(spent["wagtail"]),
            TIMES: median(numbers["site"]) / median(numbers["wagtail"]),
        }
        goals = [Goal(TIMES, least=300)] if server is granian else []
        yield Row(
            "Beside Wagtail", f"{page.what}, served again, {server.__name__}", setting.reports, figures, goals
        )


def _filled(setting: Setting, python: str, environment: dict[str, str]) -> str:
    """Fill the database; the path of the report with the most statements."""
    server = setting.server
    server.execute(f'DROP DATABASE IF EXISTS "{DATABASE}"')
    server.execute(f'CREATE DATABASE "{DATABASE}"')
    archive = f"host={server.folder} user=postgres dbname=archive_{setting.reports}"
    command = [python, "-m", "wagtail_site.fill", archive, str(REPORTS)]
    said = subprocess.run(
        command, env=os.environ | environment, check=True, capture_output=True, text=True
    ).stdout
    return said.split()[-1]


def _with(python: str, server: Callable[[str, int], list[str]]) -> Callable[[str, int], list[str]]:
    """The command of a web server, in another environment."""
    return lambda app, port: [python, *server(app, port)[1:]]
