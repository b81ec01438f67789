"""What else is measured: a worker's memory and start, exports, when a change is seen, an import."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from .afresh import pages
from .client import Question
from .machine import forget_most, memory, most_memory
from .servers import ROOT, Web, web
from .setting import NO_CACHE, Setting, desk, manage
from .table import Goal, Row

APP = "newsroom.wsgi:application"
HEALTH = Question("/healthz")
STARTS = 3
CHANGES = 5
SHORT = 0.05
PATIENCE = 10.0  # seconds until a change that another machine does not see is given up
EXPORTS = ("/sitemap.xml", "/sitemap-reports.xml", "/sitemap-speakers.xml", "/api/popolo.json", "/feed/")


def worker(setting: Setting) -> Iterator[Row]:
    """Time to the first answer, and memory before and after every public page was asked for."""
    ready = []
    for _ in range(STARTS):
        with web(APP, setting.environment, probe=HEALTH, pinned=False) as site:
            ready.append(site.ready)
            first = memory(site.worker)
            for page in pages(setting.facts):
                if "Cookie" not in page.question.headers and page.what != "list, page 500":
                    site.connection().ask(page.question)
            used = memory(site.worker)
            for page in pages(setting.facts):
                if "Cookie" in page.question.headers:
                    site.connection().ask(page.question)
            with_desk = memory(site.worker)
    figures = {
        "ready s": min(ready),
        "MB at first": first,
        "MB public": used,
        "MB with the desk": with_desk,
    }
    goals = [Goal("MB public", most=80), Goal("ready s", most=0.7)]
    yield Row("A worker", "granian, one worker", setting.reports, figures, goals)


def exports(setting: Setting) -> Iterator[Row]:
    """What long answers cost, and the memory that they take while they are written."""
    with web(APP, setting.environment | NO_CACHE, probe=HEALTH) as site:
        site.connection().ask(Question("/"))
        for path in (*EXPORTS, f"{quote(setting.facts['speaker'])}statements.csv"):
            before = memory(site.worker)
            forget_most(site.worker)
            start, spent = time.perf_counter(), site.worked()
            answer = site.connection().ask(Question(path))
            figures = {
                "MB sent": len(answer.body) / 1e6,
                "wall s": time.perf_counter() - start,
                "app s": site.worked() - spent,
                "MB more": most_memory(site.worker) - before,
            }
            yield Row(
                "Exports", path.replace(setting.facts["speaker"], "/speakers/…/"), setting.reports, figures
            )


def seen(setting: Setting) -> Iterator[Row]:
    """How long after an act has returned the change is seen: on its machine, and on another.

    Each page is asked for before, so that it is kept where pages are kept.
    """
    times: dict[str, list[float]] = {}
    with (
        web(APP, setting.environment, probe=HEALTH) as here,
        web(APP, setting.on_another_machine(), probe=HEALTH) as there,
        desk(setting.environment) as acting,
    ):
        for _ in range(CHANGES):
            key = acting.do("draft", "刚刚发布的报道")["key"]
            for action in ("publish", "withdraw"):
                for name, took in _change(here, there, acting.do, action, key):
                    times.setdefault(name, []).append(took)
            acting.do("bin", key)
    for name, all_times in times.items():
        here_too = name.endswith("same machine")
        # What is asked for takes its time: the first request after the act counts as seen at once.
        goals = [Goal("requests until seen", most=1)] if here_too else [Goal("most s", most=1.0)]
        figures = {"median s": median(all_times), "most s": max(all_times)}
        if here_too:
            figures = {"requests until seen": max(all_times)}
        yield Row("Seen", name, setting.reports, figures, goals)


def _change(
    here: Web, there: Web, do: Callable[..., Any], action: str, key: int
) -> Iterator[tuple[str, float]]:
    """Requests on the same machine, seconds on the other, until the home page is another."""
    sides = {"same machine": here.connection(), "another machine": there.connection()}
    home = Question("/")
    old = {name: connection.ask(home).body for name, connection in sides.items()}
    for connection in sides.values():
        connection.ask(home)
    do(action, key)
    start = time.perf_counter()
    requests = 1
    while sides["same machine"].ask(home).body == old["same machine"]:
        requests += 1
        if time.perf_counter() - start > PATIENCE:
            break
    yield f"{action}: the home page on the same machine", float(requests)
    while sides["another machine"].ask(home).body == old["another machine"]:
        if time.perf_counter() - start > PATIENCE:
            break
    yield f"{action}: the home page on another machine", time.perf_counter() - start


def static(setting: Setting) -> Iterator[Row]:
    """The whole site written as files, then again with nothing changed, then followed."""
    if not (ROOT / "articles/management/commands/publish_static.py").exists():
        return
    folder = Path(f"{setting.environment['DATA_DIR']}-site")
    jobs = ("--jobs", str(os.cpu_count() or 1))
    for what in ("all written", "nothing changed"):
        start = time.perf_counter()
        manage(setting.environment, "publish_static", str(folder), *jobs)
        figures: dict[str, Any] = {"s": time.perf_counter() - start}
        goals = [Goal("s", most=180)] if (what, setting.reports) == ("all written", 20_000) else []
        yield Row("Static site", what, setting.reports, figures, goals)
    command = [sys.executable, "manage.py", "publish_static", str(folder), "--watch"]
    environment = os.environ | setting.environment
    with (
        subprocess.Popen(command, cwd=ROOT, env=environment) as following,
        desk(setting.environment) as acting,
    ):
        try:
            _written(folder, acting.do, patience=120)  # until it follows
            took = [_written(folder, acting.do) for _ in range(CHANGES)]
        finally:
            following.terminate()
    figures = {"median s": median(took), "most s": max(took)}
    yield Row("Static site", "a publication", setting.reports, figures, [Goal("most s", most=2.0)])


def _written(folder: Path, do: Callable[..., Any], patience: float = PATIENCE) -> float:
    """Seconds from an act's return until the file of a published report is there."""
    key = do("draft", "刚刚发布的报道")["key"]
    file = folder / "site" / do("publish", key)["path"].lstrip("/")
    start = time.perf_counter()
    while not file.exists() and time.perf_counter() - start < patience:
        time.sleep(SHORT)
    took = time.perf_counter() - start
    do("withdraw", key)
    do("bin", key)
    return took


def importing(setting: Setting, files: int) -> Iterator[Row]:
    """Files stored and indexed a second, on both databases; by importing.py, with a database of its own."""
    for vendor, url in (("PostgreSQL", setting.environment["DATABASE_URL"]), ("SQLite", "")):
        command = [sys.executable, "-m", "tests.benchmarks.importing", "--files", "100", str(files)]
        environment = {**os.environ, "DATABASE_URL": url}
        said = subprocess.run(
            [*command, "--sizes", "1"],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        print(said, flush=True)
        for line in said.splitlines():
            if found := re.match(rf"((?:read|store) {files} [\w -]*?) {{2,}}([\d.]+)", line):
                goals = []
                if found[1] == f"store {files} files":
                    goals = [Goal("files a second", least=100)]
                figures = {"files a second": float(found[2])}
                yield Row("Import", f"{found[1]}, {vendor}", files, figures, goals)
