"""Score each position as the right boundary of a name: punctuation, title or verb there is evidence."""

from __future__ import annotations

from typing import Final

from articles.reading.matchers import PrefixMatcher, alternatives
from articles.reading.people.dictionary import NOT_HAN, first_word, is_verbal
from articles.reading.people.name_likelihood import FOLLOWING_CHARACTERS, FOLLOWING_WORDS, GIVEN
from articles.reading.people.titles import PrintedTitle, titles_in
from articles.reading.vocabulary import word_set

SPEECH: Final = {
    word
    for key in ("statement_verbs", "before_punctuation")
    for word in word_set("speech", key)
    if len(word) > 1
}
SAYING: Final = PrefixMatcher(SPEECH, alternatives)
FOLLOWING: Final = PrefixMatcher(FOLLOWING_WORDS | SPEECH, alternatives)

MARK, TITLE, WORD, DICTIONARY, STRONG_CHARACTER, CHARACTER = 4.0, 3.5, 3.0, 2.0, 2.0, 1.5
ACTS: Final = 1.0  # any other verb of one character
STRONG: Final = frozenset("说是在向对率则")
SAY: Final = frozenset("说问答道喊")
OPENS: Final = frozenset("，：“")
PARTICLES: Final = tuple("着了过")


def is_short_saying(text: str, at: int) -> bool:
    """Whether a verb of speech of one character stands here, with the words after it."""
    return text[at : at + 1] in SAY and text[at + 1 : at + 2] in OPENS


def is_saying(text: str, at: int) -> bool:
    """Whether a verb of speech stands here: 童话|说。, 石榴|告诉记者."""
    return is_short_saying(text, at) or text.startswith("说。", at) or SAYING.at(text, at) is not None


class NameEndScores:
    """Scores of the positions of one text; also its titles and following words, by start."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.titles: dict[int, PrintedTitle] = titles_in(text)
        self.following_words = frozenset(FOLLOWING.places(text))
        self._scores: dict[int, float] = {}

    def __call__(self, at: int) -> float:
        """How likely a name ends at this position."""
        score = self._scores.get(at)
        if score is None:
            score = self._scores[at] = self._score(at)
        return score

    def _score(self, at: int) -> float:
        text = self.text
        if at >= len(text) or NOT_HAN.match(text, at):
            return 0.0 if text[at : at + 1] == "·" else MARK
        if at in self.titles:
            return TITLE
        if at in self.following_words:
            return WORD
        return DICTIONARY if is_verbal(text[at : at + 4]) else self._score_character(at)

    def _score_character(self, at: int) -> float:
        """The score of a single character; 问： and 说， are clear."""
        text = self.text
        if text[at] in SAY and is_short_saying(text, at):
            return WORD
        if text[at] in STRONG:
            return STRONG_CHARACTER
        if text[at] in FOLLOWING_CHARACTERS or text[at + 1 : at + 2] in PARTICLES:
            return CHARACTER
        return ACTS * (text[at] not in GIVEN and first_word(text[at : at + 4])[1] == "v")
