"""People found by others already found: in lists, again later, and in short forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import replace
from functools import lru_cache
from typing import Final

from articles.reading.folding import occurrences
from articles.reading.matchers import WordFinder
from articles.reading.people import organisation_names
from articles.reading.people.appositives import mention_at
from articles.reading.people.dictionary import is_word
from articles.reading.people.mention_search import BREAK, Excerpt, Mention, MentionSearch
from articles.reading.people.name_ends import CHARACTER
from articles.reading.people.name_likelihood import surname_at
from articles.reading.people.syllabic_names import elements_from, unsurnamed_from
from articles.reading.people.titled_mentions import opens
from articles.reading.people.titles import is_address

LISTED: Final = 1.0  # a name before it speaks for a name
JOINS: Final = ("、", "和", "与", "及")
KINDS: Final = "县市区旗镇乡州村"
SEVERAL: Final = re.compile(f"(?P<place>.+?)[二两三四五六七八九十](?:[个家所]|(?=[{KINDS}]))(?P<rest>.+)")
SYLLABLES: Final = frozenset("检院局总工")
POLITE: Final = ("女士", "先生", "老师", "同志", "教授", "律师", "博士")


def lists(ground: MentionSearch) -> None:
    """Names joined by 、 or 和 to a named person share the posts: 委员张三、李四."""
    for start in sorted(ground.taken):
        group = [ground.taken[start]]
        while (mention := _next_in_list(ground, group[-1])) is not None:
            group.append(mention)
        if len(group) > 1:
            _distribute(ground, group)


def _next_in_list(ground: MentionSearch, mention: Mention) -> Mention | None:
    start = mention.end + 1
    if mention.last != mention.end or ground.text[mention.end : start] not in JOINS:
        return None
    shared = {"titles": mention.titles, "organisation": mention.organisation}
    if start in ground.taken:
        found = ground.taken[start]
        return None if found.first != found.start or found.titles else ground.put(replace(found, **shared))
    name = _listed_name(ground, start, titled=bool(mention.titles))
    if not name or start + len(name) in ground.follows.posts:
        return None
    found = mention_at(ground, start, start + len(name))
    return ground.put(replace(found, **shared))


def _listed_name(ground: MentionSearch, start: int, *, titled: bool) -> str:
    name, weight = ground.names.name_from(start)
    other = elements_from(ground.follows, start)
    if len(other) >= max(len(name), 1):
        return other
    if weight < LISTED or (is_word(name) and not titled):
        return unsurnamed_from(ground.follows, start) if titled else ""
    return "" if organisation_names.ends_with_body(name) and not ground.follows(start + len(name)) else name


def _distribute(ground: MentionSearch, group: list[Mention]) -> None:
    """波密、墨脱、察隅三县检察院检察长达瓦、央金、次仁: each name has a body of its own."""
    body, first = group[0].organisation, group[0].first
    places = _places_before(ground, first) if body else []
    if not places or len(places) + 1 != len(group):
        return
    start, whole = body.pieces[0][0], len(body.text)
    if match := SEVERAL.fullmatch(body.text):
        own, rests = match.end("place"), [match.start("rest")] * len(group)
    else:
        own, rests = whole, [*(_rest_after(body.text, ground.text[slice(*p)]) for p in places), whole]
    if min(rests) < 0:
        return
    places.append((start, start + own))
    for mention, place, rest in zip(group, places, rests, strict=True):
        pieces = tuple(piece for piece in (place, (start + rest, start + whole)) if piece[0] < piece[1])
        text = "".join(ground.text[slice(*piece)] for piece in pieces)
        ground.put(replace(mention, organisation=Excerpt(text, pieces), first=places[0][0]))


def _rest_after(body: str, place: str) -> int:
    """Where the words begin that a place shares with the last body, -1 for nowhere.

    北关区 with 南桥区司法局: behind 区; 东坪 with 西坪司法所: behind 西坪; 水务局 needs nothing of 林业局.
    """
    if place[-1] == body[-1]:
        return len(body)
    kind = body.find(place[-1])
    if place[-1] in KINDS and kind > 0:
        return kind + 1
    rest = body[len(place) :]
    return len(place) if organisation_names.BODY.fullmatch(rest) else -1


def _places_before(ground: MentionSearch, first: int) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    while first > 1 and ground.text[first - 1] == "、":
        start = first - 1
        while start > 0 and not BREAK.match(ground.text, start - 1) and first - start < 10:
            start -= 1
        places.insert(0, (start, first - 1))
        first = start
    return places


def again(ground: MentionSearch) -> None:
    """A name found once is found wherever it stands."""
    places = _places_of({m.name for m in ground.taken.values()}, ground.known, ground.text)
    for name in sorted(places, key=len, reverse=True):
        for at in places[name]:
            end = at + len(name)
            if _makes_room(ground, at, end) and _stands_alone(ground, name, at):
                mention_at(ground, at, end)


def _places_of(names: Set[str], known: frozenset[str], text: str) -> dict[str, list[int]]:
    """Where each name stands in the text, which is walked over once: a register holds thousands of names."""
    found: dict[str, list[int]] = defaultdict(list)
    for finder in (_registered(known), WordFinder(names - known)):
        for at, name in finder.each(text):
            if name not in found or found[name][-1] + len(name) <= at:
                found[name].append(at)
    return found


@lru_cache(maxsize=2)  # the same for all files of a run
def _registered(names: frozenset[str]) -> WordFinder:
    return WordFinder(names)


def _makes_room(ground: MentionSearch, start: int, end: int) -> bool:
    """Is the place free but for shorter names inside it (热孜万古丽, 万古丽), which are then given up?"""
    inside = [ground.taken[at] for at in range(start, end) if at in ground.taken]
    if any(mention.end > end or mention.end - mention.start == end - start for mention in inside):
        return False
    for mention in inside:
        ground.drop(mention)
    return ground.is_free(start, end)


def _stands_alone(ground: MentionSearch, name: str, at: int) -> bool:
    """A name that is a word (白露) needs a clear place."""
    return not is_word(name) or (opens(ground, at) > 0 and ground.follows(at + len(name)) > 0)


def short_forms(ground: MentionSearch) -> None:
    """王副主任, 上官局长, 梁检: a surname, and a post or its first syllable."""
    surnames = {m.name[: surname_at(m.name, 0)] for m in ground.taken.values()} - {""}
    for start, surname in _stand(surnames, ground.text):
        end = start + len(surname)
        if start and ground.text[start - 1] in "老小":
            _familiar(ground, start - 1, end)
        elif ground.is_free(start, end) and (last := _address_end(ground, start, end)):
            titles = (ground.words(end, last),)
            ground.put(Mention(start, end, surname, titles, None, start, last, short=True))


def _stand(words: Set[str], text: str) -> Iterator[tuple[int, str]]:
    """Where the words stand, in order, none inside another: a pattern of them would be compiled each time."""
    longest_last = sorted(words, key=len)
    found = {at: word for word in longest_last for at in occurrences(word, text)}
    end = 0
    for at in sorted(found):
        if at >= end:
            end = at + len(found[at])
            yield at, found[at]


def _familiar(ground: MentionSearch, start: int, end: int) -> None:
    """老朱, 小李: the person of that surname, where words stand behind that follow a name."""
    clear = ground.follows(end) >= CHARACTER and ground.text[end : end + 1] not in tuple("某家的")
    if clear and ground.is_free(start, end) and opens(ground, start) > 0 and end not in ground.by_start:
        ground.put(Mention(start, end, ground.text[start + 1 : end], (), None, start, end, short=True))


def _address_end(ground: MentionSearch, start: int, end: int) -> int:
    """Where the post after a surname ends: 0 where none stands there."""
    post = ground.by_start.get(end)
    if post is not None and is_address(post.head):
        return post.end
    if opens(ground, start) <= 0:
        return 0
    if ground.text.startswith(POLITE, end):
        return end + 2
    if ground.text[end : end + 1] in SYLLABLES and ground.follows(end + 1) >= 1:
        return end + 1
    return 0
