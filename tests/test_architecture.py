"""The shape of the house: what stands where, and that imports run downwards only."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = settings.BASE_DIR
TOP = {"manage.py", "pyproject.toml", "README.md", "seeds", "newsroom", "articles", "templates", "tests"}
LEFT_BEHIND = {"build", "wheels", "dist", "venv", "__pycache__"}  # by tools; .gitignore has them
LONGEST_FILE = 350

#: The rooms of the app from the ground up: a room imports only from those before it.
FLOORS = (
    *("models", "reading", "media", "statements", "search"),
    *("editorial", "register", "intake", "public", "admin"),
)
#: Rooms that know nothing of each other though one stands above the other.
APART = {("models", "reading"), ("reading", "models"), ("public", "intake")}
#: Folders where Django wants them. They are doors, which nothing imports.
DJANGO = {"management", "templatetags", "apps"}
#: All that reading may import beside the standard library and itself.
TEXT_LIBRARIES = {"ahocorasick_rs", "docx", "lxml", "opencc", "rjieba"}
#: Where HTML is put together, each from escaped or sanitised pieces.
MAKES_HTML = {
    *("articles/statements/attribution/blocks.py", "articles/search/snippet.py"),
    *("articles/templatetags/json_ld.py", "newsroom/html.py"),
    *("articles/public/drawing/cards.py", "articles/public/drawing/lists.py"),
    *("articles/public/drawing/charts.py", "articles/public/drawing/linked.py"),
    *("articles/public/drawing/found.py", "articles/public/drawing/reports.py"),
    "articles/public/drawing/spoken.py",
}

#: Calls that write a row, or begin a transaction of their own.
ACTS = {
    *("save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"),
    *("update_or_create", "save_m2m", "atomic"),
}
#: Where articles/admin/ does it all the same, each with its reason. Dictionaries and sets are no rows.
ALLOWED_WRITES = {
    ("articles/admin/report/saving.py", "save_new_report"): "inside acting(): the row that the form makes",
    (
        "articles/admin/report/saving.py",
        "_save_parts",
    ): "inside editing() or acting(): Django's hook for tags",
    ("articles/admin/report/form_values.py", "_file"): "an uploaded file, kept for the merge page; no row",
}


def python(*folders: str) -> Iterator[Path]:
    """Our Python files below the folders; migrations are history and stand outside the rules."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT)


def templates() -> Iterator[Path]:
    return (path for path in sorted((ROOT / "templates").rglob("*")) if path.is_file())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


@cache
def imports(path: Path) -> frozenset[str]:
    """The full names of what a file imports, at its top or inside functions."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = path.parts[: len(path.parts) - node.level] if node.level else ()
            module = ".".join([*package, *filter(None, [node.module])])
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def part_of(path: Path) -> str:
    """The part of the app that a file belongs to: articles/search/query.py → search."""
    return path.with_suffix("").parts[1]


def parts_imported(path: Path) -> set[str]:
    names = (name.split(".") for name in imports(path))
    return {name[1] for name in names if name[0] == "articles" and len(name) > 1}


def importing(pattern: str, *folders: str) -> list[str]:
    """The files that import a name matching the pattern in full."""
    return [
        str(path) for path in python(*folders) if any(re.fullmatch(pattern, name) for name in imports(path))
    ]


def test_nothing_else_stands_at_the_top_of_the_tree():
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert names - LEFT_BEHIND == TOP


def test_the_app_says_nothing_on_import():
    assert (ROOT / "articles" / "__init__.py").read_bytes() == b""


def test_the_app_has_ten_rooms():
    assert {part_of(path) for path in python("articles")} - {"__init__"} - DJANGO == set(FLOORS)


def may_import(room: str) -> set[str]:
    """The rooms that `room` may import from: all below it, but for those that stand apart."""
    below = set(FLOORS if room in DJANGO else FLOORS[: FLOORS.index(room)])
    return {other for other in below if (room, other) not in APART}


def test_imports_run_downwards():
    upwards = {
        str(path): above
        for path in python("articles")
        if part_of(path) != "__init__"
        if (above := parts_imported(path) - {part_of(path)} - may_import(part_of(path)))
    }
    assert upwards == {}


def test_reading_knows_only_text():
    allowed = TEXT_LIBRARIES | sys.stdlib_module_names | {"articles"}
    strange = {
        str(path): others
        for path in python("articles/reading")
        if (others := {name.split(".")[0] for name in imports(path)} - allowed)
    }
    assert strange == {}


def test_the_product_does_not_know_its_tests():
    assert importing(r"(tests|pytest)\b.*", "articles", "newsroom") == []


def test_no_private_name_is_imported():
    assert importing(r".*\._[a-z]\w*", "articles", "newsroom", "tests") == []


def test_a_file_can_be_read_in_one_go():
    lengths = {
        str(path): len((ROOT / path).read_bytes().splitlines()) for path in python("articles", "newsroom")
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_error_caught_is_named():
    caught = {
        (str(path), ast.unparse(node.type) if node.type else "everything")
        for path in python("articles", "newsroom")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
    }
    assert {entry for entry in caught if entry[1] in {"everything", "Exception", "BaseException"}} == set()


def test_no_row_changes_behind_a_signal():
    signals = r"django\.(db\.models\.signals|dispatch)\b.*"
    assert importing(signals, "articles", "newsroom") == ["articles/apps.py"]  # post_migrate alone


def writes_in(path: Path) -> Iterator[tuple[str, str]]:
    """(file, function) of each call that writes a row, or begins a transaction."""
    for function in ast.walk(tree(path)):
        if isinstance(function, ast.FunctionDef):
            names = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
            if names & ACTS:
                yield str(path), function.name


def test_no_view_form_or_admin_method_writes_by_itself():
    found = {place for path in python("articles/admin") for place in writes_in(path)}
    assert found == ALLOWED_WRITES.keys()


def test_html_is_declared_safe_in_the_named_files_only():
    assert set(importing(r".*\b(mark_safe|SafeString|SafeText)", "articles", "newsroom")) <= MAKES_HTML


def test_no_template_lets_html_through_unescaped():
    opening = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off")
    assert [str(path) for path in templates() if opening.search(path.read_text(encoding="utf-8"))] == []


def test_every_folder_of_code_is_a_package():
    folders = {path.parent for path in python("articles", "newsroom", "tests")}
    assert [str(folder) for folder in sorted(folders) if not (ROOT / folder / "__init__.py").exists()] == []


# --- Layers: doors → commands (they write) and queries (they only read) and presentation → facts

#: Queries: they read and never write. The search is written by its two writers alone.
QUERIES = ("articles/public", "articles/search", "articles/statements")
SEARCH_WRITERS = {"articles/search/index.py", "articles/search/suggestions.py", "articles/search/stale.py"}
#: Presentation: neither reads nor writes the database.
PRESENTATION = (
    *("articles/statements/attribution", "articles/public/charts.py", "articles/public/json_ld.py"),
    "articles/public/csv_export.py",
)
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update"} | {
    *("get_or_create", "update_or_create", "select_for_update"),
}
ASKS = {"objects", "_default_manager", "filter", "exclude"}


def attributes(path: Path, names: set[str]) -> list[str]:
    """Where a file uses an attribute of one of these names."""
    return [
        f"{path}:{node.lineno} .{node.attr}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in names
    ]


def in_layer(parts: tuple[str, ...]) -> Iterator[Path]:
    for part in parts:
        yield from python(part) if (ROOT / part).is_dir() else [Path(part)]


def test_queries_and_public_doors_never_write():
    files = (path for path in in_layer(QUERIES) if str(path) not in SEARCH_WRITERS)
    assert [use for path in files for use in attributes(path, WRITES)] == []


def test_queries_import_no_command():
    commands = re.compile(r"articles\.(intake|editorial|register)\b")
    public = in_layer(("articles/public/selectors.py", "articles/public/statistics.py"))
    queries = {*python("articles/search"), *public}
    assert {str(path) for path in queries if any(map(commands.match, imports(path)))} == set()


def test_presentation_neither_reads_nor_writes_the_database():
    assert [use for path in in_layer(PRESENTATION) for use in attributes(path, WRITES | ASKS)] == []


def test_models_know_no_request_and_no_template():
    assert importing(r"django\.(http|shortcuts|template|views)\b.*", "articles/models") == []


def modules() -> dict[str, Path]:
    """The files of the app by the names under which they are imported."""
    return {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in python("articles")
    }


def files_imported_first(path: Path, known: dict[str, Path]) -> set[Path]:
    """The files that must be loaded before this one is: imports inside functions come later."""
    found = set()
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom):
            package = path.parts[: len(path.parts) - node.level] if node.level else ()
            module = ".".join([*package, *filter(None, [node.module])])
            for alias in node.names:
                found |= {known[name] for name in (f"{module}.{alias.name}",) if name in known} or {
                    known[name] for name in (module,) if name in known
                }
    return found - {path}


def test_no_circle_of_files():
    known = modules()
    left = {path: files_imported_first(path, known) for path in known.values()}
    while free := {path for path, needed in left.items() if not needed & left.keys()}:
        left = {path: needed for path, needed in left.items() if path not in free}
    assert sorted(map(str, left)) == []
