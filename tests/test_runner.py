"""`python -m tests`: the one command that runs everything says so when anything failed."""

from contextlib import nullcontext

import pytest

from tests import __main__ as runner
from tests import kinds
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
    monkeypatch.setattr(runner, "run_suite", lambda name, *rest: Outcome(name, outcomes[name], f"{rest[0]}"))
    monkeypatch.setattr(
        runner, "report_coverage", lambda *, floor: Outcome("Coverage", outcomes["Coverage"], f"{floor=}")
    )
    return outcomes


def result(printed):
    """The lines below the last heading."""
    return printed.rpartition("==\n")[2].splitlines()


@pytest.mark.parametrize("arguments", [[], ["--all"], ["--rest"]])
def test_it_succeeds_where_every_part_passed(runs, arguments):
    assert runner.main(arguments) == 0


@pytest.mark.parametrize("part", ["SQLite", "PostgreSQL"])
def test_a_quick_run_fails_where_a_database_failed(runs, part):
    runs[part] = False
    assert runner.main([]) == 1


@pytest.mark.parametrize("part", ["SQLite", "PostgreSQL", "Coverage"])
def test_a_full_run_fails_where_any_part_failed(runs, part):
    runs[part] = False
    assert runner.main(["--all"]) == 1


def test_the_last_lines_tell_how_each_database_fared(runs, capsys):
    runs["PostgreSQL"] = False
    runner.main(["--all"])
    assert [line.split()[:2] for line in result(capsys.readouterr().out)] == [
        ["SQLite", "passed"],
        ["PostgreSQL", "FAILED"],
        ["Coverage", "passed"],
    ]


def test_a_quick_run_counts_no_coverage(runs, capsys):
    runner.main([])
    assert len(result(capsys.readouterr().out)) == 2


def test_arguments_go_to_pytest_and_lift_the_floor(runs, capsys):
    runner.main(["--all", "tests/search"])
    sqlite, _postgresql, coverage = result(capsys.readouterr().out)
    assert "tests/search" in sqlite
    assert "--exhaustive" in sqlite
    assert "floor=False" in coverage


def test_the_quick_run_and_the_rest_are_all():
    everything, rest = (set(runner.PLANS[name].postgresql.split(",")) for name in ("--all", "--rest"))
    quick = set(runner.QUICK.postgresql.split(","))
    assert quick | rest == everything
    assert not quick & rest


@pytest.mark.parametrize("plan", [runner.QUICK, *runner.PLANS.values()])
def test_every_kind_of_test_runs_somewhere(plan):
    assert set(f"{plan.sqlite},{plan.postgresql}".split(",")) <= {*kinds.ALL, "more"}
    assert plan is runner.PLANS["--rest"] or set(f"{plan.sqlite},{plan.postgresql}".split(",")) == set(
        kinds.ALL
    )


def test_the_tests_are_counted(tmp_path):
    (tmp_path / "results.xml").write_text(JUNIT)
    assert runner.counts(tmp_path / "results.xml") == "3 passed, 1 failed, 2 errors, 3 skipped in 4.5 s"


def test_a_run_that_broke_off_is_said(tmp_path):
    assert runner.counts(tmp_path / "none.xml") == "pytest did not finish"
