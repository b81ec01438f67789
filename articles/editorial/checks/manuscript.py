"""The Manuscript: plain values of a report, the only input of a check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.editorial.checks.finding import Level


@dataclass(frozen=True, slots=True)
class StatementText:
    """A statement: pk, speaker as printed, words."""

    id: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """A membership of the register; `held` if it may cover the days of the report."""

    organisation: str
    title: str
    held: bool = True
    short_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person as printed in the report, and what the register says of the linked speaker."""

    name: str
    titles: tuple[str, ...] = ()
    organisation: str = ""
    speaks: bool = False
    known_as: tuple[str, ...] = ()
    posts: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the report; `here` is False if only its caption is left."""

    place: str
    caption: str = ""
    alt: str = ""
    here: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the body; `leads` is False if it is to a page of this site that readers can't see."""

    place: str
    words: str
    start: int
    address: str
    leads: bool = True


@dataclass(frozen=True, slots=True)
class Wording:
    """An entry of a word list: wrong word, right word, and words in which the wrong one is right."""

    wrong: str
    right: str
    legal_basis: str
    level: Level = Level.WARNING
    except_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One report as the checks see it."""

    title: str = ""
    summary: str = ""
    paragraphs: tuple[str, ...] = ()
    event_start: str = ""
    event_end: str = ""
    published_on: date | None = None
    is_repost: bool = False
    statements: tuple[StatementText, ...] = ()
    people: tuple[Person, ...] = ()
    credits: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()
    wordings: tuple[Wording, ...] = ()

    @property
    def text(self) -> str:
        """Plain text of the body, of which every statement is a piece."""
        return "\n".join(self.paragraphs)

    def body(self) -> Iterator[tuple[str, str]]:
        """Paragraphs of the body, with their places."""
        return ((f"paragraph:{number}", text) for number, text in enumerate(self.paragraphs))

    def passages(self) -> Iterator[tuple[str, str]]:
        """Everything that readers read, part by part, with its place."""
        yield "title", self.title
        yield "summary", self.summary
        yield from self.body()
        for picture in self.pictures:
            if picture.place.startswith("photo:"):
                yield picture.place, picture.caption

    def first(self, words: str) -> tuple[str, int] | None:
        """First occurrence of words in the body: place and start."""
        places = ((place, text.find(words)) for place, text in self.body())
        return next(((place, start) for place, start in places if start >= 0), None)
