"""What a report tells, in the form in which words are looked up in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import ne
from typing import Final

from opencc import OpenCC

from articles.reading.folding import fold, simplified

LOOKED_AT: Final = 6_000  # characters: a report's subject is plain long before
LEAD: Final = 200
TRADITIONAL_SHARE: Final = 10  # of a text in traditional characters every third is another one
TOLD_BY: Final = 300  # characters: so many tell in which it is printed
BLANKS: Final = re.compile(r"\s+")
BETWEEN: Final = "\n"  # no word goes over from the title into the text


@dataclass(frozen=True, slots=True)
class TagText:
    """Title and text of a report: as printed, and folded; both are one string, place for place."""

    whole: str
    printed: str
    begins: int  # where the text does
    is_traditional: bool  # printed in traditional characters

    @classmethod
    def of(cls, title: str, paragraphs: Sequence[str]) -> TagText:
        """Blanks are left out."""
        head, text = BLANKS.sub("", title), BLANKS.sub("", "\n".join(paragraphs)[:LOOKED_AT])
        printed = head + BETWEEN + text
        sample = printed[:TOLD_BY]
        changed = sum(map(ne, sample, simplified(sample)))
        return cls(
            whole=fold(printed),
            printed=printed,
            begins=len(head) + len(BETWEEN),
            is_traditional=changed * TRADITIONAL_SHARE > len(sample),
        )

    @property
    def head(self) -> str:
        """The title."""
        return self.whole[: self.begins - len(BETWEEN)]

    @property
    def text(self) -> str:
        """What comes after the title."""
        return self.whole[self.begins :]

    @property
    def lead(self) -> str:
        """The beginning of the text."""
        return self.whole[self.begins : self.begins + LEAD]

    def as_printed(self, word: str) -> str:
        """A simplified word as the report prints it, in traditional characters where it is in these."""
        if not self.is_traditional:
            return word
        start = self.whole.find(fold(word))
        return self.printed[start : start + len(word)] if start >= 0 else _traditional().convert(word)


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")
