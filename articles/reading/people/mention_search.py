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
    pieces: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a person: `start` to `end` is the name, `first` to `last` with posts and body."""

    start: int
    end: int
    name: str
    titles: tuple[Excerpt, ...] = ()
    organisation: Excerpt | None = None
    first: int = -1
    last: int = -1
    short: bool = False


class MentionSearch:
    """The text and what is known of it; each step of the search adds mentions to `taken`."""

    def __init__(self, text: str, known: Collection[str] = ()) -> None:
        self.text = text
        self.known = frozenset(known)
        self.follows = NameEndScores(text)
        self.posts = without_overlaps(self.follows.posts.values())
        self.by_start: dict[int, PrintedTitle] = {post.start: post for post in self.posts}
        self.by_end: dict[int, PrintedTitle] = {post.end: post for post in self.posts}
        self.names = NameScorer(text, self.follows, known)
        self.taken: dict[int, Mention] = {}
        self.covered: set[int] = set()  # every place inside a name
        self.owned: set[int] = set()  # where the posts begin that stand after a name

    def words(self, start: int, end: int) -> Excerpt:
        """The words from `start` to `end`."""
        return Excerpt(self.text[start:end], ((start, end),))

    def add_post(self, post: PrintedTitle) -> None:
        """Add a post that no list told."""
        self.by_start[post.start] = self.by_end[post.end] = post

    def is_free(self, start: int, end: int) -> bool:
        """Is no name found here yet?"""
        return not any(at in self.covered for at in range(start, end))

    def drop(self, mention: Mention) -> None:
        """Give up a mention that was found too early."""
        del self.taken[mention.start]
        self.covered.difference_update(range(mention.start, mention.end))

    def put(self, mention: Mention) -> Mention:
        """Add a mention, or put a better one in its place."""
        self.taken[mention.start] = mention
        self.covered.update(range(mention.start, mention.end))
        return mention
