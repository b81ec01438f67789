"""Key phrases of a title as tags: compounds of its words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

import rjieba

from articles.reading.folding import HAN, fold
from articles.reading.page.tag_text import TagText
from articles.reading.vocabulary import load_table

HAN_ONLY: Final = re.compile(f"[{HAN}]+")
SHORTEST: Final = 4
LONGEST: Final = 6
MOST_PARTS: Final = 3
# Parts of speech that no compound contains: particles, pronouns, numbers, places, organisations.
BREAKS: Final = frozenset(
    {"p", "uj", "c", "d", "r", "m", "q", "ns", "nt", "x", "ul", "ug", "ud", "uz", "y", "e", "o"}
)
LAW: Final = re.compile("(?P<subject>..+?)(?:条例|办法|规定|法|案)")  # 管理|条例, 诈骗|案


def key_phrases(text: TagText, people: Collection[str]) -> Iterator[str]:
    """Compounds of four to six characters in the title that also stand in the body.

    The last word of each names a subject (`heads` of lexicon/tags.toml): 梯田保护, 禁渔期执法.
    """
    if not any(head in text.title for head in _heads()):
        return  # most titles: cheaper than splitting them into words
    names = [fold(name) for name in people]
    for parts in _compounds(text.title):
        phrase = "".join(parts)
        if phrase in text.body and _can_be_tag(phrase, names):
            yield phrase


def _can_be_tag(phrase: str, names: Collection[str]) -> bool:
    never = load_table("tags")["never"]
    if phrase.endswith(tuple(never["endings"])) or any(word in phrase for word in never["words"]):
        return False
    return not any(name in phrase or phrase in name for name in names)


def _compounds(source: str) -> Iterator[tuple[str, ...]]:
    """Two or three adjacent words of four to six characters together, the last of which names a subject."""
    for run in _runs(source):
        for stop in (place + 1 for place, word in enumerate(run) if word in _heads()):
            for start in range(max(stop - MOST_PARTS, 0), stop - 1):
                parts = tuple(run[start:stop])
                body_start = parts[0] not in _heads() or (start == 0 and len(parts) < MOST_PARTS)
                if body_start and len(parts[0]) > 1 and SHORTEST <= sum(map(len, parts)) <= LONGEST:
                    yield parts


def _runs(source: str) -> Iterator[list[str]]:
    """Rows of words without one that no compound contains."""
    run: list[str] = []
    for word, kind in rjieba.tag(source):
        law = LAW.fullmatch(word)
        part = law["subject"] if law else word
        breaks = kind in BREAKS or part in _breakers() or not HAN_ONLY.fullmatch(part)
        run += [] if breaks else [part]
        if (breaks or law) and run:
            yield run
            run = []
    if run:
        yield run


@cache
def _heads() -> frozenset[str]:
    return frozenset(load_table("tags")["phrase"]["heads"])


@cache
def _breakers() -> frozenset[str]:
    return frozenset(load_table("tags")["phrase"]["breakers"])
