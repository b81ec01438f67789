"""Resolve short forms (王副主任, 梁检) to full names, and merge the titles of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from articles.reading.people.mention_search import Excerpt, Mention
from articles.reading.people.name_likelihood import surname_at

ABBREVIATIONS: Final = {"检": "检察长", "院": "院长", "局": "局长", "总": "经理", "工": "工程师"}
POLITE: Final = frozenset(["同志", "老师", "女士", "先生"])  # forms of address, no titles


def resolve_short_forms(mentions: Sequence[Mention]) -> list[Mention]:
    """Give each short form the full name of the person it means; drop it if nobody or several fit."""
    bearers: dict[str, list[Mention]] = {}
    for mention in mentions:
        if not mention.short:
            surname = mention.name[: surname_at(mention.name, 0)]
            bearers.setdefault(surname, []).append(mention)
    named = [
        replace(mention, name=_full_name(mention, bearers.get(mention.name, [])))
        if mention.short
        else mention
        for mention in mentions
    ]
    return [mention for mention in named if mention.name]


def _full_name(short: Mention, bearers: Sequence[Mention]) -> str:
    """The only bearer of the surname who holds the title; without any title, the only bearer."""
    if not short.titles:
        return _only_name(bearers)
    printed = short.titles[0].text
    title = ABBREVIATIONS.get(printed, printed)
    if printed in POLITE:
        return _only_name(_holders(bearers, title) or bearers)
    similar = [
        mention
        for mention in bearers
        if any(held.text.endswith(title) or title.endswith(held.text) for held in mention.titles)
    ]
    return _only_name(_holders(similar, title) or similar or bearers)


def _holders(mentions: Sequence[Mention], title: str) -> list[Mention]:
    return [mention for mention in mentions if any(held.text == title for held in mention.titles)]


def _only_name(mentions: Sequence[Mention]) -> str:
    names = {mention.name for mention in mentions}
    return names.pop() if len(names) == 1 else ""


def distinct_titles(mentions: Sequence[Mention]) -> list[Excerpt]:
    """The distinct titles of one person's mentions, each in its longest printed form."""
    distinct: list[Excerpt] = []
    for title in (title for mention in mentions if not mention.short for title in mention.titles):
        if title.text in POLITE:
            continue
        same = [
            number
            for number, other in enumerate(distinct)
            if other.text.endswith(title.text) or title.text.endswith(other.text)
        ]
        if not same:
            distinct.append(title)
        elif len(title.text) > len(distinct[same[0]].text):
            distinct[same[0]] = title
    return distinct
