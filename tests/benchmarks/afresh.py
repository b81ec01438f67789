"""Pages made afresh: the page cache off, the server warm, one request at a time.

The cost is the processor time of the worker and of all of PostgreSQL; those of the other side are measured in
turn, and the middle of the rounds counts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from urllib.parse import quote

from .client import Question
from .machine import worked
from .servers import Web, web
from .setting import NO_CACHE, Setting
from .table import Goal, Row
from .words import COMMON, NOWHERE, RARE, RARE_NAME

MEASURED_AT = 20_000  # the size for which most goals are
PER_PAGE = 20
WARM = 3  # requests before the first that counts
FEWEST = 5  # requests of a round
TOTAL = "ms"
MINIMAL = "tests.benchmarks.minimal:application"


@dataclass(frozen=True)
class Page:
    """A page, the minimal Django page that answers to it, and the most it may cost at a size."""

    what: str
    question: Question
    minimal: str = ""
    most: dict[int, float] = field(default_factory=dict)
    kilobytes: float | None = None


def pages(facts: dict[str, Any]) -> list[Page]:
    """What readers and the desk ask for."""
    every = {MEASURED_AT: 7.0}
    common, rare = (
        {20_000: 30.0, 100_000: 50.0, 1_000_000: 100.0},
        dict.fromkeys((20_000, 100_000, 1_000_000), 10.0),
    )
    last = max(2, facts["reports"] // PER_PAGE - 1)
    desk = {"Cookie": facts["cookie"]}

    def found(word: str) -> Question:
        return Question(f"/search/?q={quote(word)}", word=word)

    return [
        Page(
            "report with 10 statements",
            Question(facts["report"], word=facts["title"]),
            "/8/",
            dict.fromkeys((20_000, 100_000, 1_000_000), 3.2),
        ),
        Page("home", Question("/", word="</html>"), most=every),
        Page("list, page 1", Question("/reports/", word="</html>"), "/reports/", every),
        Page("list, page 500", Question("/reports/?page=500", word="</html>"), "/reports/?page=500"),
        Page(
            "list, last page but one",
            Question(f"/reports/?page={last}", word="</html>"),
            f"/reports/?page={last}",
        ),
        Page(
            "tag in 38 %",
            Question(quote(facts["tag"], safe="/%"), word="行政检察"),
            quote(facts["tag"], safe="/%"),
            every,
        ),
        Page("a speaker", Question(facts["speaker"], word="</html>"), most=every),
        Page("all speakers", Question("/speakers/", word="</html>"), most=every),
        Page("all tags", Question("/tags/", word="行政检察")),
        Page("search, word in 30 %", found(COMMON), f"/search/?q={quote(COMMON)}", common),
        Page("search, word in 1 of 1,000", found(RARE), f"/search/?q={quote(RARE)}", rare),
        Page("search, rare name", found(RARE_NAME), f"/search/?q={quote(RARE_NAME)}", rare),
        Page("search, nothing found", found(NOWHERE), most=rare),
        Page("feed", Question("/feed/", word="<rss")),
        Page("JSON of reports", Question("/api/reports", word='"')),
        Page(
            "desk list",
            Question("/admin/articles/report/", word="</html>", headers=desk),
            most={20_000: 40.0},
            kilobytes=60,
        ),
        Page(
            "desk form",
            Question("/admin/articles/report/8/change/", word="</html>", headers=desk),
            most={20_000: 60.0},
        ),
    ]


@dataclass
class Cost:
    """Milliseconds of processor time a request."""

    app: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    passed: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def total(self) -> float:
        return median(map(sum, zip(self.app, self.database, strict=True)))


def measure(setting: Setting) -> Iterator[Row]:
    """A row for each page."""
    with (
        web("newsroom.wsgi:application", setting.environment | NO_CACHE, probe=Question("/healthz")) as site,
        web(MINIMAL, setting.environment, probe=Question("/reports/")) as minimal,
    ):
        yield from _measure(setting, site, minimal)


def _measure(setting: Setting, site: Web, minimal: Web) -> Iterator[Row]:
    first_page = 0.0
    for page in pages(setting.facts):
        if page.what == "list, page 500" and setting.reports < 500 * PER_PAGE:
            continue
        if page.what.startswith("search, ") and not setting.facts["has_search"]:
            continue
        mine, theirs = Cost(), Cost()
        for _ in range(setting.rounds):
            ask(site, page.question, setting, mine)
            if page.minimal:
                ask(minimal, Question(page.minimal, word="<"), setting, theirs)
        figures: dict[str, Any] = {
            "app ms": median(mine.app),
            "database ms": median(mine.database),
            TOTAL: mine.total,
            "wall ms": median(mine.passed),
            "KB": mine.size / 1000,
        }
        goals = [Goal(TOTAL, most=page.most[setting.reports])] if setting.reports in page.most else []
        goals += [Goal("KB", most=page.kilobytes)] if page.kilobytes else []
        if page.minimal:
            figures |= {"minimal ms": theirs.total, "× minimal": mine.total / theirs.total}
        if page.what == "list, page 1":
            first_page = mine.total
        elif page.what.startswith("list, "):
            figures["× page 1"] = mine.total / first_page
            goals += [Goal("× page 1", most=1.2)] if setting.reports >= 100_000 else []
        yield Row("Made afresh", page.what, setting.reports, figures, goals)


def ask(web: Web, question: Question, setting: Setting, cost: Cost) -> None:
    """One round: as many requests as fit into some seconds."""
    connection = web.connection()
    for _ in range(WARM):
        answer = connection.ask(question)
    number, app, database, start = 0, web.worked(), worked(setting.server.pid), time.perf_counter()
    while number < FEWEST or time.perf_counter() - start < setting.seconds:
        connection.ask(question)
        number += 1
    passed = time.perf_counter() - start
    cost.app.append((web.worked() - app) / number * 1000)
    cost.database.append((worked(setting.server.pid) - database) / number * 1000)
    cost.passed.append(passed / number * 1000)
    cost.size = len(answer.body)
    connection.close()
