"""Lay a source text out beside its reports: which words were kept, which removed, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Any, Protocol

from django.utils.translation import gettext as _

from articles.models import Provenance, SourceText
from articles.reading.draft import Caption
from articles.reading.folding import comparison_key, fold
from articles.reading.formats import extract_content
from articles.reading.page.characters import LINE_END
from articles.reading.reasons import PROBLEMS, REASONS

CAPTION, TITLE = "caption", "title"  # what a line became, where it is no paragraph
MOST_LINES = 3000  # shown; the file itself can be downloaded
MOST_IN_A_LINE = 5000  # characters shown
#: What these removed is named in words, not quoted from the line.
NAMED = frozenset(
    {"invisible", "entity", "script", "hidden", "page_title", "controls", "embedded", "deleted", "page_edge"}
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters of a line, kept or removed."""

    text: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the source: its segments, why something was removed, and the anchor of what it became."""

    number: int
    segments: tuple[Segment, ...]
    reasons: tuple[str, ...] = ()
    paragraph: str = ""
    role: str = ""

    @property
    def kept(self) -> str:
        return "".join(segment.text for segment in self.segments if not segment.removed)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or caption of the result, the lines that it came from, its restored marks."""

    anchor: str
    text: str
    lines: tuple[int, ...]
    restored: tuple[int, ...] = ()
    caption: bool = False

    @property
    def parts(self) -> Iterator[tuple[str, bool]]:
        """The text in order; True for marks that were printed half-width."""
        at = 0
        for place in self.restored:
            yield self.text[at:place], False
            yield self.text[place : place + 1], True
            at = place + 1
        yield self.text[at:], False


class ReadReport(Protocol):
    """A report as it was read from a source: stored, or in a preview."""

    @property
    def draft(self) -> dict[str, Any]: ...

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]: ...


@dataclass(frozen=True, slots=True)
class Result:
    """One report that was read from the source, as it was read."""

    provenance: Provenance
    draft: dict[str, Any]
    paragraphs: tuple[Paragraph, ...]
    edited: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A problem for an editor to look at; `line` is None where the whole file is meant."""

    line: int | None
    words: str


def results_of(provenances: Iterable[Provenance]) -> list[Result]:
    """The reports that were read from a source, each with its draft."""
    return [_result(provenance) for provenance in provenances]


def rows_of(source: SourceText, results: Iterable[ReadReport]) -> list[Row]:
    """The lines of the source with their number, as far as a page can show them."""
    removed = defaultdict(list)
    for entry in source.removed:
        for offset, text in enumerate(entry["text"].split("\n")):
            removed[entry["line"] + offset].append((text, entry["reason"]))
    results = list(results)
    became = {
        line: (paragraph.anchor, CAPTION if paragraph.caption else "")
        for result in results
        for paragraph in result.paragraphs
        for line in paragraph.lines
    }
    text = extract_content(bytes(source.raw), source.file_name, source.encoding).text
    lines = LINE_END.split(text)[:MOST_LINES]
    rows = [
        row_of(number, text, removed.get(number, []), *became.get(number, ()))
        for number, text in enumerate(lines, start=1)
    ]
    titles = {_key(result.draft.get("title", "")): f"t{n}" for n, result in enumerate(results)}
    return [_title_of(row, titles) for row in rows]


def _title_of(row: Row, titles: dict[str, str]) -> Row:
    """A line that is neither paragraph nor caption and has a title left of it is that title."""
    key = "" if row.paragraph else _key(row.kept)
    return replace(row, paragraph=titles.pop(key), role=TITLE) if key and key in titles else row


def _key(text: str) -> str:
    return comparison_key(fold(text))


def row_of(
    number: int, text: str, removed: list[tuple[str, str]], paragraph: str = "", role: str = ""
) -> Row:
    """One line; `removed` holds (text, reason) pairs."""
    text = text[:MOST_IN_A_LINE]
    struck = bytearray(len(text))  # 1 where a character was removed
    for words, reason in removed:
        begin, end = _place(text, words, reason, whole=not paragraph)
        struck[begin:end] = b"\x01" * (end - begin)
    reasons = dict.fromkeys(reason_words(reason) for _words, reason in removed)
    return Row(number, tuple(_segments(text, struck)), tuple(reasons), paragraph, role)


def reason_words(code: str) -> str:
    """The sentence for a reason, in the language of the desk."""
    return _(REASONS.get(code, code))


def notes_of(source: SourceText) -> list[Note]:
    """The problems that reading met, in the language of the desk."""
    return [
        Note(problem.get("line"), _(PROBLEMS.get(problem.get("code"), problem["message"])))
        for problem in source.problems
    ]


def _result(provenance: Provenance) -> Result:
    report, draft = provenance.report, provenance.draft
    texts = draft.get("body", report.paragraphs)
    lines = chain(provenance.lines, repeat(()))
    marks = chain(provenance.restored_punctuation.get("body", ()), repeat(()))
    body = zip(texts, lines, marks, strict=False)
    captions = [Caption(**caption) for caption in provenance.captions]
    paragraphs = laid_out(provenance.position, body, captions)
    return Result(provenance, draft, paragraphs, edited=texts != report.paragraphs)


def laid_out(
    position: int, body: Iterable[tuple[str, Sequence[int], Sequence[int]]], captions: Iterable[Caption]
) -> tuple[Paragraph, ...]:
    """The body of a report, as text, lines and marks of each paragraph, with the captions in their places."""
    name = f"p{position}"
    found = [
        (number, 1, Paragraph(f"{name}-{number}", text, tuple(lines), tuple(marks)))
        for number, (text, lines, marks) in enumerate(body)
    ]
    found += [
        (caption.before, 0, Paragraph(f"{name}-c{n}", caption.text, (caption.line,), caption.restored, True))
        for n, caption in enumerate(captions)
    ]
    return tuple(paragraph for _place, _kind, paragraph in sorted(found, key=lambda entry: entry[:2]))


def _place(text: str, words: str, reason: str, *, whole: bool) -> tuple[int, int]:
    """Where the removed words stand in the line. A line that nothing was kept of was removed whole."""
    if reason in NAMED:
        return 0, 0
    begin = text.find(words)
    if begin >= 0:
        return begin, begin + len(words)
    return (0, len(text)) if whole else (0, 0)


def _segments(text: str, struck: bytearray) -> Iterator[Segment]:
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or struck[at] != struck[begin]:
            yield Segment(text[begin:at], removed=bool(struck[begin]))
            begin = at
