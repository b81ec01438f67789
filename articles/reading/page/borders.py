"""What a copy leaves at the ends of a line: the frame of a table (“…召开 | |”), a jump (■下转第2版)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from articles.reading.draft import Removed
from articles.reading.page.lines import Page, make_line

BAR: Final = "|"
FRAME: Final = "| "  # stripped, not searched for: a row of bars costs no more than its length
BULLET: Final = re.compile(r"^[•·] +(?=\S.*。)")  # of a list that the page was set in
JUMP: Final = re.compile(
    r"[^\w\s。！？”]?[(（]?(?:下转|上接)第? ?[\dA-Za-z一二三四五六七八九十]{1,3} ?版[)）]? *$"
)


def strip_borders(page: Page) -> Page:
    """Take these words off the lines; a line of nothing else is left to be judged."""
    if not any(_may_end_so(line.text) for line in page.lines):
        return page
    lines, removed = [], list(page.removed)
    for line in page.lines:
        text, gone = _stripped(line.text) if _may_end_so(line.text) else (line.text, [])
        if text and gone:
            removed += [Removed(line.number, words, reason) for words, reason in gone]
        lines.append(make_line(line.number, text) if text and gone else line)
    return replace(page, lines=tuple(lines), removed=tuple(removed))


def _may_end_so(text: str) -> bool:
    return BAR in (text[0], text[-1]) or text[0] in "•·" or "版" in text[-3:]


def _stripped(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without them, and each with its reason."""
    text, gone = _unframed(text)
    if bullet := BULLET.match(text):
        gone.append((bullet.group(), "ornament"))
        text = text[bullet.end() :]
    if jump := JUMP.search(text):
        start = len(text[: jump.start()].rstrip(" "))
        if start:
            gone.append((text[start:], "navigation"))
            text = text[:start]
    return text, gone


def _unframed(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without the bars round it, and these."""
    start = len(text) - len(text.lstrip(FRAME)) if text.startswith(BAR) else 0
    stop = len(text[start:].rstrip(FRAME)) + start if text[start:].endswith(BAR) else len(text)
    return text[start:stop], [(bars, "ornament") for bars in (text[:start], text[stop:]) if bars]
