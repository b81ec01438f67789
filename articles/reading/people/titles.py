"""Titles and roles in the text: 副检察长, 内司委主任委员, 志愿者."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache
from typing import Final

from articles.reading.matchers import PrefixMatcher, alternatives
from articles.reading.vocabulary import word_set

_MODIFIERS: Final = word_set("titles", "modifiers")
_HEADS: Final = word_set("titles", "heads") | word_set("titles", "roles")
_MAY_FOLLOW: Final = alternatives(word_set("titles", "may_follow"))
_NOT_AFTER: Final = alternatives(word_set("titles", "not_after"))
_END: Final = f"(?:(?={_MAY_FOLLOW})|(?!{_NOT_AFTER}))"


def _beginning_with(some: Set[str]) -> str:
    """The pattern source for titles that start with one of these words."""
    modified = f"(?:{alternatives(_MODIFIERS)}){{0,4}}" if some & _MODIFIERS else ""
    return f"{modified}(?P<head>{alternatives(_HEADS if modified else some)}){_END}"


TITLE_MATCHER: Final = PrefixMatcher(_MODIFIERS | _HEADS, _beginning_with)


@dataclass(frozen=True, slots=True)
class PrintedTitle:
    """A title with its 副, 常务 …; `head` is the word that names it."""

    start: int
    end: int
    head: str


def titles_in(text: str) -> dict[int, PrintedTitle]:
    """Every title by its start, in order; titles inside another one too."""
    found = ((at, TITLE_MATCHER.at(text, at)) for at in TITLE_MATCHER.places(text))
    return {at: PrintedTitle(at, match.end(), match["head"]) for at, match in found if match}


def without_overlaps(titles: Iterable[PrintedTitle]) -> list[PrintedTitle]:
    """The titles that don't start inside another one, in order."""
    found: list[PrintedTitle] = []
    for title in titles:
        if not found or title.start >= found[-1].end:
            found.append(title)
    return found


@cache
def is_address(head: str) -> bool:
    """Whether the title may follow a name as form of address: 孙刚检察长."""
    return head in word_set("titles", "heads")


def includes_organisation(printed: str) -> bool:
    """Whether the title keeps its organisation (县委书记, 市人大代表), which is then no employer."""
    return _whole().search(printed) is not None and "团" not in printed


def is_membership(printed: str) -> bool:
    """Whether it is a seat in an assembly: 全国人大代表, 省政协委员."""
    return printed.endswith(("人大代表", "政协委员", "党代表", "政协常委", "人大常委会委员"))


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(f"{alternatives(word_set('titles', 'including_organisation'))}$")
