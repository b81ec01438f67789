"""Where statements stand in a body: which part of which paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from articles.models import Statement
from articles.reading.speech.points import points

#: What may stand after the last word of a statement that still takes up the whole paragraph.
CLOSING = " 。！？；…，”’」』）"
#: What may stand before the marker of a point and still belongs to the point.
OPENING = " 　“‘「『"


@dataclass(frozen=True, slots=True)
class Range:
    """The part of a paragraph that belongs to a statement; `begins` where the statement does."""

    statement: Statement
    start: int
    end: int
    begins: bool


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the plain text; `start` is its place there. Points are marker by place."""

    text: str
    start: int
    ranges: list[Range] = field(default_factory=list)
    points: dict[int, str] = field(default_factory=dict)

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def takes_all(self, part: Range) -> bool:
        """Whether this range is the whole paragraph, but for closing marks."""
        return part.start == 0 and not self.text[part.end :].strip(CLOSING)

    def whole(self) -> list[Statement]:
        """The statements that take up all of the paragraph."""
        return [part.statement for part in self.ranges if self.takes_all(part)]

    def cuts(self) -> list[int]:
        """Where to cut the paragraph so that each point stands by itself."""
        return [len(self.text[:place].rstrip(OPENING)) for place in sorted(self.points)]


def place(texts: Sequence[str], statements: Iterable[Statement]) -> list[Paragraph]:
    """The paragraphs of a body, with the statements that stand in them.

    A statement that is not (any more) in the body is in none of them. Statements come in their order, so
    that of words which stand in the body twice the second statement gets the second place.
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
    """The statement's text as it stands in the body's plain text: forms send CRLF, and white space around."""
    return statement.text.replace("\r\n", "\n").strip()


def found_in(plain: str, statements: Iterable[Statement]) -> Iterator[tuple[Statement, str, int]]:
    """Each statement that stands in the plain text, with its words and where they begin."""
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
