"""README.md says what is so: its settings, paths, commands and options are those of the code."""

import re

import pytest
from django.conf import settings
from django.core.management import BaseCommand, get_commands, load_command_class

from tests.test_architecture import TOP

ROOT = settings.BASE_DIR
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
IN_A_NEW_ENVIRONMENT = "python3 -m venv .venv && .venv/bin/pip install --require-hashes -r .ci"
RUN_COMMAND = f"{IN_A_NEW_ENVIRONMENT}/runtime.txt && .venv/bin/python manage.py demo"
TEST_COMMAND = f"{IN_A_NEW_ENVIRONMENT}/constraints.txt && .venv/bin/python -m tests"


def section(heading: str) -> str:
    """The text below a heading, down to the next one."""
    return re.search(rf"^#+ {heading}\n(.*?)(?=^#+ |\Z)", TEXT, re.S | re.M)[1]


def first_cells(text: str) -> list[str]:
    """What the first column of a table holds in backquotes."""
    return re.findall(r"^\| `([^`]+)`", text, re.M)


def options(command: BaseCommand) -> set[str]:
    return set(re.findall(r"--[a-z-]+", command.create_parser("manage.py", "command").format_help()))


def paths_of_the_map() -> list[str]:
    """The paths that the map of the tree draws by its indents."""
    paths, parents = [], []
    for line in re.search(r"```\n(.*?)```", section("Map of the tree"), re.S)[1].splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        parents[depth:] = [line.split()[0]]
        paths.append("".join(parents))
    return paths


def test_the_table_of_settings_is_complete_and_has_no_other():
    source = (ROOT / "newsroom" / "settings.py").read_text(encoding="utf-8")
    assert sorted(first_cells(section("Settings"))) == sorted(
        set(re.findall(r'env\.\w+\(\s*"(\w+)"', source))
    )


@pytest.mark.parametrize("path", paths_of_the_map())
def test_the_map_shows_what_is_there(path):
    place = ROOT / path
    assert place.is_dir() if path.endswith("/") else place.is_file()


def test_the_map_shows_everything_at_the_top():
    assert {path.split("/")[0] for path in paths_of_the_map()} | {"README.md"} == TOP


def test_the_map_shows_every_part_of_the_app():
    shown = {path.split("/")[1] for path in paths_of_the_map() if path.startswith("articles/")}
    folders = {path.name for path in (ROOT / "articles").iterdir() if path.is_dir()}
    assert folders - {"__pycache__"} <= shown


@pytest.mark.parametrize("name", sorted(set(re.findall(r"manage\.py (\w+)", TEXT))))
def test_every_command_named_exists(name):
    assert name in get_commands()


def test_every_command_of_ours_is_named():
    ours = {path.stem for path in (ROOT / "articles/management/commands").glob("[a-z]*.py")}
    assert ours <= set(re.findall(r"manage\.py (\w+)", TEXT))


def test_the_options_of_the_import_are_all_there():
    own = options(load_command_class("articles", "import_seeds")) - options(BaseCommand())
    assert {cell.split()[0] for cell in first_cells(section("Bring text in"))} == own


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", TEXT))
def test_every_picture_and_link_leads_to_a_file(path):
    assert (ROOT / path).is_file()


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:articles|newsroom|tests|templates|seeds)/[\w./]*)`", TEXT)))
)
def test_every_path_named_in_the_text_exists(path):
    assert (ROOT / path).exists()


def test_the_command_of_the_tests_is_the_one_that_ci_runs():
    steps = [line.strip() for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()]
    assert TEST_COMMAND in section("Test it").splitlines()
    assert TEST_COMMAND in steps


def test_the_command_of_the_demo_is_one_line_that_installs_what_is_pinned():
    assert RUN_COMMAND in section("Run it").splitlines()
