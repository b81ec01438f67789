"""What a file of any format contains: lines of text, pictures, and kinds of lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.reading.draft import Picture, Problem, Removed


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file; its lines count from 1, in plain text as in the file itself.

    `kinds`: kinds of lines that the format gives (a caption, a link), by line number. `empty`: the problem's
    code if there is no text.
    """

    text: str
    encoding: str
    kinds: Mapping[int, str] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    pictures: tuple[Picture, ...] = ()
    problems: tuple[Problem, ...] = ()
    empty: str = "empty"
