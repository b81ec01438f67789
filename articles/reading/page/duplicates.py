"""Find text that is printed twice: repeated paragraphs, a copy in one line, an extract at the top."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from articles.reading.folding import comparison_key
from articles.reading.page.lines import CAPTION, TEXT, PageLine
from articles.reading.page.partial_report import PartialReport

SHORTEST: Final = 10  # characters of a key; shorter lines may stand twice
SHORTEST_EXTRACT: Final = 25  # characters; a sub-heading may return inside a sentence
PREFIX: Final = 10
FLATTENED: Final = 0.8  # share of a line that the other paragraphs must cover
COMPLETE: Final = 0.95
MOST_TRIES: Final = 20  # comparisons per paragraph, which keeps repetitive texts linear
EXTRACT: Final = re.compile(r"^[\[【]?(?:摘要|内容摘要|导读|核心提示|内容提要|简介)[\]】:]+ *")
LEAD: Final = re.compile(r"\d{1,2} ?月 ?\d{1,2} ?[日号]|近日|日前")


def drop_duplicates(report: PartialReport) -> PartialReport:
    """Keep the longer of two prints of the same text."""
    lines = [line for line in report.lines if line.kind != CAPTION]
    keys = [comparison_key(EXTRACT.sub("", line.folded)) for line in lines]
    repeated = _repeated(lines, keys)
    left = [place for place in range(len(lines)) if place not in repeated and len(keys[place]) >= SHORTEST]
    contained, fuller = _flattened_or_extract([keys[place] for place in left], left)
    for place in sorted(fuller):
        report = report.with_problem(lines[place].number, "fuller_print")
    return report.without([lines[place] for place in sorted(repeated | contained)], "second_print")


def _repeated(lines: Sequence[PageLine], keys: Sequence[str]) -> set[int]:
    """Places of repeated lines: the later ones, or the earlier ones if only the later print has the lead."""
    first: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    for place, key in enumerate(keys):
        if len(key) >= SHORTEST and first.setdefault(key, place) != place:
            pairs.append((first[key], place))
    if pairs and _only_copy_has_lead(lines, *pairs[0]):
        return {a for a, _ in pairs}
    return {b for _, b in pairs}


def _only_copy_has_lead(lines: Sequence[PageLine], original: int, copy: int) -> bool:
    texts = [place for place, line in enumerate(lines) if line.kind == TEXT]
    if not texts or original != texts[0] or copy - 1 <= original:
        return False
    return bool(LEAD.search(lines[copy - 1].folded[:60])) and not LEAD.search(lines[original].folded[:60])


def _flattened_or_extract(keys: Sequence[str], places: Sequence[int]) -> tuple[set[int], set[int]]:
    """Places of one-line copies and extracts, and of copies that hold more than the other paragraphs."""
    parts_of: dict[int, list[int]] = defaultdict(list)
    for part, whole in _containing(keys).items():
        parts_of[whole].append(part)
    dropped: set[int] = set()
    fuller: set[int] = set()
    for whole, parts in parts_of.items():
        share = sum(len(keys[part]) for part in parts) / len(keys[whole])
        if len(parts) > 1 and share >= FLATTENED:
            dropped.add(whole)
            fuller |= {whole} if share < COMPLETE else set()
        else:
            dropped.update(part for part in parts if len(keys[part]) >= SHORTEST_EXTRACT)
    return {places[place] for place in dropped}, {places[place] for place in fuller}


def _containing(keys: Sequence[str]) -> dict[int, int]:
    """For each paragraph that stands word for word in a longer one, that one; linear in the text."""
    by_head: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if len(by_head[key[:PREFIX]]) < MOST_TRIES:
            by_head[key[:PREFIX]].append(place)
    tries = [0] * len(keys)
    found: dict[int, int] = {}
    for whole, key in enumerate(keys):
        grams = [key[at : at + PREFIX] for at in range(len(key) - PREFIX + 1)]
        if len(by_head[key[:PREFIX]]) == 1 and by_head.keys().isdisjoint(grams[1:]):
            continue
        for at, gram in enumerate(grams):
            for part in by_head.get(gram, ()):
                if part == whole or part in found or tries[part] >= MOST_TRIES or len(keys[part]) >= len(key):
                    continue
                tries[part] += 1
                if key.startswith(keys[part], at):
                    found[part] = whole
    return found
