"""Read the body of the form again, and propose each difference to the people and statements in the form.

Nothing is stored: the form sends its rows as plain values, and an editor accepts the changes that are right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import partial
from typing import Generic, Protocol, TypeVar

from articles.editorial.checks.lost_words import nearest
from articles.reading.draft import Person
from articles.reading.speech.extract import extract

SEPARATOR = "、"  # between the titles of one person
SHOWN = 24  # characters shown at either end of a long run of unchanged words


class Change(StrEnum):
    """What a proposal does to the form: add a row, change one, or remove one."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FormPerson:
    """A person in the form; `row` is the form's own name of the row."""

    name: str
    organisation: str = ""
    titles: str = ""
    row: str = ""

    @property
    def post(self) -> str:
        """Organisation and titles, as in Appearance.post."""
        return f"{self.organisation}{self.titles}"


@dataclass(frozen=True, slots=True)
class FormStatement:
    """A statement in the form: its words, and the name of its speaker."""

    speaker: str
    text: str
    row: str = ""


Row = TypeVar("Row", FormPerson, FormStatement)


@dataclass(frozen=True, slots=True)
class ProposedChange(Generic[Row]):
    """One difference: the row of the form (None to add one), the row that was read (None to remove it)."""

    old: Row | None
    new: Row | None

    @property
    def change(self) -> Change:
        if self.old is None:
            return Change.NEW
        return Change.GONE if self.new is None else Change.CHANGED


class ProposedStatement(ProposedChange[FormStatement]):
    """A difference in a statement, with the words that differ."""

    @property
    def words(self) -> list[tuple[str, str]]:
        """Runs of words in their order, as (kind, words): "gone", "new" or "same"; long ones shortened."""
        old, new = (row.text if row else "" for row in (self.old, self.new))
        runs: list[tuple[str, str]] = []
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                runs.append(("same", _shortened(old[a:b])))
            else:
                runs += [pair for pair in ((Change.GONE, old[a:b]), (Change.NEW, new[c:d])) if pair[1]]
        return runs


def _shortened(words: str) -> str:
    return words if len(words) <= 2 * SHOWN else f"{words[:SHOWN]}…{words[-SHOWN:]}"


@dataclass(frozen=True, slots=True)
class Rereading:
    """All proposals, in the order of the body; removals come last."""

    people: tuple[ProposedChange[FormPerson], ...]
    statements: tuple[ProposedStatement, ...]


def read_again(
    paragraphs: Sequence[str],
    people: Sequence[FormPerson],
    statements: Sequence[FormStatement],
    *,
    known_names: Collection[str] = (),
) -> Rereading:
    """Read the paragraphs, and propose changes to these people and statements."""
    extraction = extract(paragraphs, known_names=known_names)
    found = list(dict.fromkeys(FormStatement(said.speaker, said.text) for said in extraction.statements))
    return Rereading(
        tuple(_people(people, extraction.people)),
        tuple(_statements(statements, found, "\n".join(paragraphs))),
    )


def _squeezed(name: str) -> str:
    """The name without blanks: 宋 玉 is 宋玉."""
    return "".join(name.split())


def _people(printed: Sequence[FormPerson], found: Sequence[Person]) -> Iterator[ProposedChange[FormPerson]]:
    """Differences by name. An organisation or title that was not found again is kept."""
    left = list(printed)
    for person in found:
        old = next((row for row in left if _squeezed(row.name) == _squeezed(person.name)), None)
        new = FormPerson(person.name, person.organisation or "", SEPARATOR.join(person.titles))
        if old is None:
            yield ProposedChange(None, new)
            continue
        left.remove(old)
        fuller = FormPerson(old.name, new.organisation or old.organisation, new.titles or old.titles, old.row)
        if fuller != old:
            yield ProposedChange(old, fuller)
    yield from (ProposedChange(row, None) for row in left)


def _statements(
    rows: Sequence[FormStatement], found: Sequence[FormStatement], text: str
) -> Iterator[ProposedStatement]:
    left = list(rows)
    pairs = _pairs(left, found, {row: _span(row.text, text) for row in (*rows, *found)})
    for new in found:
        old = pairs.get(new)
        if old is None or not _same(old, new):
            yield ProposedStatement(old, new)
    yield from (ProposedStatement(row, None) for row in left)


class Likeness(Protocol):
    """How much alike two statements are; 0 where they don't match."""

    def __call__(self, old: FormStatement, new: FormStatement) -> int: ...


def _pairs(
    left: list[FormStatement], found: Sequence[FormStatement], spans: dict[FormStatement, tuple[int, int]]
) -> dict[FormStatement, FormStatement]:
    """Match statements that were read to rows of the form, and take these out of `left`.

    The same words of the same speaker match first, then words that overlap in the body, with the same speaker
    before another one.
    """
    pairs: dict[FormStatement, FormStatement] = {}
    likenesses: tuple[Likeness, ...] = (
        _same,
        lambda old, new: _same_speaker(old, new) and _overlap(spans[old], spans[new]),
        lambda old, new: _overlap(spans[old], spans[new]),
    )
    for likeness in likenesses:
        for new in found:
            rows = [] if new in pairs else [row for row in left if likeness(row, new)]
            if rows:
                pairs[new] = max(rows, key=partial(likeness, new=new))
                left.remove(pairs[new])
    return pairs


def _same(old: FormStatement, new: FormStatement) -> bool:
    return _same_speaker(old, new) and old.text == new.text


def _same_speaker(old: FormStatement, new: FormStatement) -> bool:
    return _squeezed(old.speaker) == _squeezed(new.speaker)


def _span(words: str, text: str) -> tuple[int, int]:
    """The span of the words, or of the most similar passage, in the body; empty where there is none."""
    passage = words if words in text else nearest(words, text)
    start = text.find(passage) if passage else 0
    return start, start + len(passage)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(min(one[1], other[1]) - max(one[0], other[0]), 0)
