"""The people of a report: mentions brought together, with posts as printed and the body in its fullest form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from articles.reading.bodies import Bodies
from articles.reading.mentions import Mention
from articles.reading.names import surname_at
from articles.reading.posts import is_whole

SYLLABLES: Final = {"检": "检察长", "院": "院长", "局": "局长", "总": "经理", "工": "工程师"}
# Posts that are held in a body, which the reader may look for where it is not printed beside them.
SEATED: Final = re.compile(
    "(?:长|主任|书记|主席|党组成员|党委委员|党委成员|负责人|负责同志|法官助理|检察官助理|法官)$"
)
KINDS: Final = (
    (re.compile("检察|未检|公诉|控申|刑检"), re.compile("(?:检察院|[市县区州省]院)$")),
    (re.compile("院长|庭|审判|法官|执行局"), re.compile("(?:法院|[市县区州]院)$")),
    (re.compile("组长$"), re.compile("组$")),
    (re.compile("局长|科长|处长"), re.compile("局$")),
)
PARTY: Final = re.compile("党组(?:成员|书记|副书记)$|党委(?:委员|书记|副书记|成员)$")


def resolve(mentions: Sequence[Mention]) -> list[Mention]:
    """Give every short form (王副主任, 梁检) the full name it stands for; drop those that stand for none."""
    full = [m for m in mentions if not m.short]
    found = []
    for mention in mentions:
        name = _full_name(mention, full) if mention.short else mention.name
        if name:
            found.append(replace(mention, name=name))
    return found


def _full_name(short: Mention, full: Sequence[Mention]) -> str:
    bearers = [m for m in full if m.name[: surname_at(m.name, 0)] == short.name]
    title = SYLLABLES.get(short.titles[0], short.titles[0])
    holders = [m for m in bearers if any(t.endswith(title) or title.endswith(t) for t in m.titles)]
    named = {m.name for m in holders} or {m.name for m in bearers}
    if len(named) == 1:
        return named.pop()
    before = [m for m in holders if m.start < short.start]
    return before[-1].name if before else ""


def seated(mentions: Sequence[Mention], sentence_of: dict[int, int], bodies: Bodies) -> list[Mention]:
    """Give mentions without a body the one that they share with the person before them, or the report's own."""
    found: list[Mention] = []
    for mention in mentions:
        body = mention.organisation
        if body is None and _needs_body(mention):
            before = found[-1] if found else None
            near = before is not None and sentence_of[before.start] == sentence_of[mention.start]
            body = bodies.own(_kind(mention.titles)) if _kind(mention.titles) else None
            if near and before.organisation and _fits(before.organisation, mention.titles):
                body = before.organisation
        found.append(replace(mention, organisation=body))
    return found


def _needs_body(mention: Mention) -> bool:
    titles = mention.titles
    return bool(titles) and not any(is_whole(t) for t in titles) and any(SEATED.search(t) for t in titles)


def _kind(titles: Sequence[str]) -> re.Pattern[str] | None:
    return next((body for post, body in KINDS if any(post.search(t) for t in titles)), None)


def _fits(body: str, titles: Sequence[str]) -> bool:
    kind = _kind(titles)
    return kind is None or kind.search(body) is not None


def titles_of(mentions: Sequence[Mention]) -> list[tuple[str, int]]:
    """The distinct posts of one person's mentions, with the mention each was read from."""
    found: list[tuple[str, int]] = []
    for number, mention in enumerate(mentions):
        for title in mention.titles:
            if mention.short or title in ("同志", "老师"):
                continue
            same = [i for i, (t, _) in enumerate(found) if t.endswith(title) or title.endswith(t)]
            if not same:
                found.append((title, number))
            elif len(title) > len(found[same[0]][0]) and found[same[0]][1] != number:
                found[same[0]] = (title, number)
    return found
