"""Pages served again, beside a constant answer of the same length from the same server: requests a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median
from typing import Final

from .afresh import pages
from .client import Question, load
from .servers import Web, granian, gunicorn, web
from .setting import Setting
from .table import Goal, Row

SHARE = "% of constant"
APP = "newsroom.wsgi:application"
CONSTANT = "tests.benchmarks.constant:application"
Serves = Callable[[str, int], list[str]]
WHAT: Final = (
    *("report with 10 statements", "home", "list, page 1", "tag in 38 %", "a speaker"),
    "search, word in 30 %",
)
ZIPPED = {"Accept-Encoding": "gzip"}


def measure(setting: Setting) -> Iterator[Row]:
    """A row for each page on granian, plain, compressed and not modified; of a report on gunicorn too."""
    chosen = [page for page in pages(setting.facts) if page.what in WHAT]
    for server, some in ((granian, chosen), (gunicorn, chosen[:1])):
        with web(APP, setting.environment, server=server, probe=Question("/healthz")) as site:
            for page in some:
                for kind, question in _kinds(site, page.question):
                    what = f"{page.what}, {kind}" + (", gunicorn" if server is gunicorn else "")
                    yield _compare(setting, site, server, what, question)


def _kinds(site: Web, question: Question) -> Iterator[tuple[str, Question]]:
    yield "plain", question
    yield "gzip", replace(question, word="", headers=ZIPPED)
    if tag := site.connection().ask(question).headers.get("etag", ""):
        yield "304", replace(question, status=304, word="", headers={"If-None-Match": tag})


def _compare(setting: Setting, site: Web, server: Serves, what: str, question: Question) -> Row:
    """Ask for the page and for the constant in turn."""
    size = len(site.connection().ask(question).body)
    numbers: dict[str, list[float]] = {"site": [], "constant": []}
    spent: dict[str, list[float]] = {"site": [], "constant": []}
    with web(CONSTANT, {"BENCHMARK_BYTES": str(size)}, server=server) as constant:
        sides = {"site": (site, question), "constant": (constant, replace(question, path="/", word=""))}
        for _ in range(setting.rounds):
            for name, (one, asked) in sides.items():
                before = one.worked()
                number, passed = load(one.port, asked, setting.seconds)
                numbers[name].append(number / passed)
                spent[name].append((one.worked() - before) / number * 1000)
    mine, theirs = median(numbers["site"]), median(numbers["constant"])
    figures = {
        "a second": mine,
        "constant a second": theirs,
        SHARE: 100 * mine / theirs,
        "ms": median(spent["site"]),
        "constant ms": median(spent["constant"]),
        "KB": size / 1000,
    }
    goals = [Goal(SHARE, least=85), Goal("ms", most=0.04)] if server is granian else []
    return Row("Served again", what, setting.reports, figures, goals)
