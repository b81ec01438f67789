"""What a file of any format holds: text in lines, pictures, and what the format says of single lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.reading.draft import Picture, Problem, Removed


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file; its lines count from 1 as those of the file itself do where that is plain text.

    `kinds` are the lines whose kind the format itself tells: a caption, a link. `empty` is the problem to
    tell where there is no text.
    """

    text: str
    encoding: str
    kinds: Mapping[int, str] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    pictures: tuple[Picture, ...] = ()
    problems: tuple[Problem, ...] = ()
    empty: str = "empty"
