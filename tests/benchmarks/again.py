"""Pages served again, beside a constant answer of the same length from the same server: requests a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from statistics import median
from typing import Final

from .afresh import MINIMAL, Page, pages
from .client import Question, load
from .servers import Web, granian, gunicorn, web
from .setting import Setting
from .table import Goal, Row

SHARE = "% of constant"
APP = "newsroom.wsgi:application"
CONSTANT = "tests.benchmarks.constant:application"
Serves = Callable[[str, int], list[str]]
Figures = dict[str, list[float]]
REPORT = "report with 10 statements"
MINIMAL_LIST = Question("/reports/")
WHAT: Final = (
    *(REPORT, "home", "list, page 1", "tag in 38 %", "a speaker"),
    "search, word in 30 %",
)
ZIPPED = {"Accept-Encoding": "gzip"}


def measure(setting: Setting) -> Iterator[Row]:
    """A row for each page on granian, plain, compressed and not modified; of a report on gunicorn too."""
    chosen = [page for page in pages(setting.facts) if page.what in WHAT]
    for server, some in ((granian, chosen), (gunicorn, chosen[:1])):
        with web(APP, setting.environment, server=server, probe=Question("/healthz")) as site:
            for page in some:
                for one in _kinds(site, page):
                    yield _compare(setting, site, server, one)


def _kinds(site: Web, page: Page) -> Iterator[Page]:
    """The page as browsers ask for it; a report is compared with the minimal page too."""
    question = page.question
    yield replace(page, what=f"{page.what}, plain", minimal=page.minimal if page.what == REPORT else "")
    zipped = replace(question, word="", headers=ZIPPED)
    yield replace(page, what=f"{page.what}, gzip", question=zipped, minimal="")
    if tag := site.connection().ask(question).headers.get("etag", ""):
        unchanged = replace(question, status=304, word="", headers={"If-None-Match": tag})
        yield replace(page, what=f"{page.what}, 304", question=unchanged, minimal="")


def _compare(setting: Setting, site: Web, server: Serves, page: Page) -> Row:
    """Ask for the page and for the constant in turn, of a report also for the minimal page."""
    question = page.question
    size = len(site.connection().ask(question).body)
    with ExitStack() as stack:
        constant = stack.enter_context(web(CONSTANT, {"BENCHMARK_BYTES": str(size)}, server=server))
        sides = {"site": (site, question), "constant": (constant, replace(question, path="/", word=""))}
        if page.minimal:
            minimal = stack.enter_context(
                web(MINIMAL, setting.environment, server=server, probe=MINIMAL_LIST)
            )
            sides["minimal"] = (minimal, Question(page.minimal))
        numbers, spent = ask(sides, setting)
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
    if "minimal" in numbers:
        figures["× minimal"] = mine / median(numbers["minimal"])
    what = page.what + (", gunicorn" if server is gunicorn else "")
    return Row("Served again", what, setting.reports, figures, goals)


def ask(sides: dict[str, tuple[Web, Question]], setting: Setting) -> tuple[Figures, Figures]:
    """Requests a second and milliseconds a request of each side, round by round."""
    numbers: Figures = {name: [] for name in sides}
    spent: Figures = {name: [] for name in sides}
    for _ in range(setting.rounds):
        for name, (one, asked) in sides.items():
            before = one.worked()
            number, passed = load(one.port, asked, setting.seconds)
            numbers[name].append(number / passed)
            spent[name].append((one.worked() - before) / number * 1000)
    return numbers, spent
