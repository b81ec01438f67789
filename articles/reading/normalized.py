"""Normalize a body for matching: one string in which every character keeps its offset in the body.

Width, traditional characters, quotation marks and blanks are unified, so that each rule is written once.
Results are always cut from the body as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.reading.folding import HAN, simplified, translator

_widen: Final = translator(str.maketrans(",:;?!()「」『』﹁﹂•‧・﹒", "，：；？！（）“”‘’“”····"))
# Starting with the character itself and looking back afterwards makes the search many times as fast.
BETWEEN_DIGITS: Final = re.compile(r"[，：](?<=\d.)(?=\d)")
NARROW: Final = {"，": ",", "：": ":"}
# Blanks beside a Chinese character or mark are dropped; between two Latin words they stay.
BLANK: Final = re.compile(
    r"[ \t\v\f\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]"
)
STRAY_BLANK: Final = re.compile(
    r"[^\S\n]+(?=[^\x21-\x7e])|(?<=[^\x21-\x7e])[^\S\n]+|[\u200b-\u200f\u2060\ufeff]+"
)
FULL_STOP: Final = re.compile(rf"\.(?<=[{HAN}”]\.)(?=[{HAN}“\n]|\Z)")


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """The normalized `text` of a body; character i stands at `offsets[i]` of the body."""

    body: str
    text: str
    offsets: Sequence[int]

    def verbatim(self, start: int, end: int) -> str:
        """The body between two places of the normalized text."""
        return self.body[self.offsets[start] : self.offsets[end - 1] + 1]

    def without_blanks(self, start: int, end: int) -> str:
        """The same without blanks: a name printed 宋 玉 is 宋玉."""
        return "".join(self.body[place] for place in self.offsets[start:end])


def normalize(paragraphs: Sequence[str]) -> NormalizedText:
    """Join the paragraphs with newlines and normalize the text."""
    body = "\n".join(paragraphs)
    wide = _pair_straight_quotes(_widen(body))
    wide = BETWEEN_DIGITS.sub(lambda m: NARROW[m.group()], wide)
    wide = FULL_STOP.sub("。", simplified(wide))
    offsets: Sequence[int] = range(len(wide))
    blank = BLANK.search(wide)
    if blank and (gaps := [m.span() for m in STRAY_BLANK.finditer(wide, blank.start())]):
        kept, last, offsets = [], 0, []
        for start, end in [*gaps, (len(wide), len(wide))]:
            kept.append(wide[last:start])
            offsets.extend(range(last, start))
            last = end
        wide = "".join(kept)
    return NormalizedText(body, wide, offsets)


def _pair_straight_quotes(text: str) -> str:
    """Replace straight quotation marks by opening and closing ones, in turn."""
    if '"' not in text:
        return text
    lines = []
    for line in text.split("\n"):
        parts = line.split('"')
        marks = ["“" if i % 2 == 0 else "”" for i in range(len(parts) - 1)]
        lines.append("".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True)))
    return "\n".join(lines)
