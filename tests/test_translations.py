"""The Chinese catalogue: nothing is missing, left over or in doubt, and it is compiled.

Strings are found without GNU gettext: Babel reads Python, and Django turns a template into Python.
"""

import re
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = settings.BASE_DIR
FOLDER = ROOT / "articles" / "locale" / "zh_Hans" / "LC_MESSAGES"
CATALOGUE = polib.pofile(str(FOLDER / "django.po")) if (FOLDER / "django.po").exists() else polib.POFile()
ENTRIES = [entry for entry in CATALOGUE if not entry.obsolete]

PLAIN, PLURAL = None, (1, 2)
IN_CONTEXT, PLURAL_IN_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": PLAIN,
    "gettext": PLAIN,
    "gettext_lazy": PLAIN,
    "gettext_noop": PLAIN,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
    "npgettext": PLURAL_IN_CONTEXT,
    "npgettext_lazy": PLURAL_IN_CONTEXT,
}


def source_files():
    """Every file whose strings are translated, with its text as Python."""
    for folder in ("articles", "newsroom"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.*")):
        as_python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # What is no string stands there as X; without indents nothing of it is wrong Python.
        yield path, "\n".join(line.lstrip() for line in as_python.splitlines())


def strings(text: str):
    """The strings of a file as (context, singular)."""
    for _line, message, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
        yield context, message if isinstance(message, str) else message[0]


def used() -> dict[tuple[str | None, str], Path]:
    return {key: path for path, text in source_files() for key in strings(text)}


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def values(text: str) -> set[str]:
    """The values that are filled into a string: %(name)s, {count}."""
    return set(re.findall(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}", text))


def test_every_string_of_the_source_is_in_the_catalogue():
    known = {(entry.msgctxt, entry.msgid) for entry in ENTRIES}
    assert {key: str(path.relative_to(ROOT)) for key, path in used().items() if key not in known} == {}


def test_the_catalogue_holds_nothing_that_is_no_longer_said():
    said = used()
    assert [entry.msgid for entry in ENTRIES if (entry.msgctxt, entry.msgid) not in said] == []
    assert CATALOGUE.obsolete_entries() == []


def test_every_entry_is_translated_and_none_is_in_doubt():
    assert [entry.msgid for entry in ENTRIES if entry.fuzzy or not all(translations(entry))] == []


def test_a_translation_fills_in_the_same_values():
    assert [
        entry.msgid
        for entry in ENTRIES
        if any(values(text) != values(entry.msgid_plural or entry.msgid) for text in translations(entry))
    ] == []


def test_the_compiled_catalogue_is_that_of_the_source():
    assert (FOLDER / "django.mo").exists()
    compiled = polib.mofile(str(FOLDER / "django.mo"))
    assert {(e.msgctxt, e.msgid): translations(e) for e in compiled} == {
        (e.msgctxt, e.msgid): translations(e) for e in ENTRIES
    }
