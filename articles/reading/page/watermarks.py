"""Strip watermarks that a site adds to the end of every line against copying: “…。HX4清风法治在线”."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from articles.reading.draft import Removed
from articles.reading.folding import HAN
from articles.reading.page.lines import Page, PageLine, make_line

FEWEST_LINES: Final = 3
WATERMARK: Final = re.compile(r"(?<=[。！？；：”.!?;:])[^\s。！？；：，、“”「」（）《》,;:!?()]{3,24}$")


def strip_watermarks(page: Page) -> Page:
    """Strip what stands after the last mark of three or more lines; drop lines of nothing else."""
    texts = {line.text for line in page.lines}  # repeated titles count once
    ends = Counter(match.group() for text in texts if (match := WATERMARK.search(text[-32:])))
    watermarks = {end for end, times in ends.items() if times >= FEWEST_LINES}
    if not watermarks:
        return page
    lines, removed = [], list(page.removed)
    for whole in page.lines:
        line, watermark = whole, _watermark_of(whole, watermarks)
        if watermark:
            removed.append(Removed(line.number, watermark, "stamp"))
            line = make_line(line.number, line.text[: -len(watermark)].rstrip())
        if line.text:
            lines.append(line)
    return replace(page, lines=tuple(lines), removed=tuple(removed))


def _watermark_of(line: PageLine, watermarks: set[str]) -> str | None:
    if line.text in watermarks:
        return line.text
    match = WATERMARK.search(line.text[-32:])
    return match.group() if match and match.group() in watermarks else None


def watermark_name(page: Page) -> str | None:
    """The site's name in its watermark: HX4清风法治在线 → 清风法治在线."""
    for removed in page.removed:
        if removed.reason == "stamp" and (name := re.search(rf"[{HAN}]{{2,}}$", removed.text)):
            return name.group()
    return None
