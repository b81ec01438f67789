"""Marks that a site puts at the end of every line against copying: “…。HX4清风法治在线”."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from articles.reading.draft import Removed
from articles.reading.folding import HAN
from articles.reading.page.lines import Page, PageLine, make_line

FEWEST_LINES: Final = 3
STAMP: Final = re.compile(r"(?<=[。！？；：”.!?;:])[^\s。！？；：，、“”「」（）《》,;:!?()]{3,24}$")


def strip_watermarks(page: Page) -> Page:
    """Take off what stands behind the last mark of three or more lines, and lines of nothing else."""
    stamped = {line.text for line in page.lines}  # a title that stands ten times is one line
    ends = Counter(match.group() for text in stamped if (match := STAMP.search(text[-32:])))
    stamps = {end for end, times in ends.items() if times >= FEWEST_LINES}
    if not stamps:
        return page
    lines, removed = [], list(page.removed)
    for whole in page.lines:
        line, stamp = whole, _stamp_of(whole, stamps)
        if stamp:
            removed.append(Removed(line.number, stamp, "stamp"))
            line = make_line(line.number, line.text[: -len(stamp)].rstrip())
        if line.text:
            lines.append(line)
    return replace(page, lines=tuple(lines), removed=tuple(removed))


def _stamp_of(line: PageLine, stamps: set[str]) -> str | None:
    if line.text in stamps:
        return line.text
    match = STAMP.search(line.text[-32:])
    return match.group() if match and match.group() in stamps else None


def watermark_name(page: Page) -> str | None:
    """The site's name out of its stamps: their Han part (HX4清风法治在线 → 清风法治在线)."""
    for removed in page.removed:
        if removed.reason == "stamp" and (name := re.search(rf"[{HAN}]{{2,}}$", removed.text)):
            return name.group()
    return None
