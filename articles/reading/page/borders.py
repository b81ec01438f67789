"""Strip table borders, bullets and page jumps at the ends of a line: “…召开 | |”, ■下转第2版."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from articles.reading.draft import Removed
from articles.reading.page.lines import Page, make_line

BAR: Final = "|"
BAR_AND_BLANK: Final = "| "  # for str.strip, which is linear in a row of bars
BULLET: Final = re.compile(r"^[•·] +(?=\S.*。)")  # the page stood in a list
PAGE_JUMP: Final = re.compile(
    r"[^\w\s。！？”]?[(（]?(?:下转|上接)第? ?[\dA-Za-z一二三四五六七八九十]{1,3} ?版[)）]? *$"
)


def strip_borders(page: Page) -> Page:
    """Strip them from all lines; a line of nothing else is left for the classification."""
    if not any(_may_have_border(line.text) for line in page.lines):
        return page
    lines, removed = [], list(page.removed)
    for line in page.lines:
        text, cut = _strip(line.text) if _may_have_border(line.text) else (line.text, [])
        if text and cut:
            removed += [Removed(line.number, words, reason) for words, reason in cut]
        lines.append(make_line(line.number, text) if text and cut else line)
    return replace(page, lines=tuple(lines), removed=tuple(removed))


def _may_have_border(text: str) -> bool:
    return BAR in (text[0], text[-1]) or text[0] in "•·" or "版" in text[-3:]


def _strip(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without them, and each stripped part with its reason."""
    text, cut = _strip_bars(text)
    if bullet := BULLET.match(text):
        cut.append((bullet.group(), "ornament"))
        text = text[bullet.end() :]
    if jump := PAGE_JUMP.search(text):
        start = len(text[: jump.start()].rstrip(" "))
        if start:
            cut.append((text[start:], "navigation"))
            text = text[:start]
    return text, cut


def _strip_bars(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without the bars around it, and the bars."""
    start = len(text) - len(text.lstrip(BAR_AND_BLANK)) if text.startswith(BAR) else 0
    stop = len(text[start:].rstrip(BAR_AND_BLANK)) + start if text[start:].endswith(BAR) else len(text)
    return text[start:stop], [(bars, "ornament") for bars in (text[:start], text[stop:]) if bars]
