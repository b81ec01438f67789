"""Split text into sentences and clauses; quotations are never split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MASK: Final = "※"
QUOTE: Final = re.compile("[“”‘’]")
ENDS: Final = re.compile("[。！？]+(?:）|…)*|…+(?![，；：、])|』")
PART_ENDS: Final = re.compile("[；。]")
CLAUSE: Final = re.compile("[，；：。！？』\n]")
MOST_SKIPPED: Final = 20  # quotations between two sentences of prose


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of one paragraph; `is_quotation` if it is nothing but a quotation."""

    start: int
    end: int
    paragraph: int
    is_quotation: bool = False


def mask_quotations(text: str) -> str:
    """Replace the inside of quotations by MASK; 』 closes a quotation that ends a sentence."""
    lines = text.split("\n")
    return "\n".join(
        _masked_line(line, lines[i + 1].startswith("“") if i + 1 < len(lines) else False)
        for i, line in enumerate(lines)
    )


def _masked_line(line: str, goes_on: bool) -> str:
    made, last, depth, opened = [], 0, 0, 0
    for match in QUOTE.finditer(line):
        if match.group() in "“‘":
            if depth == 0:
                opened = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                made += [line[last:opened], _hidden(line[opened : match.end()])]
                last = match.end()
    if depth and goes_on:
        made += [line[last:opened], "“" + MASK * (len(line) - opened - 1)]
        last = len(line)
    return "".join([*made, line[last:]])


def _hidden(quotation: str) -> str:
    close = "』" if quotation[-2] in "。！？…" else "”"
    return "“" + MASK * (len(quotation) - 2) + close


def split_sentences(mask: str) -> list[Sentence]:
    """The sentences of a masked text, in order."""
    found, at = [], 0
    for number, line in enumerate(mask.split("\n")):
        start = at
        for match in ENDS.finditer(line):
            end = at + match.end()
            if match.group() == "』" and line[match.end() : match.end() + 1] in tuple("，；：、—的这那"):
                continue
            found.append(_sentence(mask, start, end, number))
            start = end
        if start < at + len(line):
            found.append(_sentence(mask, start, at + len(line), number))
        at += len(line) + 1
    return found


def _sentence(mask: str, start: int, end: int, number: int) -> Sentence:
    text = mask[start:end]
    return Sentence(start, end, number, text[0] == "“" and not text[1:-1].strip(MASK + "”。』"))


def split_clauses(mask: str, start: int, end: int, marks: re.Pattern[str] = CLAUSE) -> list[tuple[int, int]]:
    """The spans between commas, colons and the like, each with its closing mark."""
    spans, at = [], start
    for match in marks.finditer(mask, start, end):
        spans.append((at, match.end()))
        at = match.end()
    return [*spans, (at, end)] if at < end else spans


def next_prose(sentences: Sequence[Sentence], number: int) -> Sentence | None:
    """The next sentence of the paragraph that is more than a quotation."""
    here = sentences[number].paragraph
    for after in range(number + 1, min(number + MOST_SKIPPED, len(sentences))):
        if sentences[after].paragraph != here:
            return None
        if not sentences[after].is_quotation:
            return sentences[after]
    return None


def part_end(mask: str, start: int, end: int) -> int:
    """Where the part that starts at `start` ends: after the next ； or 。."""
    match = PART_ENDS.search(mask, start, end)
    return match.end() if match else end
