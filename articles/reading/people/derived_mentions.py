"""Find people by mentions found before: in lists, at further places, in short forms."""

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
from articles.reading.people.syllabic_names import element_name, unsurnamed_name
from articles.reading.people.titled_mentions import start_score
from articles.reading.people.titles import is_address

LEAST_LISTED: Final = 1.0  # little is enough behind another name
JOINS: Final = ("、", "和", "与", "及")
DIVISIONS: Final = "县市区旗镇乡州村"
SEVERAL: Final = re.compile(f"(?P<place>.+?)[二两三四五六七八九十](?:[个家所]|(?=[{DIVISIONS}]))(?P<rest>.+)")
SYLLABLES: Final = frozenset("检院局总工")
POLITE: Final = ("女士", "先生", "老师", "同志", "教授", "律师", "博士")


def find_listed(search: MentionSearch) -> None:
    """Give names joined by 、 or 和 to a named person the same titles: 委员张三、李四."""
    for start in sorted(search.mentions):
        group = [search.mentions[start]]
        while (mention := _next_in_list(search, group[-1])) is not None:
            group.append(mention)
        if len(group) > 1:
            _share_organisation(search, group)


def _next_in_list(search: MentionSearch, mention: Mention) -> Mention | None:
    start = mention.end + 1
    if mention.outer_end != mention.end or search.text[mention.end : start] not in JOINS:
        return None
    if start in search.mentions:
        found = search.mentions[start]
        if found.outer_start != found.start or found.titles:
            return None
    else:
        name = _listed_name(search, start, titled=bool(mention.titles))
        if not name or start + len(name) in search.end_score.titles:
            return None
        found = mention_at(search, start, start + len(name))
    return search.add(replace(found, titles=mention.titles, organisation=mention.organisation))


def _listed_name(search: MentionSearch, start: int, *, titled: bool) -> str:
    name, score = search.names.best_name(start)
    other = element_name(search.end_score, start)
    if len(other) >= max(len(name), 1):
        return other
    if score < LEAST_LISTED or (is_word(name) and not titled):
        return unsurnamed_name(search.end_score, start) if titled else ""
    if organisation_names.ends_with_organisation(name) and not search.end_score(start + len(name)):
        return ""
    return name


def _share_organisation(search: MentionSearch, group: list[Mention]) -> None:
    """Give each name of a list its own organisation: 波密、墨脱、察隅三县检察院检察长达瓦、央金、次仁."""
    organisation, first = group[0].organisation, group[0].outer_start
    if organisation is None:
        return
    places = _places_before(search, first)
    if not places or len(places) + 1 != len(group):
        return
    start, whole = organisation.spans[0][0], len(organisation.text)
    if match := SEVERAL.fullmatch(organisation.text):
        own, rests = match.end("place"), [match.start("rest")] * len(group)
    else:
        own, rests = whole, [*(_rest_after(organisation.text, search.text[slice(*p)]) for p in places), whole]
    if min(rests) < 0:
        return
    places.append((start, start + own))
    for mention, place, rest in zip(group, places, rests, strict=True):
        spans = tuple(span for span in (place, (start + rest, start + whole)) if span[0] < span[1])
        text = "".join(search.text[slice(*span)] for span in spans)
        search.add(replace(mention, organisation=Excerpt(text, spans), outer_start=places[0][0]))


def _rest_after(organisation: str, place: str) -> int:
    """Where the part of the last organisation starts that a place shares; -1 for none.

    北关区 with 南桥区司法局: after 区; 东坪 with 西坪司法所: after 西坪; 林业局 with 水务局: nothing.
    """
    if place[-1] == organisation[-1]:
        return len(organisation)
    kind = organisation.find(place[-1])
    if place[-1] in DIVISIONS and kind > 0:
        return kind + 1
    rest = organisation[len(place) :]
    return len(place) if organisation_names.ENDING_PATTERN.fullmatch(rest) else -1


def _places_before(search: MentionSearch, first: int) -> list[tuple[int, int]]:
    """The places joined by 、 before the last one, as spans."""
    places: list[tuple[int, int]] = []
    while first > 1 and search.text[first - 1] == "、":
        start = first - 1
        while start > 0 and not BREAK.match(search.text, start - 1) and first - start < 10:
            start -= 1
        places.insert(0, (start, first - 1))
        first = start
    return places


def find_repeated(search: MentionSearch) -> None:
    """Find all other places of the names found so far."""
    places = _places_by_name({m.name for m in search.mentions.values()}, search.known, search.text)
    for name in sorted(places, key=len, reverse=True):
        for at in places[name]:
            end = at + len(name)
            if _make_room(search, at, end) and _is_clear_name(search, name, at):
                mention_at(search, at, end)


def _places_by_name(names: Set[str], known: frozenset[str], text: str) -> dict[str, list[int]]:
    """Where each name stands, found in one pass over the text: a register holds thousands of names."""
    found: dict[str, list[int]] = defaultdict(list)
    for finder in (_registered(known), WordFinder(names - known)):
        for at, name in finder.each(text):
            if name not in found or found[name][-1] + len(name) <= at:
                found[name].append(at)
    return found


@lru_cache(maxsize=2)  # all files of an import share one register
def _registered(names: frozenset[str]) -> WordFinder:
    return WordFinder(names)


def _make_room(search: MentionSearch, start: int, end: int) -> bool:
    """Whether the place is free; shorter names inside the longer one are discarded (万古丽 in 热孜万古丽)."""
    inside = [search.mentions[at] for at in range(start, end) if at in search.mentions]
    if any(mention.end > end or mention.end - mention.start == end - start for mention in inside):
        return False
    for mention in inside:
        search.discard(mention)
    return search.is_free(start, end)


def _is_clear_name(search: MentionSearch, name: str, at: int) -> bool:
    """Whether the place suits a name; only a name that is a word (白露) is checked."""
    return not is_word(name) or (start_score(search, at) > 0 and search.end_score(at + len(name)) > 0)


def find_short_forms(search: MentionSearch) -> None:
    """Find a surname with a title or its first syllable: 王副主任, 上官局长, 梁检."""
    surnames = {m.name[: surname_at(m.name, 0)] for m in search.mentions.values()} - {""}
    for start, surname in _occurrences_of(surnames, search.text):
        end = start + len(surname)
        if start and search.text[start - 1] in "老小":
            _add_familiar_form(search, start - 1, end)
        elif search.is_free(start, end) and (last := _address_end(search, start, end)):
            titles = (search.excerpt(end, last),)
            search.add(Mention(start, end, surname, titles, None, start, last, short=True))


def _occurrences_of(words: Set[str], text: str) -> Iterator[tuple[int, str]]:
    """Where words stand, in order and without overlaps."""
    longest_last = sorted(words, key=len)
    found = {at: word for word in longest_last for at in occurrences(word, text)}
    end = 0
    for at in sorted(found):
        if at >= end:
            end = at + len(found[at])
            yield at, found[at]


def _add_familiar_form(search: MentionSearch, start: int, end: int) -> None:
    """Add 老朱 or 小李 if words that may follow a name come after it."""
    clear = search.end_score(end) >= CHARACTER and search.text[end : end + 1] not in tuple("某家的")
    if (
        clear
        and search.is_free(start, end)
        and start_score(search, start) > 0
        and end not in search.titles_by_start
    ):
        search.add(Mention(start, end, search.text[start + 1 : end], (), None, start, end, short=True))


def _address_end(search: MentionSearch, start: int, end: int) -> int:
    """Where the title after a surname ends; 0 for none."""
    title = search.titles_by_start.get(end)
    if title is not None and is_address(title.head):
        return title.end
    if start_score(search, start) <= 0:
        return 0
    if search.text.startswith(POLITE, end):
        return end + 2
    if search.text[end : end + 1] in SYLLABLES and search.end_score(end + 1) >= 1:
        return end + 1
    return 0
