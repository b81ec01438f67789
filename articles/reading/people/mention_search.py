"""State of the search for people: the text, its titles, and the mentions found so far."""

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
    """Words of the normalized text, with the spans they were joined from."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a person.

    `start` to `end` is the name, `outer_start` to `outer_end` includes titles and organisation. A `short`
    mention has only a surname.
    """

    start: int
    end: int
    name: str
    titles: tuple[Excerpt, ...] = ()
    organisation: Excerpt | None = None
    outer_start: int = -1
    outer_end: int = -1
    short: bool = False


class MentionSearch:
    """The text with everything the steps know of it; each step adds to `mentions`, by start."""

    def __init__(self, text: str, known: Collection[str] = ()) -> None:
        self.text = text
        self.known = frozenset(known)
        self.end_score = NameEndScores(text)
        self.titles = without_overlaps(self.end_score.titles.values())
        self.titles_by_start: dict[int, PrintedTitle] = {title.start: title for title in self.titles}
        self.titles_by_end: dict[int, PrintedTitle] = {title.end: title for title in self.titles}
        self.names = NameScorer(text, self.end_score, known)
        self.mentions: dict[int, Mention] = {}
        self.name_places: set[int] = set()  # positions inside names
        self.trailing_titles: set[int] = set()  # starts of titles that stand after a name

    def excerpt(self, start: int, end: int) -> Excerpt:
        return Excerpt(self.text[start:end], ((start, end),))

    def add_title(self, title: PrintedTitle) -> None:
        """Add a title that is in no list."""
        self.titles_by_start[title.start] = self.titles_by_end[title.end] = title

    def is_free(self, start: int, end: int) -> bool:
        """Whether no name has been found in this span."""
        return not any(at in self.name_places for at in range(start, end))

    def discard(self, mention: Mention) -> None:
        """Remove a mention that was found too early."""
        del self.mentions[mention.start]
        self.name_places.difference_update(range(mention.start, mention.end))

    def add(self, mention: Mention) -> Mention:
        """Add a mention, or replace the one that starts at the same place."""
        self.mentions[mention.start] = mention
        self.name_places.update(range(mention.start, mention.end))
        return mention
