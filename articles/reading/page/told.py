"""What a report tells, in the form in which words are looked up in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import ne
from typing import Final

from opencc import OpenCC

from articles.reading.finder import Finder
from articles.reading.folding import fold, places_of, simplified

LOOKED_AT: Final = 6_000  # characters: a report's subject is plain long before
LEAD: Final = 200
TRADITIONAL_SHARE: Final = 10  # of a text in traditional characters every third is another one
BOTH: Final = "+"  # 人大+视察: title or lead must have both words
BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Told:
    """Title, lead and text of a report, folded, and the whole as printed."""

    head: str
    lead: str
    text: str
    printed: str
    is_traditional: bool  # printed in traditional characters

    @classmethod
    def of(cls, title: str, paragraphs: Sequence[str]) -> Told:
        """Blanks are left out; title and text stand together in `printed`, place for place as folded."""
        head, text = BLANKS.sub("", title), BLANKS.sub("", "\n".join(paragraphs)[:LOOKED_AT])
        printed = head + text
        whole = fold(printed)
        simple = simplified(printed)
        changed = sum(map(ne, printed, simple)) if simple != printed else 0
        return cls(
            head=whole[: len(head)],
            lead=whole[len(head) :][:LEAD],
            text=whole[len(head) :],
            printed=printed,
            is_traditional=changed * TRADITIONAL_SHARE > len(printed),
        )

    def words_of(self, finder: Finder) -> set[str]:
        """The words that stand in title or text."""
        return finder.words_in(self.head) | finder.words_in(self.text)

    def lead_has(self, word: str) -> bool:
        """Whether title and lead have both words that are joined by +."""
        return all(part in self.head or part in self.lead for part in word.split(BOTH))

    def title_has(self, word: str) -> bool:
        """Whether the title has the word, or both joined by +."""
        return all(part in self.head for part in word.split(BOTH))

    def places(self, words: Iterable[str]) -> frozenset[int]:
        """The characters of title and text that the words cover."""
        whole = self.head + self.text
        spans = ((start, len(word)) for word in words if word for start in places_of(word, whole))
        return frozenset(place for start, length in spans for place in range(start, start + length))

    def as_printed(self, word: str) -> str:
        """A simplified word as the report prints it, in traditional characters where it is in these."""
        if not self.is_traditional:
            return word
        start = (self.head + self.text).find(fold(word))
        return self.printed[start : start + len(word)] if start >= 0 else _traditional().convert(word)


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")
