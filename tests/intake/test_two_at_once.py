"""Two imports of the same files at the same time, each in a process of its own."""

import shutil
import subprocess
from pathlib import Path

import pytest

from articles.intake import Outcome
from tests.processes import MANAGE, bare_environment, manage

FILES = sorted((Path(__file__).parents[1] / "reading" / "gold").glob("*.txt"))[:20]
DOUBLED = """
from django.db.models import Count
from articles.models import Organisation, Report, SourceText, Speaker, Tag
for model, name in ((SourceText, "sha256"), (Organisation, "name"), (Speaker, "name"), (Tag, "name")):
    print(model.objects.values(name).annotate(times=Count("pk")).filter(times__gt=1).count())
print(Report.objects.count() - Report.objects.values("provenances__source", "provenances__position").count())
print(SourceText.objects.count())
"""


@pytest.fixture
def environment(migrated_database_url, tmp_path):
    return {"DATABASE_URL": migrated_database_url, "DATA_DIR": str(tmp_path), "SECRET_KEY": "any"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    for file in FILES:
        shutil.copy(file, tmp_path / "in")
    return tmp_path / "in"


def test_two_imports_at_once_store_each_file_once(environment, folder):
    command = [*MANAGE, "import_seeds", str(folder)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    runs = [subprocess.Popen(command, env=bare_environment(**environment), **pipes) for _ in range(2)]
    printed = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], printed
    counts = [summary(out) for out, _ in printed]
    assert sum(each["new"] + each["near-duplicate"] for each in counts) == len(FILES)
    assert sum(each["unchanged"] for each in counts) == len(FILES)
    found = manage("shell", "-v0", "-c", DOUBLED, **environment)
    assert found.stdout.split() == ["0", "0", "0", "0", "0", str(len(FILES))], found.stderr


def summary(printed):
    """How many files had each outcome."""
    last = [line.split() for line in printed.splitlines()[-len(Outcome) :]]
    return {outcome: int(count) for outcome, count in last}
