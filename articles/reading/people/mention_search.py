"""What the search for people works on: the levelled text, its posts, and the mentions found so far."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, NamedTuple

from articles.reading.people.name_ends import NameEndScores
from articles.reading.people.name_scorer import NameScorer
from articles.reading.people.titles import PrintedTitle, without_overlaps

BREAK: Final = re.compile("[，。；：！？、“”‘’（）《》\n—…【】+/|]")


class Excerpt(NamedTuple):
    """Some words of the levelled text and the pieces of it that they were put together from."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a person: `start` to `end` is the name, `first` to `last` with posts and body."""

    start: int
    end: int
    name: str
    titles: tuple[Excerpt, ...] = ()
    organisation: Excerpt | None = None
    outer_start: int = -1
    outer_end: int = -1
    short: bool = False


class MentionSearch:
    """The text and what is known of it; each step of the search adds mentions to `taken`."""

    def __init__(self, text: str, known: Collection[str] = ()) -> None:
        self.text = text
        self.known = frozenset(known)
        self.end_score = NameEndScores(text)
        self.titles = without_overlaps(self.end_score.titles.values())
        self.titles_by_start: dict[int, PrintedTitle] = {title.start: title for title in self.titles}
        self.titles_by_end: dict[int, PrintedTitle] = {title.end: title for title in self.titles}
        self.names = NameScorer(text, self.end_score, known)
        self.mentions: dict[int, Mention] = {}
        self.name_places: set[int] = set()  # every place inside a name
        self.trailing_titles: set[int] = set()  # where the posts begin that stand after a name

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The words from `start` to `end`."""
        return Excerpt(self.text[start:end], ((start, end),))

    def add_title(self, title: PrintedTitle) -> None:
        """Add a post that no list told."""
        self.titles_by_start[title.start] = self.titles_by_end[title.end] = title

    def is_free(self, start: int, end: int) -> bool:
        """Is no name found here yet?"""
        return not any(at in self.name_places for at in range(start, end))

    def discard(self, mention: Mention) -> None:
        """Give up a mention that was found too early."""
        del self.mentions[mention.start]
        self.name_places.difference_update(range(mention.start, mention.end))

    def add(self, mention: Mention) -> Mention:
        """Add a mention, or put a better one in its place."""
        self.mentions[mention.start] = mention
        self.name_places.update(range(mention.start, mention.end))
        return mention
