"""Title and body of a report in the form in which tags are looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import ne
from typing import Final

from opencc import OpenCC

from articles.reading.folding import fold, simplified

LONGEST_BODY: Final = 6_000  # characters: enough to know the subject of a report
LEAD: Final = 200
TRADITIONAL_SHARE: Final = 10  # one in ten; in traditional text every third character differs
SAMPLE: Final = 300  # characters: enough to recognise traditional text
BLANKS: Final = re.compile(r"\s+")
BETWEEN: Final = "\n"  # keeps words from spanning title and body


@dataclass(frozen=True, slots=True)
class TagText:
    """Title and body as one string, folded and as printed, with the same offsets."""

    folded: str
    printed: str
    body_start: int
    is_traditional: bool

    @classmethod
    def of(cls, title: str, paragraphs: Sequence[str]) -> TagText:
        """Join title and paragraphs without blanks."""
        title, body = BLANKS.sub("", title), BLANKS.sub("", "\n".join(paragraphs)[:LONGEST_BODY])
        printed = title + BETWEEN + body
        sample = printed[:SAMPLE]
        changed = sum(map(ne, sample, simplified(sample)))
        return cls(
            folded=fold(printed),
            printed=printed,
            body_start=len(title) + len(BETWEEN),
            is_traditional=changed * TRADITIONAL_SHARE > len(sample),
        )

    @property
    def title(self) -> str:
        return self.folded[: self.body_start - len(BETWEEN)]

    @property
    def body(self) -> str:
        return self.folded[self.body_start :]

    @property
    def lead(self) -> str:
        """The start of the body."""
        return self.folded[self.body_start : self.body_start + LEAD]

    def as_printed(self, word: str) -> str:
        """A simplified word as the report prints it, in traditional characters if the report has these."""
        if not self.is_traditional:
            return word
        start = self.folded.find(fold(word))
        return self.printed[start : start + len(word)] if start >= 0 else _traditional().convert(word)


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")
