"""Split text into lines, and clean their characters: line ends, invisible characters, blanks, entities."""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import Final

from articles.reading.draft import Problem, Removed
from articles.reading.page.lines import Page, PageLine, make_line
from articles.reading.reasons import PROBLEMS

# str.splitlines() would also split at U+2028, U+0085 and form feeds, unlike the line numbers of an editor.
LINE_END: Final = re.compile(r"\r\n|\r|\n")
INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
SPACES: Final = re.compile("[\t\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
MOST_LISTED: Final = 20  # invisible characters listed per line


def page_from_text(text: str) -> Page:
    """The lines of a text, numbered from 1, without blank ones.

    Entities are resolved once. Width, quotation marks and traditional characters stay as printed.
    """
    lines: list[PageLine] = []
    removed: list[Removed] = []
    problems: list[Problem] = []
    for number, raw in enumerate(LINE_END.split(text), start=1):
        if not raw or raw.isspace():
            continue
        plain = _resolve_entities(raw, number, removed)
        plain = _drop_invisible(plain, number, removed)
        plain = SPACES.sub(" ", plain).strip(" ")
        if plain:
            lines.append(make_line(number, plain))
            problems += _character_problems(plain, number)
    return Page(tuple(lines), tuple(removed), tuple(problems))


def _resolve_entities(text: str, number: int, removed: list[Removed]) -> str:
    if "&" not in text:
        return text
    found = [m.group() for m in ENTITY.finditer(text) if _resolve(m) != m.group()]
    if found:
        removed.append(Removed(number, " ".join(found), "entity"))
    return LINE_END.sub(" ", ENTITY.sub(_resolve, text)) if found else text


def _resolve(match: re.Match[str]) -> str:
    name = match.group()
    if name.startswith("&#"):
        return html.unescape(name)
    return html5.get(name[1:], name)  # unescape() would find &not in &nothing;


def _drop_invisible(text: str, number: int, removed: list[Removed]) -> str:
    found = INVISIBLE.findall(text)
    if not found:
        return text
    names = " ".join(f"U+{ord(c):04X}" for c in found[:MOST_LISTED])
    more = f" +{len(found) - MOST_LISTED}" if len(found) > MOST_LISTED else ""
    removed.append(Removed(number, names + more, "invisible"))
    return INVISIBLE.sub("", text)


def _character_problems(text: str, number: int) -> list[Problem]:
    codes = []
    if "\ufffd" in text:
        codes.append("replacement_character")
    if PRIVATE.search(text):
        codes.append("private_character")
    return [Problem(number, code, PROBLEMS[code]) for code in codes]
