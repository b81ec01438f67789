"""Every version is pinned with the hashes of its files, as pyproject.toml allows it (.ci/pin)."""

import re
import tomllib

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = settings.BASE_DIR
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
WITH_TESTS = [*RUNTIME, *PROJECT["project"]["optional-dependencies"]["test"]]


def blocks(name):
    """What a file in .ci holds: one text for each package."""
    text = (ROOT / ".ci" / name).read_text(encoding="utf-8")
    return re.findall(r"^\w.*(?:\n +.*)*", text, re.M)


def versions(name):
    pinned = (re.match(r"([\w.-]+)==(\S+)", block) for block in blocks(name))
    return {canonicalize_name(found[1]): found[2] for found in pinned}


@pytest.mark.parametrize("name", ["runtime.txt", "constraints.txt"])
def test_every_version_is_exact_and_has_hashes(name):
    assert [block for block in blocks(name) if "==" not in block or "--hash=sha256:" not in block] == []


@pytest.mark.parametrize(
    ("name", "required"),
    [("runtime.txt", RUNTIME), ("constraints.txt", WITH_TESTS)],
    ids=["runtime", "tests"],
)
def test_what_the_project_asks_for_is_pinned_as_it_allows(name, required):
    pinned = versions(name)
    asked = [Requirement(line) for line in required]
    missing = [each.name for each in asked if canonicalize_name(each.name) not in pinned]
    assert missing == []
    assert [str(each) for each in asked if pinned[canonicalize_name(each.name)] not in each.specifier] == []


def test_site_and_tests_use_the_same_versions():
    assert versions("runtime.txt").items() <= versions("constraints.txt").items()


@pytest.mark.parametrize("line", WITH_TESTS)
def test_every_library_says_what_it_is_for(line):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert line in PROJECT["build-system"]["requires"] or re.search(rf'"{re.escape(line)}", *# \w', text)
