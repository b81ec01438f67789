"""Build lines from the texts of HTML elements, with their kinds and the blanks between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from articles.reading.draft import Removed
from articles.reading.folding import HAN
from articles.reading.page.line_kinds import BULLETED
from articles.reading.page.lines import CAPTION

WHITE: Final = re.compile(r"[ \t\r\n\f]+")
LONGEST_DATA: Final = 300  # characters; longer lines are prose and need no blanks
MOST_SHOWN: Final = 300  # characters kept of a script
#: Words that only a style sheet sets apart: a label, a date.
APART: Final = re.compile(rf"\s*(?:[{HAN}]{{1,6}}\s?[:：]|[\[(（]?\d{{4}}[-/年.]\d)")
DATE_END: Final = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[\])）]?\s*$|\d:\d\d\s*$")
SENTENCE: Final = re.compile("[。；！？]")
UNQUOTED: Final = frozenset({"script"})


class Part(NamedTuple):
    """The text of an element, or the text after one."""

    text: str
    is_link: bool


class LineWriter:
    """Collects the texts of a page in order; `end` ends a line."""

    def __init__(self) -> None:
        self.link = self.heading = self.caption = self.pre = 0  # numbers of open elements
        self.kinds: dict[int, str] = {}
        self._lines: list[str] = []
        self._parts: list[Part] = []
        self._removed: list[Removed] = []

    def write(self, text: str) -> None:
        """Add text to the line; inside <pre> newlines end it."""
        if not self.pre:
            self._parts.append(Part(WHITE.sub(" ", text), bool(self.link)))
            return
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._parts.append(Part(first, bool(self.link)))
        for line in others:
            self.end()
            self._parts.append(Part(line, bool(self.link)))

    def remove(self, text: str, reason: str) -> None:
        """Keep hidden text with the line before which it stood; of a script only its beginning."""
        text = WHITE.sub(" ", text).strip()
        if len(text) > MOST_SHOWN and reason in UNQUOTED:
            text = f"{text[:MOST_SHOWN]}… (+{len(text) - MOST_SHOWN})"
        if text:
            self._removed.append(Removed(len(self._lines) + 1, text, reason))

    def end(self) -> None:
        """End the line; a row of nothing but links becomes one line per link."""
        parts, self._parts = self._parts, []
        said = [part for part in parts if part.text.strip()]
        if not said:
            return
        if all(part.is_link for part in said) and not self.heading:
            for part in said:
                self._add(part.text.strip(), BULLETED)
        else:
            self._add("".join(_joined(parts)).strip(), CAPTION if self.caption else None)

    def text(self) -> str:
        """The finished lines."""
        return "\n".join(self._lines)

    def removed_of_page(self) -> tuple[Removed, ...]:
        """The removed text; text below the last line belongs to that line."""
        last = max(len(self._lines), 1)
        return tuple(Removed(min(gone.line, last), gone.text, gone.reason) for gone in self._removed)

    def _add(self, line: str, kind: str | None) -> None:
        self._lines.append(line)
        if kind:
            self.kinds[len(self._lines)] = kind


def _joined(parts: list[Part]) -> Iterator[str]:
    """The texts, with blanks between values that only a style sheet sets apart."""
    is_data = sum(len(part.text) for part in parts) <= LONGEST_DATA and not any(
        SENTENCE.search(part.text) for part in parts
    )
    yield parts[0].text
    for before, part in pairwise(parts):
        close = before.text[-1:].isalnum() or before.text[-1:] in {")", "）", "]"}
        if is_data and close and (APART.match(part.text) or DATE_END.search(before.text)):
            yield " "
        yield part.text
