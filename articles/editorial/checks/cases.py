"""People in criminal cases: who may be named, and who may be called a criminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.lists import one_of, pattern_of, table
from articles.editorial.checks.manuscript import Manuscript
from articles.reading.folding import HAN
from articles.reading.matchers import alternatives
from articles.reading.vocabulary import character_set, word_set

MINOR = Kind(
    "minor_named", Level.ERROR, _("A minor is named"), _("Law on the Protection of Minors, article 103")
)
INVOLVED = Kind(
    "involved_named",
    Level.WARNING,
    _("Somebody in a case is named"),
    _("Criminal Procedure Law, article 12; Personal Information Protection Law"),
)
CRIMINAL = Kind(
    "criminal_before_verdict",
    Level.WARNING,
    _("罪犯 before a verdict"),
    _("Criminal Procedure Law, article 12: nobody is guilty before a court has found so."),
)

AGE: Final = r"(?:[（(，,]\s*(?:[男女][，,、]\s*)?(?:现年|时年|年仅|当时)?(?P<age>\d{1,2})(?:周)?岁)"
OF_AGE: Final = 18
SENTENCE: Final = re.compile(r"[^。！？；\n]+")
MASKED: Final = "某×xX*"
PSEUDONYM: Final = re.compile(r"[（(](?:均?为?)?(?:化名|系化名)")


def minors_named(manuscript: Manuscript) -> Iterator[Finding]:
    """Full name of a minor in a sentence about a case, by a word like 未成年人 or by the age."""
    for place, text in manuscript.passages():
        for sentence in SENTENCE.finditer(text):
            if pattern_of("privacy", "case").search(sentence.group()):
                for start, name in _minors(sentence.group()):
                    yield _named(MINOR, place, text, sentence.start() + start, name)


def _minors(sentence: str) -> Iterator[tuple[int, str]]:
    for match in _after("minor").finditer(sentence):
        yield match.start("name"), match["name"]
    for match in _with_age().finditer(sentence):
        if int(match["age"]) < OF_AGE:
            yield match.start("name"), match["name"]


def involved_named(manuscript: Manuscript) -> Iterator[Finding]:
    """Full name right after 犯罪嫌疑人, 被害人 and the like."""
    for place, text in manuscript.passages():
        for match in _after("involved").finditer(text):
            yield _named(INVOLVED, place, text, match.start("name"), match["name"])


def _named(kind: Kind, place: str, text: str, start: int, name: str) -> Finding:
    fix = _masked(name)
    advice = _("Print %(fix)s, or say that the name is made up: （化名）.") % {"fix": fix}
    return kind.at(place, name, advice, start=start, fix=fix)


def _masked(name: str) -> str:
    compound = name[:2] in word_set("surnames", "compound")
    surname = name[: 2 if compound else 1]
    return surname + "某" * (len(name) - len(surname))


@cache
def _name() -> str:
    """Regex source for a full name: a surname and one or two characters."""
    compound = alternatives(word_set("surnames", "compound"))
    single = "".join(sorted(character_set("surnames", "common")))
    given = f"(?![{MASKED}])[{HAN}]"
    made_up = PSEUDONYM.pattern
    return f"(?P<name>(?:{compound}|[{single}]){given}{{1,2}}?)(?!{made_up})"


@cache
def _after(group: str) -> re.Pattern[str]:
    """Pattern for a word of this group with a name right behind it."""
    follows = "".join(table("privacy")["follows"].split())
    return re.compile(f"(?:{one_of('privacy', group)}){_name()}(?=[{follows}]|[^{HAN}{MASKED}]|$)")


@cache
def _with_age() -> re.Pattern[str]:
    """Pattern for a name with an age behind it, at the start of a clause or behind a word like 男孩."""
    return re.compile(f"(?:(?<![{HAN}])|(?<=[人生孩童女])){_name()}(?={AGE})")


def criminal_before_verdict(manuscript: Manuscript) -> Iterator[Finding]:
    """罪犯 with no verdict earlier in the text."""
    decided = pattern_of("privacy", "verdict").search
    if any(decided(text) for text in (manuscript.title, manuscript.summary)):
        return
    for place, text in manuscript.body():
        if decided(text):
            return
        for match in re.finditer("罪犯", text):
            advice = _("Nobody has been found guilty here: write 犯罪嫌疑人 or 被告人.")
            yield CRIMINAL.at(place, "罪犯", advice, start=match.start(), fix="犯罪嫌疑人")
