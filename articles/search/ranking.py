"""Which of the reports that were found comes first."""

from __future__ import annotations

from collections.abc import Sequence

from .query import Term

CLOSE = 20  # characters
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
    """Whether somewhere all the words begin within CLOSE characters of the rarest of them."""
    rarest, *others = sorted(words, key=text.count)
    place = text.find(rarest)
    while place >= 0:
        start, end = max(0, place - CLOSE), place + CLOSE
        if all(text.find(word, start, end + len(word)) >= 0 for word in others):
            return True
        place = text.find(rarest, place + 1)
    return False
