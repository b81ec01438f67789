"""What a reader typed, as terms to look for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .grams import fold, grams

LONGEST_QUERY = 100  # characters
MOST_TERMS = 8

#: A phrase in quotation marks, or anything up to a space or a mark that lists things. A comma between
#: digits belongs to the number.
SEGMENT = re.compile(
    r"""(?P<minus>(?<!\S)-)?
        (?: ["“”„「『] (?P<phrase>[^"“”„」』]*) ["“”」』]
          | (?P<word>(?:[^\s"“”„「」『』、。,;]|(?<=\d)[,;](?=\d))+) )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Term:
    """A word or phrase, folded: it stands in a report if it stands in the report's folded text."""

    text: str

    @property
    def grams(self) -> tuple[str, ...]:
        """What a text that holds the term must have in the index; one with a star begins a gram.

        The last letter stands alone only where the word ends there, which the term doesn't ask for.
        """
        *pairs, last = grams(self.text)
        return tuple(dict.fromkeys(pairs if len(self.text.split()[-1]) > 1 else [*pairs, f"{last}*"]))


@dataclass(frozen=True)
class Query:
    """The terms that all have to stand in a report, and those that may not."""

    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()

    def fits(self, folded: str) -> bool:
        """Whether a folded text answers the query."""
        wanted = all(term.text in folded for term in self.terms)
        return wanted and not any(term.text in folded for term in self.excluded)


def parse(text: str) -> Query:
    """Any text as a query: 公益 诉讼 "a phrase" -excluded. What has no letter or digit is left out."""
    text = unicodedata.normalize("NFKC", text[:LONGEST_QUERY])
    wanted: dict[Term, None] = {}
    excluded: dict[Term, None] = {}
    for segment in SEGMENT.finditer(text):
        if folded := fold(segment["phrase"] or segment["word"] or "").replace("\n", " "):
            (excluded if segment["minus"] else wanted)[Term(folded)] = None
    return Query(tuple(wanted)[:MOST_TERMS], tuple(excluded)[:MOST_TERMS])
