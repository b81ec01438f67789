"""The frame of a table that a copy leaves round the text of a line: “…召开 | |”."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from articles.reading.draft import Removed
from articles.reading.page.lines import Page, line_of

FRAME: Final = re.compile(r"(?:^\|[| ]*|[| ]*\|$)")
BAR: Final = "|"


def strip_frames(page: Page) -> Page:
    """Take the bars off both ends of the lines; a line of nothing else is left to be judged."""
    if not any(_is_framed(line.text) for line in page.lines):
        return page
    lines, removed = [], list(page.removed)
    for line in page.lines:
        text = FRAME.sub("", line.text) if _is_framed(line.text) else line.text
        framed = text and text != line.text
        if framed:
            removed += [Removed(line.number, bars, "ornament") for bars in FRAME.findall(line.text)]
        lines.append(line_of(line.number, text) if framed else line)
    return replace(page, lines=tuple(lines), removed=tuple(removed))


def _is_framed(text: str) -> bool:
    return BAR in (text[0], text[-1])
