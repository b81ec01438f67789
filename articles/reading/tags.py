"""Tags: words of the vocabulary that the text bears, then its own key phrases; three to eight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import rjieba

from articles.reading.lines import HAN, fold
from articles.reading.vocabulary import table

MOST: Final = 5
FEWEST: Final = 3
LOOKED_AT: Final = 6_000  # characters: a report's subject is plain long before
IN_TITLE: Final = 4.0
IN_LEAD: Final = 1.5
MOST_COUNTED: Final = 5
ENOUGH: Final = 2.0
WEIGHTS: Final = {"own": 1.3, "subject": 1.0, "event": 0.6, "body": 1.0}
PHRASE: Final = 0.8
NOUNS: Final = frozenset({"n", "nz", "vn", "an", "l", "j", "v", "a", "b"})
NAMED: Final = frozenset({"n", "nz", "vn", "an", "j"})
POSTS: Final = ("长", "员", "院", "局", "会", "主任", "书记", "主席", "法官", "干警", "工作", "活动", "我院")
BLANKS: Final = re.compile(r"\s+")
HAN_ONLY: Final = re.compile(f"[{HAN}]+")


def choose_tags(title: str, paragraphs: Sequence[str], known: Collection[str] = ()) -> tuple[str, ...]:
    """Return three to eight tags, the weightiest first; every one is borne by words of the text."""
    head = BLANKS.sub("", fold(title))
    text = BLANKS.sub("", fold("\n".join(paragraphs))[:LOOKED_AT])
    lead = BLANKS.sub("", fold(paragraphs[0]))[:200] if paragraphs else ""
    scores = dict(_of_vocabulary(head, lead, text, known))
    ranked = _without_overlap(sorted((tag for tag in scores if scores[tag]), key=lambda tag: -scores[tag]))
    plain = [tag for tag in ranked if scores[tag] >= ENOUGH][:MOST]
    if len(plain) < MOST:
        plain = _without_overlap([*plain, *_phrases(head, text)])[: max(MOST - 1, len(plain))]
    return tuple(plain) if len(plain) >= FEWEST else tuple(_without_overlap([*plain, *ranked])[:FEWEST])


def _of_vocabulary(head: str, lead: str, text: str, known: Collection[str]) -> Iterator[tuple[str, float]]:
    for tag in known:
        yield tag, WEIGHTS["own"] * _weight(head, lead, text, (fold(tag),))
    for group, tags in _vocabulary():
        for tag, borne_by in tags:
            body = "" if group == "body" else text
            yield tag, WEIGHTS[group] * _weight(head, lead, body, borne_by)


def _weight(head: str, lead: str, text: str, borne_by: Iterable[str]) -> float:
    """Title, lead and repetition speak for a tag."""
    words = [word for word in borne_by if word in text or word in head or word in lead]
    if not words:
        return 0.0
    times = min(sum(text.count(word) for word in words), MOST_COUNTED)
    return (
        IN_TITLE * any(word in head for word in words) + IN_LEAD * any(word in lead for word in words) + times
    )


@cache
def _vocabulary() -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    return tuple(
        (group, tuple((tag, (fold(tag), *map(fold, words))) for tag, words in tags.items()))
        for group, tags in table("tags").items()
    )


def _without_overlap(tags: Sequence[str]) -> list[str]:
    """Leave out what a weightier tag holds or is held by: 巡回检察, 交叉巡回检察."""
    kept: list[str] = []
    for tag in tags:
        if not any(tag in other or other in tag for other in kept):
            kept.append(tag)
    return kept


def _phrases(head: str, text: str) -> list[str]:
    """The title's nouns, alone or joined with their neighbour, that return in the text."""
    found: Counter[str] = Counter()
    tokens = rjieba.tag(head)
    for place, (word, kind) in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ("", "")
        for phrase, fits in (
            (word + following[0], kind in NOUNS and following[1] in NAMED),
            (word, kind in NAMED),
        ):
            if phrase.endswith(POSTS):
                continue
            if fits and 3 <= len(phrase) <= 6 and HAN_ONLY.fullmatch(phrase) and text.count(phrase) >= 2:
                found[phrase] = max(found[phrase], text.count(phrase) * len(phrase))
    return [phrase for phrase, _ in found.most_common()]
