"""Locate statements in a body, as ranges of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from articles.models import Statement
from articles.reading.speech.points import points

#: Closing characters that may follow a statement that covers a whole paragraph.
CLOSING = " 。！？；…，”’」』）"
#: Opening characters before the marker of a point, which belong to the point.
OPENING = " 　“‘「『"


@dataclass(frozen=True, slots=True)
class Range:
    """The range of a paragraph that belongs to a statement; `begins` if the statement starts there."""

    statement: Statement
    start: int
    end: int
    begins: bool


@dataclass(slots=True)
class Paragraph:
    """A paragraph; `start` is its offset in the plain text, `points` maps offsets to markers."""

    text: str
    start: int
    ranges: list[Range] = field(default_factory=list)
    points: dict[int, str] = field(default_factory=dict)

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def takes_all(self, part: Range) -> bool:
        """Whether this range covers the whole paragraph, closing punctuation aside."""
        return part.start == 0 and not self.text[part.end :].strip(CLOSING)

    def whole(self) -> list[Statement]:
        """The statements that cover the whole paragraph."""
        return [part.statement for part in self.ranges if self.takes_all(part)]

    def cuts(self) -> list[int]:
        """Offsets at which the paragraph is cut into its points."""
        return [len(self.text[:place].rstrip(OPENING)) for place in sorted(self.points)]


def place(texts: Sequence[str], statements: Iterable[Statement]) -> list[Paragraph]:
    """Paragraphs of a body with the ranges of the statements, which must be in their order.

    Of two equal statements the second gets the second occurrence. A statement that is not in the body has no
    range.
    """
    paragraphs, start = [], 0
    for text in texts:
        paragraphs.append(Paragraph(text, start))
        start += len(text) + 1
    plain = "\n".join(texts)
    for statement, text, found in found_in(plain, statements):
        _enter(paragraphs, statement, text, found)
    return paragraphs


def words_of(statement: Statement) -> str:
    """Text of a statement, normalised like the plain text of a body: forms send CRLF and white space."""
    return statement.text.replace("\r\n", "\n").strip()


def found_in(plain: str, statements: Iterable[Statement]) -> Iterator[tuple[Statement, str, int]]:
    """(statement, its text, its offset) of each statement that the plain text contains."""
    at = 0
    ends: dict[tuple[int, str], int] = {}
    for statement in statements:
        text = words_of(statement)
        same = (statement.appearance_id, text)
        found = plain.find(text, ends.get(same, at))
        if found < 0:
            found = plain.find(text)
        if text and found >= 0:
            at, ends[same] = found, found + len(text)
            yield statement, text, found


def _enter(paragraphs: list[Paragraph], statement: Statement, text: str, found: int) -> None:
    end = found + len(text)
    marked = {found + point.start: point.marker for point in points(text)}
    for paragraph in paragraphs:
        low, high = max(found, paragraph.start), min(end, paragraph.end)
        if low < high:
            begins = low == found
            paragraph.ranges.append(Range(statement, low - paragraph.start, high - paragraph.start, begins))
            inside = {at - paragraph.start: mark for at, mark in marked.items() if low <= at < high}
            paragraph.points |= inside
