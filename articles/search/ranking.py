"""Which of the reports that were found comes first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .query import Term

CLOSE = 20  # characters between the first and the last of the terms
#: Of BM25: how soon a repeated word stops counting, and how much a long report has to repeat it more often.
SATURATION, LENGTH_WEIGHT, COMMON_LENGTH = 1.2, 0.75, 1_500


def score(title: str, text: str, terms: Sequence[Term]) -> tuple[int, bool, float]:
    """The more, the better: how many terms stand in the title, whether all stand close together somewhere,
    and how often they occur for the length of the text. Title and text are folded.
    """
    words = [term.text for term in terms]
    return sum(word in title for word in words), are_close(text, words), frequency(text, words)


def frequency(text: str, words: Sequence[str]) -> float:
    """BM25 without the rarity of words, since all of them stand in every report that was found."""
    damping = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * len(text) / COMMON_LENGTH)
    counts = [text.count(word) for word in words]
    return sum(count / (count + damping) for count in counts)


def are_close(text: str, words: Sequence[str]) -> bool:
    """Whether all the words stand within CLOSE characters between the first's start and the last's start."""
    if len(words) < 2:
        return True
    latest: dict[str, int] = {}
    for match in re.finditer("|".join(f"(?={re.escape(word)})" for word in words), text):
        for word in words:
            if text.startswith(word, match.start()):
                latest[word] = match.start()
        if len(latest) == len(words) and match.start() - min(latest.values()) <= CLOSE:
            return True
    return False
