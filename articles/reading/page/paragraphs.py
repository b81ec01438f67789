"""Build paragraphs and captions from lines: join broken lines, turn copies of the title into captions."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from articles.reading.draft import Caption, Credit, Paragraph
from articles.reading.folding import comparison_key, fold
from articles.reading.page.byline_names import signature_names
from articles.reading.page.credits import add_credits, credits_in_caption
from articles.reading.page.lines import CAPTION, SHORT, TEXT, PageLine
from articles.reading.page.partial_report import PartialReport
from articles.reading.vocabulary import load_lines

ENDINGS: Final = frozenset({"neighbours", "related", "footer"})
LEAST_BEFORE_THE_END: Final = 50  # characters of text before the end
LIST_MARK: Final = re.compile(
    r"^[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.):是要]|^第[一二三四五六七八九十]|^(?:首先|其次|再次|最后)"
)
HAS_PUNCTUATION: Final = re.compile(r"[,!?。:;]$|,")
UNFINISHED: Final = re.compile(r"[,、]$")
SHORTEST_SENTENCE: Final = 8
BROKEN_WIDTH: Final = 20  # characters; shorter lines were not broken by their width
WIDTH_SLACK: Final = 2
FEWEST_BROKEN: Final = 3
LONGEST_JOINED: Final = 5_000


def cut_after_end(report: PartialReport) -> PartialReport:
    """Remove what follows 上一篇, 相关文章 or the footer, and short lines after the last sentence."""
    end = _end_line(report)
    if end is None:
        return _clear_tail(report)
    after = [line for line in report.lines if line.number > end]
    if any(line.kind == TEXT for line in after):
        report = report.with_problem(after[0].number, "text_after_end")
    return _clear_tail(report.without(after, "after_the_end"))


def _end_line(report: PartialReport) -> int | None:
    """The line that ends the report: most text stands above it.

    A telephone number looks like a footer but may be part of a report, so a footer needs more text above.
    """
    texts = [line for line in report.lines if line.kind == TEXT]
    numbers = [line.number for line in texts]
    lengths = [0, *accumulate(len(line.text) for line in texts)]
    for mark in sorted(report.removed, key=lambda removed: removed.line):
        if mark.reason in ENDINGS:
            before = lengths[bisect(numbers, mark.line)]
            most_after = before / 2 if mark.reason == "footer" else before * 3
            if before >= LEAST_BEFORE_THE_END and lengths[-1] - before < most_after:
                return mark.line
    return None


def _clear_tail(report: PartialReport) -> PartialReport:
    """Settle short lines after the last sentence: names are by-lines, list items stay, the rest goes."""
    last = max((line.number for line in report.lines if line.kind == TEXT), default=0)
    tail = [line for line in report.lines if line.number > last and line.kind == SHORT]
    signatures = {line.number: names for line in tail if (names := signature_names(line.text))}
    others = [line for line in tail if line.number not in signatures and not _belongs_to_text(report, line)]
    sentences = [line for line in others if not _is_name(line)]
    if len(sentences) == 1 and _stands_right_below(report, sentences[0], last):
        others.remove(sentences[0])
    report = report.without([line for line in tail if line.number in signatures], "credit")
    report = report.without(others, "after_the_end")
    return add_credits(report, [Credit("作者", name) for names in signatures.values() for name in names])


def _is_name(line: PageLine) -> bool:
    """Whether the line is an office, an account, or words in brackets: （办公室）."""
    return line.folded.endswith(load_lines("accounts")) or (
        line.folded[0] in "([【" and line.folded[-1] in ")]】"
    )


def _stands_right_below(report: PartialReport, line: PageLine, last: int) -> bool:
    """Whether a line that is long enough for a sentence follows the text directly."""
    between = any(last < removed.line < line.number for removed in report.removed)
    return len(comparison_key(line.folded)) >= SHORTEST_SENTENCE and not between


def _belongs_to_text(report: PartialReport, line: PageLine) -> bool:
    """Whether a line is a list item, has punctuation, or is a copy of the title, which marks a picture."""
    return bool(LIST_MARK.match(line.folded) or HAS_PUNCTUATION.search(line.folded)) or _is_title(
        report, line
    )


def _is_title(report: PartialReport, line: PageLine) -> bool:
    return bool(report.draft.title) and comparison_key(fold(report.draft.title)) in comparison_key(
        line.folded
    )


def build_paragraphs(report: PartialReport) -> PartialReport:
    """Make body and captions of the remaining lines."""
    copies = _copies_of_title(report)
    width = _line_width([line for line in report.lines if line.kind == TEXT])
    body: list[Paragraph] = []
    captions: list[Caption] = []
    credits: list[Credit] = []
    previous: PageLine | None = None
    for line in report.lines:
        if line.number in copies and not body:
            continue
        if line.number in copies:
            captions += [Caption(text, len(body), line.number) for text in copies[line.number]]
        elif line.kind == CAPTION:
            captions.append(Caption(line.text, len(body), line.number))
            credits += credits_in_caption(line.text)
        elif previous and _continues(previous, line, width) and len(body[-1].text) < LONGEST_JOINED:
            body[-1] = Paragraph(body[-1].text + line.text, (*body[-1].lines, line.number))
            previous = line
        else:
            body.append(Paragraph(line.text, (line.number,)))
            previous = line
    above = [line for line in report.lines if line.number in copies and line.number < _first_line(body)]
    report = replace(report.without(above, "repeated_title"), lines=())
    return add_credits(report.with_body(body, captions, ()), credits)


def _first_line(body: Sequence[Paragraph]) -> int:
    return body[0].lines[0] if body else 1 << 60


def _copies_of_title(report: PartialReport) -> dict[int, list[str]]:
    """Lines that repeat the title, once or several times in a row, with the text of each copy."""
    title = comparison_key(fold(report.draft.title))
    if not title:
        return {}
    keys = {
        line.number: comparison_key(line.folded)
        for line in report.lines
        if len(line.text) <= 10 * len(title) + 200
    }
    if not any(title in key for key in keys.values()):
        return {}
    tags = "|".join(
        {
            re.escape(comparison_key(fold(removed.text)))
            for removed in report.removed
            if removed.reason in {"section_tag", "title_prefix"}
        }
    )
    pattern = re.compile(f"(?:(?:{tags})?{re.escape(title)})+")
    return {
        line.number: _split_copies(line.text, keys[line.number].count(title))
        for line in report.lines
        if pattern.fullmatch(keys.get(line.number, ""))
    }


def _split_copies(text: str, copies: int) -> list[str]:
    size, rest = divmod(len(text), copies)
    parts = [text[i * size : (i + 1) * size] for i in range(copies)]
    return parts if not rest and len(set(parts)) == 1 else [text]


def _line_width(lines: Sequence[PageLine]) -> int | None:
    """The width at which the page broke its lines, if most lines end there without punctuation."""
    ends = [len(line.text) for line in lines if line.text[-1].isalnum()]
    width = max(ends, default=0)
    full = [n for n in ends if n >= width - WIDTH_SLACK]
    return (
        width
        if width >= BROKEN_WIDTH and len(full) >= FEWEST_BROKEN and len(full) >= len(ends) * 0.6
        else None
    )


def _continues(previous: PageLine, line: PageLine, width: int | None) -> bool:
    """Whether `line` continues the paragraph of the line before."""
    if LIST_MARK.match(line.folded):
        return False
    if UNFINISHED.search(previous.folded):
        return True
    return (
        width is not None and previous.text[-1].isalnum() and abs(len(previous.text) - width) <= WIDTH_SLACK
    )
