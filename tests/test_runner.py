"""`python -m tests`: the one command that runs everything says so when anything failed."""

from contextlib import nullcontext

import pytest

from tests import __main__ as runner
from tests.__main__ import Outcome

JUNIT = '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3" time="4.5" /></testsuites>'


@pytest.fixture
def runs(monkeypatch, tmp_path):
    """Let the runner run with these outcomes instead of the suite; gives the outcomes to change."""
    outcomes = {"SQLite": True, "PostgreSQL": True, "Coverage": True}
    monkeypatch.setattr(runner.tempfile, "TemporaryDirectory", lambda **options: nullcontext(str(tmp_path)))
    monkeypatch.setattr(runner.tempfile, "tempdir", None)
    monkeypatch.setattr(runner.os, "environ", {})
    monkeypatch.setattr(runner, "postgresql", lambda folder: nullcontext("postgres://"))
    monkeypatch.setattr(runner, "run_suite", lambda name, *rest: Outcome(name, outcomes[name], "…"))
    monkeypatch.setattr(
        runner, "report_coverage", lambda *, floor: Outcome("Coverage", outcomes["Coverage"], "…")
    )
    return outcomes


def test_it_succeeds_where_every_part_passed(runs):
    assert runner.main([]) == 0


@pytest.mark.parametrize("part", ["SQLite", "PostgreSQL", "Coverage"])
def test_it_fails_where_any_part_failed(runs, part):
    runs[part] = False
    assert runner.main([]) == 1


def test_the_last_lines_tell_how_each_database_fared(runs, capsys):
    runs["PostgreSQL"] = False
    runner.main([])
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()[-3:]] == [
        ["SQLite", "passed"],
        ["PostgreSQL", "FAILED"],
        ["Coverage", "passed"],
    ]


def test_the_tests_are_counted(tmp_path):
    (tmp_path / "results.xml").write_text(JUNIT)
    assert runner.counts(tmp_path / "results.xml") == "3 passed, 1 failed, 2 errors, 3 skipped in 4.5 s"


def test_a_run_that_broke_off_is_said(tmp_path):
    assert runner.counts(tmp_path / "none.xml") == "pytest did not finish"
