"""Score candidates for a name at one place of the text.

A score adds up what the name is made of (a surname, no particle), what follows it (punctuation, title or
verb), and how often the candidate stands in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from articles.reading.folding import occurrences
from articles.reading.people.dictionary import (
    NOT_HAN,
    breaks_a_word,
    first_word,
    is_common,
    is_thing,
    is_word,
    word_tag,
)
from articles.reading.people.name_ends import (
    ACTS,
    CHARACTER,
    DICTIONARY,
    FOLLOWING,
    MARK,
    PARTICLES,
    WORD,
    NameEndScores,
    is_saying,
    is_short_saying,
)
from articles.reading.people.name_likelihood import (
    COMMON,
    COMPOUND_FIRST,
    FOLLOWING_CHARACTERS,
    GIVEN,
    JOINS,
    NEVER,
    SINGLE,
    Expected,
    likelihood,
    surname_at,
)
from articles.reading.people.organisation_names import ENDING_WORDS, ORGANISATION_ENDINGS
from articles.reading.people.titles import TITLE_MATCHER

FIRST: Final = SINGLE | COMPOUND_FIRST

OTHER_WORD = 4.0  # deducted if another word starts at the same place
EXPECTED_WORD = 1.5  # the same where a name is expected
CLAUSE_START_WORD = 3.0  # added for a word after a title that starts a clause elsewhere
LONE_WORD = 1.5  # added for a word where only a name can stand
BROKEN_WORD: Final = 2.5  # deducted if the last character belongs to the next word: 徐敏俯|下身
CLEAR_END: Final = 1.5  # added for an expected name with a clear end: 院长谌来|表示
ENOUGH: Final = 2.5
SURE: Final = 6.0
COUNTED_PART: Final = 20_000  # characters: names are counted per part, which keeps long texts linear


class NameScorer:
    """Scores of the names of one text."""

    def __init__(self, text: str, end_score: NameEndScores, known: Iterable[str] = ()) -> None:
        self.text = text
        self.end_score = end_score
        self.known = frozenset(known)
        self._times: dict[tuple[str, int], int] = {}
        self._candidates: dict[int, tuple[str, ...]] = {}

    def candidates(self, start: int) -> tuple[str, ...]:
        """The strings that may be a Han name starting here, the shortest first."""
        if self.text[start : start + 1] not in FIRST:
            return ()
        found = self._candidates.get(start)
        if found is None:
            found = self._candidates[start] = self._candidates_at(start)
        return found

    def _candidates_at(self, start: int) -> tuple[str, ...]:
        surname = surname_at(self.text, start)
        if not surname:
            return ()
        longest = self.text[start : start + surname + 2]
        if stop := NOT_HAN.search(longest):
            longest = longest[: stop.start()]
        return tuple(longest[:n] for n in range(surname + 1, len(longest) + 1))

    def best_name(self, start: int, *, expected: Expected = Expected.NO) -> tuple[str, float]:
        """The best name that starts here with its score; ("", 0) for none."""
        best, most = "", 0.0
        for name in self.candidates(start):
            score = self.score(name, start, expected=expected)
            if score > most:
                best, most = name, score
        return best, most

    def has_clear_end(self, start: int) -> bool:
        """Whether any candidate here ends before punctuation, a title or a verb."""
        return any(self.end_score(start + len(name)) for name in self.candidates(start))

    def score(self, name: str, start: int, *, expected: Expected = Expected.NO) -> float:
        """How likely this name stands here; `expected` depends on the title before it."""
        if name in self.known:
            return 10.0
        end = start + len(name)
        if (name[1:] if name[0] in JOINS else name) in ENDING_WORDS:
            return 0.0
        if not self.end_score.titles.keys().isdisjoint(range(start + surname_at(name, 0), end)):
            return 0.0
        clear = self.end_score(end)
        points = clear + likelihood(name, surname_at(name, 0), expected=expected)
        other = self._other_word_penalty(name, start)
        if other <= OTHER_WORD and clear >= _least_end_score(name, expected):
            other = min(other, EXPECTED_WORD)
        elif expected is Expected.SURELY and other:  # 院长|热线|开通: more words follow
            other += is_word(name)
        if expected and is_thing(name) and (name[0] in COMMON or GIVEN.issuperset(name)):
            points += self._word_as_name_score(name, start, clear, expected)
        if breaks_a_word(self.text, end) and not is_short_saying(self.text, end):  # 逯明|说：
            other += 1.5 if len(name) == 2 else BROKEN_WORD
        points -= other
        points -= 0.5 * (len(name) > 2 and name[-1] not in GIVEN and first_word(name[-1])[1] == "v")
        points -= BROKEN_WORD * (len(name) > 2 and self._belongs_to_verb(name, end))
        points += CLEAR_END * (
            expected is Expected.SURELY and clear >= WORD and (is_thing(name) or not is_word(name))
        )
        points -= 3.0 * _is_place(self.text, end)
        times = self._count(name, start)
        if times > 1 and (expected is Expected.SURELY or not word_tag(name)):
            points += min(times - 1, 2)
            longer = (c for c in self.candidates(start) if c.startswith(name) and c != name)
            points -= 2.0 * any(self._count(c, start) == times for c in longer)
        return points

    def _count(self, name: str, at: int) -> int:
        """How often the name stands in the part of the text around `at`."""
        part = at // COUNTED_PART
        if (name, part) not in self._times:
            self._times[name, part] = self.text.count(name, part * COUNTED_PART, (part + 1) * COUNTED_PART)
        return self._times[name, part]

    def _starts_a_clause(self, name: str, at: int) -> bool:
        """Whether a clause of the part of the text around `at` starts with the name."""
        start = at // COUNTED_PART * COUNTED_PART
        part = self.text[start : start + COUNTED_PART]
        return any(place == 0 or NOT_HAN.match(part, place - 1) for place in occurrences(name, part))

    def _belongs_to_verb(self, name: str, end: int) -> bool:
        """Whether the last character is the verb of a following particle: 才超红|着, 常青抽|到."""
        after = self.text[end : end + 1]
        return after in PARTICLES or (after in ("到", "给", "出") and name[-1] not in GIVEN)

    def _word_as_name_score(self, name: str, start: int, clear: float, expected: Expected) -> float:
        """How much speaks for a word that parents may choose (陆地) being a name here."""
        if clear < ACTS:
            return 0.0
        if expected is Expected.SURELY:
            return LONE_WORD
        noun = word_tag(name)[:1] == "n" and name[1:] not in ENDING_WORDS
        speaks = noun and is_saying(self.text, start + len(name))
        return CLAUSE_START_WORD * (speaks or self._starts_a_clause(name, start))

    def _other_word_penalty(self, name: str, start: int) -> float:
        """How much a dictionary word that starts at the same place speaks against the name."""
        word, tag = first_word(self.text[start : start + 4])
        if start in self.end_score.titles:
            return 9.0
        if start in self.end_score.following_words:
            return 5.0
        if len(word) == 1 or tag[:2] in ("nr", "ns", "nz", "x") or len(word) <= surname_at(word, 0):
            return 0.0
        if word == name:
            return 3.0 if tag[0] in "vdpc" else 0.5
        if len(word) < len(name) and first_word(self.text[start + len(word) : start + 6])[1].startswith("nr"):
            return 1.5
        return 2.0 if len(word) < len(name) and name[0] in COMMON else OTHER_WORD

    def unlisted_name(self, start: int) -> str:
        """A name with a surname of no list, between a title and a clear end: 县长普伟，."""
        for length in (3, 2):
            name = self.text[start : start + length]
            if len(name) < length or NOT_HAN.search(name) or FOLLOWING.at(name):
                continue
            if TITLE_MATCHER.at(name) or ORGANISATION_ENDINGS.at(name):
                continue
            clear = self.end_score(start + length) in (MARK, WORD) or self._given_and_clear(name, start)
            made = (
                likelihood(name, 1, expected=Expected.SURELY) >= 0.0
                and name[0] not in NEVER | FOLLOWING_CHARACTERS
            )
            if name[-1] not in GIVEN and first_word(self.text[start : start + 4])[1] == "v":
                continue
            if clear and made and not is_word(name) and not is_common(name[:2]) and not is_common(name[1:]):
                return name
        return ""

    def _given_and_clear(self, name: str, start: int) -> bool:
        """Whether two common characters of given names and a clear end stand here: 所长但立群|事后."""
        return len(name) == 3 and GIVEN.issuperset(name[1:]) and self.end_score(start + 3) >= CHARACTER


def _least_end_score(name: str, expected: Expected) -> float:
    """The end score from which a competing dictionary word counts less."""
    if expected is Expected.SURELY:
        return WORD if is_word(name) else ACTS
    return DICTIONARY if expected is Expected.MAYBE and not is_word(name) else MARK + 1


def _is_place(text: str, end: int) -> bool:
    """Whether the name is the place of an organisation: 石门|看守所, 石门|县."""
    organisation = ORGANISATION_ENDINGS.at(text, end)
    return organisation is not None and (
        len(organisation.group()) > 1 or organisation.group() in "省市县区州镇乡村"
    )
