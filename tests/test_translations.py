"""The Chinese catalogues: nothing is missing, left over or in doubt, and they are compiled.

Strings are found without GNU gettext: Babel reads Python and JavaScript, and Django turns a template into
Python.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django_prose_editor
import polib
import pytest
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = settings.BASE_DIR
FOLDER = ROOT / "articles" / "locale" / "zh_Hans" / "LC_MESSAGES"

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

Key = tuple[str | None, str]  # context and singular


def pages_and_code() -> Iterator[tuple[Path, str, str]]:
    """Every Python file and every template: path, language, and its text in that language."""
    for folder in ("articles", "newsroom"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, "python", path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.*")):
        as_python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # What is no string stands there as X; without indents nothing of it is wrong Python.
        yield path, "python", "\n".join(line.lstrip() for line in as_python.splitlines())


def scripts() -> Iterator[tuple[Path, str, str]]:
    for path in sorted((ROOT / "articles" / "static").rglob("*.js")):
        yield path, "javascript", path.read_text(encoding="utf-8")


SOURCES = {"django": pages_and_code, "djangojs": scripts}
both = pytest.mark.parametrize("domain", SOURCES)


def said(domain: str) -> dict[Key, str]:
    """Every string of the source, and a file in which it stands."""
    return {
        (context, message if isinstance(message, str) else message[0]): str(path.relative_to(ROOT))
        for path, language, text in SOURCES[domain]()
        for _, message, _, context in extract(language, BytesIO(text.encode()), KEYWORDS)
    }


def catalogue(domain: str) -> polib.POFile:
    return polib.pofile(str(FOLDER / f"{domain}.po"))


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def values(text: str) -> set[str]:
    """The values that are filled into a string: %(name)s, {count}."""
    return set(re.findall(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}", text))


@both
def test_every_string_of_the_source_is_in_the_catalogue(domain):
    known = {key(entry) for entry in catalogue(domain) if not entry.obsolete}
    assert {string: path for string, path in said(domain).items() if string not in known} == {}


@both
def test_the_catalogue_holds_nothing_that_is_no_longer_said(domain):
    strings = said(domain)
    assert [entry.msgid for entry in catalogue(domain) if key(entry) not in strings] == []


@both
def test_every_entry_is_translated_and_none_is_in_doubt(domain):
    entries = catalogue(domain)
    assert [entry.msgid for entry in entries if entry.fuzzy or not all(translations(entry))] == []


@both
def test_a_translation_fills_in_the_same_values(domain):
    assert [
        entry.msgid
        for entry in catalogue(domain)
        if any(values(text) != values(entry.msgid_plural or entry.msgid) for text in translations(entry))
    ] == []


@both
def test_the_compiled_catalogue_is_that_of_the_source(domain):
    compiled = polib.mofile(str(FOLDER / f"{domain}.mo"))
    assert {key(entry): translations(entry) for entry in compiled} == {
        key(entry): translations(entry) for entry in catalogue(domain)
    }


def test_every_word_of_the_editor_has_its_chinese():
    """The editor's library brings no Chinese; its German says which words there are."""
    german = Path(django_prose_editor.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "djangojs.po"
    theirs = {entry.msgid for entry in polib.pofile(str(german)) if not entry.obsolete}
    assert theirs - {entry.msgid for entry in catalogue("djangojs")} == set()
