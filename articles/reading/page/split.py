"""Split the lines of a file into its reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from articles.reading.folding import comparison_key
from articles.reading.page.fields import fields_of
from articles.reading.page.lines import CREDIT, META, SHORT, TEXT, PageLine

LOOK_AHEAD: Final = 4
SHORTEST_TITLE: Final = 6
SHORTEST_SENTENCE: Final = 20
LEAST_TEXT: Final = 10  # characters of a report
CLOSING_KINDS: Final = frozenset({CREDIT, "ornament", "neighbours", "share", "tools"})
DATELINE: Final = re.compile(r"^.{0,24}(?:\d{1,2} ?月 ?\d{1,2} ?日|近日|日前|讯[(】 ])")
SENTENCE: Final = re.compile("[。;!?]")


def split_reports(lines: Sequence[PageLine]) -> tuple[tuple[PageLine, ...], ...]:
    """The lines of each report; a single group if there is one report or none."""
    starts = [0, *_later_starts(lines)]
    groups = (tuple(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True))
    return tuple(groups)


def has_text(lines: Sequence[PageLine]) -> bool:
    """Whether the lines contain sentences, not only links."""
    prose = [line for line in lines if line.kind == TEXT]
    return sum(len(comparison_key(line.folded)) for line in prose) >= LEAST_TEXT


def _later_starts(lines: Sequence[PageLine]) -> Iterator[int]:
    seen: set[str] = set()  # lines so far: a repeated line starts no report
    in_text = False
    for place, line in enumerate(lines):
        if in_text and line.kind == SHORT and _starts_report(lines, place, seen):
            yield place
            in_text, seen = False, set()
        in_text = in_text or (line.kind == TEXT and _is_sentence(line.folded))
        if line.kind in {SHORT, TEXT}:
            seen.add(comparison_key(line.folded))


def _is_sentence(folded: str) -> bool:
    """Whether a line is a sentence of a report, and not a site's greeting."""
    return len(comparison_key(folded)) >= SHORTEST_SENTENCE and SENTENCE.search(folded) is not None


def _starts_report(lines: Sequence[PageLine], place: int, seen: set[str]) -> bool:
    """Whether a title is followed by metadata with a date, or by a dateline after the end of a report."""
    title = comparison_key(lines[place].folded)
    if len(title) < SHORTEST_TITLE or title in seen:
        return False
    following = lines[place + 1 : place + 1 + LOOK_AHEAD]
    text = next((line for line in following if line.kind == TEXT), None)
    if text is None or comparison_key(text.folded) in seen:
        return False
    between = following[: following.index(text)]
    if any(line.kind == META and _is_metadata(line) for line in between):
        return True
    closed = place > 0 and lines[place - 1].kind in CLOSING_KINDS
    return closed and following[0] is text and bool(DATELINE.search(text.folded))


def _is_metadata(line: PageLine) -> bool:
    kinds = {field.kind for field in fields_of(line.text).fields}
    return not kinds or bool(kinds & {"published", "published_weak", "credit", "source", "counter"})
