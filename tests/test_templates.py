"""The text of the templates: how they are written, not what they render."""

import re
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
HTML = [path for path in TEMPLATES if path.suffix == ".html"]
LONGEST = 160
STEP = 2  # blanks a level

TAG = re.compile(
    r"\{#.*?#\}|\{\{.*?\}\}|\{%\s*(?P<django>\w+)(?:[^%]|%(?!\}))*%\}"
    r"|<(?P<html>/?[a-z][a-z0-9]*)"
    r"(?:\{\{.*?\}\}|\{%.*?%\}|\"(?:\{[{%].*?[}%]\}|[^\"])*\"|[^>\"])*>",
    re.DOTALL,
)
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "rect", "line", "source"}
BRANCHES = {"else", "elif", "empty", "plural"}
VERBATIM = re.compile(
    r"(\{% comment %\}).*?(\{% endcomment %\})|(<(?:script|style|textarea)\b).*?(</)", re.DOTALL
)


def _name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def _tags(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the offset of each tag, "open", "branch" or "close", and its name ("%if", "ul")."""
    closed = set(re.findall(r"\{%\s*end(\w+)", text))
    for match in TAG.finditer(text):
        if name := match["django"]:
            if name in BRANCHES:
                yield match.start(), "branch", "%"
            elif name.startswith("end"):
                yield match.start(), "close", "%" + name.removeprefix("end")
            elif name in closed:
                yield match.start(), "open", "%" + name
        elif (name := match["html"]) and name not in VOID and not match[0].endswith("/>"):
            yield match.start(), "close" if name.startswith("/") else "open", name.removeprefix("/")


def misplaced(text: str) -> list[int]:
    """Numbers of the lines that begin with a closing tag which does not stand below its opening tag.

    HTML that is opened in one branch of an {% if %} and closed outside of it is not looked at.
    """
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    number_of = [number for number, line in enumerate(lines) for _ in range(len(line) + 1)]
    stack: list[tuple[str, int]] = []
    wrong = []
    for offset, kind, name in _tags(text):
        number = number_of[offset]
        indent = len(lines[number]) - len(lines[number].lstrip())
        leads = starts[number] + indent == offset
        if kind == "open":
            stack.append((name, indent))
            continue
        if kind == "close":
            while stack and stack[-1][0] != name and name in [each for each, _ in stack]:
                stack.pop()
            if not stack or stack[-1][0] != name:
                continue
            _, expected = stack.pop()
        else:
            while not stack[-1][0].startswith("%"):
                stack.pop()
            expected = stack[-1][1]
        if leads and indent != expected:
            wrong.append(number + 1)
    return wrong


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_no_line_is_longer_than_160_characters(path):
    lines = path.read_text(encoding="utf-8").split("\n")

    assert [number for number, line in enumerate(lines, 1) if len(line) > LONGEST] == []


def test_djade_would_change_nothing():
    command = Path(sysconfig.get_path("scripts")) / "djade"
    done = subprocess.run(
        [command, "--check", "--target-version", "5.2", *HTML], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", HTML, ids=_name)
def test_indentation_is_of_two_blanks_a_level(path):
    text = VERBATIM.sub(lambda match: re.sub(r"\n *", "\n", match[0]), path.read_text(encoding="utf-8"))
    indents = [len(line) - len(line.lstrip()) for line in text.split("\n")]

    assert "\t" not in text
    assert [number for number, indent in enumerate(indents, 1) if indent % STEP] == []


@pytest.mark.parametrize("path", HTML, ids=_name)
def test_a_closing_tag_stands_below_its_opening_tag(path):
    assert misplaced(path.read_text(encoding="utf-8")) == []


def test_misplaced_finds_a_closing_tag_that_is_indented_too_far():
    assert misplaced("<ul>\n  {% if a %}\n    <li>\n  </li>\n    {% endif %}\n</ul>\n") == [4, 5]


def test_oneline_drops_line_breaks_of_the_template_and_keeps_blanks_within_a_line():
    text = "{% oneline %}\n  {% if a %}\n    {{ a }}\n  {% endif %}\n  — {{ b }}\n{% endoneline %}"

    assert Template("{% load oneline %}" + text).render(Context({"a": "x\ny", "b": "z"})) == "x\ny— z"
