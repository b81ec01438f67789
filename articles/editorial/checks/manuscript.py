"""A report as checks see it: plain values, so that every check is a pure function."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.editorial.checks.finding import Level


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: its row, who is printed as its speaker, and the words."""

    id: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post of the register; `held` where it may have been held in the days of the report."""

    organisation: str
    title: str
    held: bool = True
    short_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the report as printed, beside what the register knows of the speaker they are linked to."""

    name: str
    titles: tuple[str, ...] = ()
    organisation: str = ""
    speaks: bool = False
    known_as: tuple[str, ...] = ()
    posts: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the report, or the place of one that is missing."""

    place: str
    caption: str = ""
    alt: str = ""
    here: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the body; `leads` is False where its address on our own site shows readers nothing."""

    place: str
    words: str
    start: int
    address: str
    leads: bool = True


@dataclass(frozen=True, slots=True)
class Wording:
    """An entry of a list of words: what is wrong, except inside some words, and what is right."""

    wrong: str
    right: str
    ground: str
    level: Level = Level.WARNING
    except_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The words of one report, and what is known about it."""

    title: str = ""
    summary: str = ""
    paragraphs: tuple[str, ...] = ()
    event_start: str = ""
    event_end: str = ""
    published_on: date | None = None
    is_repost: bool = False
    statements: tuple[Said, ...] = ()
    people: tuple[Person, ...] = ()
    credits: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()
    wordings: tuple[Wording, ...] = ()

    @property
    def text(self) -> str:
        """The body's plain text: what statements are pieces of."""
        return "\n".join(self.paragraphs)

    def body(self) -> Iterator[tuple[str, str]]:
        """The paragraphs, each with its place."""
        return ((f"paragraph:{number}", text) for number, text in enumerate(self.paragraphs))

    def passages(self) -> Iterator[tuple[str, str]]:
        """All that readers read, a piece at a time, each with its place."""
        yield "title", self.title
        yield "summary", self.summary
        yield from self.body()
        for picture in self.pictures:
            if picture.place.startswith("photo:"):
                yield picture.place, picture.caption

    def first(self, words: str) -> tuple[str, int] | None:
        """Where words stand first in the body: place and start."""
        places = ((place, text.find(words)) for place, text in self.body())
        return next(((place, start) for place, start in places if start >= 0), None)
