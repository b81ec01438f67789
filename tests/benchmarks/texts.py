"""Chinese text in bulk: clauses of the labelled files' words, with their folded form and grams made once.

Folding parts words at each mark, so no gram crosses the mark between two clauses: what the search needs of a
report is joined from its clauses, and an archive of a million reports is made in minutes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

import rjieba

from articles.search.grams import fold, grams

from .words import COMMON, NOWHERE, RARE, RARE_NAME

GOLD: Final = Path(__file__).parents[1] / "reading" / "gold"
HAN: Final = re.compile("[\u4e00-\u9fff]+")
MIXED: Final = ("12309", "5G", "COVID-19", "98.6%", "2019年", "7月17日", "VR", "①", "第3号", "365天")
KEPT_OUT: Final = (COMMON, RARE, NOWHERE, RARE_NAME)
CLAUSES = 200_000


@dataclass(frozen=True, slots=True)
class Clause:
    """Some words without a mark, as printed and as the search has them."""

    text: str
    folded: str
    grams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Clauses that end with a full stop."""

    text: str
    folded: str
    clauses: tuple[Clause, ...]


def clause_of(text: str) -> Clause:
    folded = fold(text)
    return Clause(text, folded, tuple(dict.fromkeys(grams(folded))))


class Texts:
    """The clauses that reports are made of; the same ones for a seed."""

    def __init__(self, seed: int, number: int = CLAUSES) -> None:
        counted = vocabulary()
        self.words, self.until = list(counted), list(accumulate(counted.values()))
        self.rare = sorted(word for word in self.words if len(word) > 1)
        random = Random(f"clauses {seed}")  # noqa: S311 - the same texts in every run are the point
        self.clauses = [self.clause(random) for _ in range(number)]

    def clause(self, random: Random, *, rarer: float = 0.05) -> Clause:
        """Four to eight words; each is with the probability `rarer` one that hardly any other text has."""
        while True:
            text = "".join(self._word(random, rarer) for _ in range(random.randint(4, 8)))
            if not any(word in text for word in KEPT_OUT):
                return clause_of(text)

    def _word(self, random: Random, rarer: float) -> str:
        kind = random.random()
        if kind < rarer:
            return random.choice(self.rare)[0] + random.choice(self.rare)[-1]
        if kind > 0.99:
            return random.choice(MIXED)
        return random.choices(self.words, cum_weights=self.until)[0]

    def sentence(self, random: Random, *own: Clause) -> Sentence:
        """Two to five clauses, the last of them one's own."""
        clauses = (*random.choices(self.clauses, k=random.randint(2, 5) - bool(own)), *own)
        return sentence_of(clauses)


def sentence_of(clauses: Sequence[Clause]) -> Sentence:
    text = "，".join(clause.text for clause in clauses)
    return Sentence(f"{text}。", " ".join(clause.folded for clause in clauses), tuple(clauses))


def vocabulary() -> dict[str, int]:
    """The words of the labelled files and how often they stand there: a few everywhere, most hardly ever."""
    counted: Counter[str] = Counter()
    for path in sorted(GOLD.glob("*.txt")):
        counted.update(word for word, _kind in rjieba.tag(path.read_text(encoding="utf-8"), True))
    return {
        word: number
        for word, number in sorted(counted.items())
        if HAN.fullmatch(word) and word not in KEPT_OUT
    }
