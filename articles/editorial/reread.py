"""What the reader would find in a body as it stands now, beside what the form says: each difference alone.

Nothing is stored here and no row is touched: the form sends its people and statements as plain values and
gets pieces back, of which an editor accepts what is right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

from articles.editorial.checks.lost_words import nearest
from articles.reading.draft import Person
from articles.reading.speech.extract import extract

SEPARATOR = "、"  # between the titles of one person
SHOWN = 24  # characters at either end of a run of words that is the same before and after


class Change(StrEnum):
    """What a piece does to the form: a row more, a row that says something else, a row less."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Printed:
    """Someone who appears in the report; `row` is the form's own word for where it says so."""

    name: str
    organisation: str = ""
    titles: str = ""
    row: str = ""

    @property
    def post(self) -> str:
        """As an appearance's."""
        return f"{self.organisation}{self.titles}"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: the words, and the name of whom they are given to."""

    speaker: str
    text: str
    row: str = ""


Row = TypeVar("Row", Printed, Said)


@dataclass(frozen=True, slots=True)
class Piece(Generic[Row]):
    """One difference: what the form says (None for a row more), what the reader finds (None for none)."""

    old: Row | None
    new: Row | None

    @property
    def change(self) -> Change:
        if self.old is None:
            return Change.NEW
        return Change.GONE if self.new is None else Change.CHANGED


class StatementPiece(Piece[Said]):
    """A difference of a statement, whose words can be set side by side."""

    @property
    def words(self) -> list[tuple[str, str]]:
        """(kind, words) in their order: "gone", "new", or "same", of which a long run is shortened."""
        old, new = (row.text if row else "" for row in (self.old, self.new))
        pieces: list[tuple[str, str]] = []
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                pieces.append(("same", _shortened(old[a:b])))
            else:
                pieces += [pair for pair in ((Change.GONE, old[a:b]), (Change.NEW, new[c:d])) if pair[1]]
        return pieces


def _shortened(words: str) -> str:
    return words if len(words) <= 2 * SHOWN else f"{words[:SHOWN]}…{words[-SHOWN:]}"


@dataclass(frozen=True, slots=True)
class Rereading:
    """All differences; people as they are named, statements as they are printed, what is gone behind."""

    people: tuple[Piece[Printed], ...]
    statements: tuple[StatementPiece, ...]


def read_again(
    paragraphs: Sequence[str],
    people: Sequence[Printed],
    statements: Sequence[Said],
    *,
    known_names: Collection[str] = (),
) -> Rereading:
    """Read the paragraphs, and say what that would change in these people and statements."""
    voices = extract(paragraphs, known_names=known_names)
    heard = list(dict.fromkeys(Said(said.speaker, said.text) for said in voices.statements))
    return Rereading(
        tuple(_people(people, voices.people)),
        tuple(_statements(statements, heard, "\n".join(paragraphs))),
    )


def _squeezed(name: str) -> str:
    """宋 玉 is 宋玉 too."""
    return "".join(name.split())


def _people(printed: Sequence[Printed], heard: Sequence[Person]) -> Iterator[Piece[Printed]]:
    """By their names. What the reader could not find beside a name takes nothing away."""
    left = list(printed)
    for person in heard:
        old = next((row for row in left if _squeezed(row.name) == _squeezed(person.name)), None)
        new = Printed(person.name, person.organisation or "", SEPARATOR.join(person.titles))
        if old is None:
            yield Piece(None, new)
            continue
        left.remove(old)
        fuller = Printed(old.name, new.organisation or old.organisation, new.titles or old.titles, old.row)
        if fuller != old:
            yield Piece(old, fuller)
    yield from (Piece(row, None) for row in left)


def _statements(said: Sequence[Said], heard: Sequence[Said], text: str) -> Iterator[StatementPiece]:
    left = list(said)
    pairs = _pairs(left, heard, {row: _span(row.text, text) for row in (*said, *heard)})
    for new in heard:
        old = pairs.get(new)
        if old is None or not _same(old, new):
            yield StatementPiece(old, new)
    yield from (StatementPiece(row, None) for row in left)


def _pairs(left: list[Said], heard: Sequence[Said], spans: dict[Said, tuple[int, int]]) -> dict[Said, Said]:
    """What is found now → the row that means it, which is taken out of those left.

    First the same words of the same person; then what overlaps in the body, of the same person sooner than of
    another.
    """
    pairs: dict[Said, Said] = {}
    likenesses: tuple[Callable[[Said, Said], int], ...] = (
        _same,
        lambda old, new: _same_voice(old, new) and _overlap(spans[old], spans[new]),
        lambda old, new: _overlap(spans[old], spans[new]),
    )
    for likeness in likenesses:
        for new in heard:
            rows = [] if new in pairs else [row for row in left if likeness(row, new)]
            if rows:
                pairs[new] = max(rows, key=partial(likeness, new=new))
                left.remove(pairs[new])
    return pairs


def _same(old: Said, new: Said) -> bool:
    return _same_voice(old, new) and old.text == new.text


def _same_voice(old: Said, new: Said) -> bool:
    return _squeezed(old.speaker) == _squeezed(new.speaker)


def _span(words: str, text: str) -> tuple[int, int]:
    """Where the words stand in the body, or what is most like them; an empty span where nothing is."""
    passage = words if words in text else nearest(words, text)
    start = text.find(passage) if passage else 0
    return start, start + len(passage)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(min(one[1], other[1]) - max(one[0], other[0]), 0)
