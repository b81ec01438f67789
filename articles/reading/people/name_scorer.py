"""Could these characters be a person's name, and where does it end?

A name is weighed by what it is made of (a surname, no particle) and by what follows it: a mark, a post or
a verb speaks for an end there. How often each candidate stands in the text decides between the rest.
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

OTHER_WORD = 4.0  # against a name at whose place another word begins
EXPECTED_WORD = 1.5  # against a name that is a word, where a name is expected
TAKEN_UP = 3.0  # a word after a post with which a clause begins elsewhere
ALONE = 1.5  # a word where nothing but a name can stand
CUT: Final = 2.5  # against three characters of which the last belongs to what follows: 徐敏俯|下身
CLEAR: Final = 1.5  # a name that must stand here, and a clear end behind it: 院长谌来|表示
ENOUGH: Final = 2.5
SURE: Final = 6.0
PART: Final = 20_000  # characters in which a name is counted: the cost of a long text stays linear


class NameScorer:
    """Weighs the names of one text."""

    def __init__(self, text: str, end_score: NameEndScores, known: Iterable[str] = ()) -> None:
        self.text = text
        self.end_score = end_score
        self.known = frozenset(known)
        self._times: dict[tuple[str, int], int] = {}
        self._candidates: dict[int, tuple[str, ...]] = {}

    def candidates(self, start: int) -> tuple[str, ...]:
        """The strings that could be a Han name beginning here, the shortest first."""
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
        """The best name that begins here, and its weight: ("", 0) where there is none."""
        best, most = "", 0.0
        for name in self.candidates(start):
            weight = self.score(name, start, expected=expected)
            if weight > most:
                best, most = name, weight
        return best, most

    def has_clear_end(self, start: int) -> bool:
        """Could a name begin here that a verb, a mark or the like follows?"""
        return any(self.end_score(start + len(name)) for name in self.candidates(start))

    def score(self, name: str, start: int, *, expected: Expected = Expected.NO) -> float:
        """How much speaks for this name at this place; `expected` tells of the post before it."""
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
        elif expected is Expected.SURELY and other:  # 院长|热线|开通: words go on as words
            other += is_word(name)
        if expected and is_thing(name) and (name[0] in COMMON or GIVEN.issuperset(name)):
            points += self._word_as_name_score(name, start, clear, expected)
        if breaks_a_word(self.text, end) and not is_short_saying(self.text, end):  # 逯明|说：
            other += 1.5 if len(name) == 2 else CUT
        points -= other
        points -= 0.5 * (len(name) > 2 and name[-1] not in GIVEN and first_word(name[-1])[1] == "v")
        points -= CUT * (len(name) > 2 and self._belongs_to_verb(name, end))
        points += CLEAR * (
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
        """How often the name stands in the part of the text to which the place belongs."""
        part = at // PART
        if (name, part) not in self._times:
            self._times[name, part] = self.text.count(name, part * PART, (part + 1) * PART)
        return self._times[name, part]

    def _starts_a_clause(self, name: str, at: int) -> bool:
        """Does a clause of that part begin with the name?"""
        start = at // PART * PART
        part = self.text[start : start + PART]
        return any(place == 0 or NOT_HAN.match(part, place - 1) for place in occurrences(name, part))

    def _belongs_to_verb(self, name: str, end: int) -> bool:
        """Is the last character the verb of a particle behind it: 才超红|着, 常青抽|到?"""
        after = self.text[end : end + 1]
        return after in PARTICLES or (after in ("到", "给", "出") and name[-1] not in GIVEN)

    def _word_as_name_score(self, name: str, start: int, clear: float, expected: Expected) -> float:
        """How much the place speaks for a word that parents may choose."""
        if clear < ACTS:
            return 0.0
        if expected is Expected.SURELY:
            return ALONE
        noun = word_tag(name)[:1] == "n" and name[1:] not in ENDING_WORDS
        speaks = noun and is_saying(self.text, start + len(name))
        return TAKEN_UP * (speaks or self._starts_a_clause(name, start))

    def _other_word_penalty(self, name: str, start: int) -> float:
        """How much it speaks against a name that a word of the language begins at its place."""
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
        """A name with a surname that no list holds, between a post and a clear end: 县长普伟，."""
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
        """所长但立群|事后: a given name of two characters that parents choose, and what may follow one."""
        return len(name) == 3 and GIVEN.issuperset(name[1:]) and self.end_score(start + 3) >= CHARACTER


def _least_end_score(name: str, expected: Expected) -> float:
    """How clearly a name must end where another word begins with it."""
    if expected is Expected.SURELY:
        return WORD if is_word(name) else ACTS
    return DICTIONARY if expected is Expected.MAYBE and not is_word(name) else MARK + 1


def _is_place(text: str, end: int) -> bool:
    """Does the rest of a body's name follow, of which this is the place: 石门|看守所, 石门|县?"""
    organisation = ORGANISATION_ENDINGS.at(text, end)
    return organisation is not None and (
        len(organisation.group()) > 1 or organisation.group() in "省市县区州镇乡村"
    )
