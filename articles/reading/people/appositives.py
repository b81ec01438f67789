"""Titles and organisations printed beside a name (appositives), before and after it."""

from __future__ import annotations

import re
from typing import Final

from articles.reading.people import organisation_names
from articles.reading.people.mention_search import BREAK, Excerpt, Mention, MentionSearch
from articles.reading.people.titles import PrintedTitle, includes_organisation, is_address, is_membership

LONGEST_SEGMENT: Final = 40  # characters of a title with its organisation
COPULA: Final = re.compile(
    "(?:，[^，。；\n]{1,12}){0,4}，(?:现任|时任|曾任|担任|任|是)|，?(?:是|任|担任|现任|系|时任|曾任|当选为|当选|获任)(?!由)|为(?=[^，。；]{2,30}[，。；])"
)
FROM_ORIGIN: Final = re.compile(r"(?:来自|[是系为])(?P<origin>[^，。；、：\n的]{2,20})的\Z")
SHORTEST_OWNER: Final = 3  # characters: shorter words (企业的, 学校的) name no organisation
IN_CHARGE: Final = frozenset(["负责人", "负责同志"])  # titles that need a department before them


def mention_at(search: MentionSearch, start: int, end: int) -> Mention:
    """Add the mention of a name, with all titles and organisations beside it."""
    first, before, organisation = _before(search, start)
    last, after, inside = _after(search, end)
    name = search.text[start:end]
    return search.add(Mention(start, end, name, before + after, organisation or inside, first, last))


def bare_mention_at(search: MentionSearch, start: int, end: int, organisation_end: int) -> Mention:
    """Add the mention of a name that has only an organisation before it: 区妇联庄小苗."""
    last, titles, inside = _after(search, end)
    first, organisation = _organisation_before(search, organisation_end)
    return search.add(
        Mention(
            start,
            end,
            search.text[start:end],
            titles,
            organisation or inside,
            first if organisation else start,
            last,
        )
    )


# -- before the name


def _before(search: MentionSearch, start: int) -> tuple[int, tuple[Excerpt, ...], Excerpt | None]:
    """Where the appositives before a name start, the titles, and the organisation."""
    title = search.titles_by_end.get(start)
    if title is not None and title.start not in search.trailing_titles:
        return _chain(search, title)
    first, organisation = _organisation_before(search, start)
    if organisation is None:
        return start, (), None
    title = search.titles_by_end.get(first - 1) if search.text[first - 1 : first] == "、" else None
    if title is None or title.start in search.trailing_titles:
        return first, (), organisation
    first, titles, found = _chain(search, title)
    return first, titles, found or organisation


def _organisation_before(search: MentionSearch, end: int) -> tuple[int, Excerpt | None]:
    """Where the organisation that ends at `end` starts, and its text."""
    first = _segment_start(search, end)
    first += organisation_names.skip_lead(search.text[first:end])
    organisation, unit = organisation_names.split(search.text[first:end])
    return (first, search.excerpt(first, first + len(organisation + unit))) if organisation else (end, None)


def _chain(
    search: MentionSearch, title: PrintedTitle | None
) -> tuple[int, tuple[Excerpt, ...], Excerpt | None]:
    """Where a row of titles starts, the titles in order, and the organisation before the first of them."""
    titles: list[Excerpt] = []
    organisation, first = None, 0
    while title is not None:
        first, printed, found = _title_with_organisation(search, title)
        titles.insert(0, printed)
        organisation = found or organisation
        title = _previous_title(search, first)
    return first, tuple(titles), organisation


def _previous_title(search: MentionSearch, first: int) -> PrintedTitle | None:
    """The title before another one of the same person: 党组书记、(检察长), 市人大代表，(某校校长)."""
    mark = search.text[first - 1 : first] if first else ""
    title = search.titles_by_end.get(first - 1 if mark in ("、", "，", "兼") else first)
    if title is None or title.start in search.trailing_titles or title.end in search.mentions:
        return None
    if mark != "，":
        return title
    start = _segment_start(search, title.start)
    if not is_membership(search.text[start : title.end]):
        start = _first_of_listed(search, title, start)
    return title if start == 0 or search.text[start - 1] in "。\n”" else None


def _first_of_listed(search: MentionSearch, title: PrintedTitle, start: int) -> int:
    """Where a row of titles joined by 、 starts (县政府党组成员、副县长，…); `start` for a single title."""
    if not is_address(title.head):
        return -1
    while search.text[start - 1 : start] == "、" and start - 1 in search.titles_by_end:
        start = _segment_start(search, search.titles_by_end[start - 1].start)
    return start


def _title_with_organisation(
    search: MentionSearch, title: PrintedTitle
) -> tuple[int, Excerpt, Excerpt | None]:
    """Split the words of one title: where they start, the title, the organisation."""
    first = _segment_start(search, title.start)
    first += organisation_names.skip_lead(search.text[first : title.start])
    organisation, unit = organisation_names.split(search.text[first : title.start])
    if first == title.start:
        match = _origin_before(search, first)
        of = search.excerpt(*match.span("origin")) if match else _owner_before(search, first)
        if of is not None:
            return first, search.excerpt(first, title.end), of
    if includes_organisation(search.text[first : title.end]) or not organisation:
        return first, search.excerpt(first, title.end), None
    if title.head in IN_CHARGE and unit:
        return first, search.excerpt(title.start, title.end), search.excerpt(first, title.start)
    middle = first + len(organisation)
    return first, search.excerpt(title.start - len(unit), title.end), search.excerpt(first, middle)


def _origin_before(search: MentionSearch, end: int) -> re.Match[str] | None:
    """The words 来自民建的 that end here."""
    match = FROM_ORIGIN.search(search.text, max(0, end - LONGEST_SEGMENT), end)
    return (
        match
        if match and (match.group()[0] == "来" or organisation_names.is_organisation(match["origin"]))
        else None
    )


def _owner_before(search: MentionSearch, end: int) -> Excerpt | None:
    """The organisation of 市第一医院的(护士长) that ends here."""
    if search.text[end - 1 : end] != "的" or end < 2:
        return None
    _, organisation = _organisation_before(search, end - 1)
    if (
        organisation is None
        or organisation.spans[0][1] != end - 1
        or len(organisation.text) <= SHORTEST_OWNER
    ):
        return None
    return organisation if organisation_names.is_organisation(organisation.text) else None


def _segment_start(search: MentionSearch, end: int) -> int:
    """Where the words before `end` start: after punctuation, another name or another title."""
    for at in range(end - 1, max(end - LONGEST_SEGMENT, 0) - 1, -1):
        if BREAK.match(search.text, at):
            return at + 1
        if search.text[at] == "兼" and at in search.titles_by_end:
            return at + 1
        if at in search.mentions and search.mentions[at].outer_end <= end:
            return search.mentions[at].outer_end
        if at < end - 1 and at + 1 in search.titles_by_end and _ends_before_organisation(search, at + 1, end):
            return at + 1
    return max(end - LONGEST_SEGMENT, 0)


def _ends_before_organisation(search: MentionSearch, at: int, end: int) -> bool:
    """Whether a title ends here and another organisation follows without punctuation: 副县长公安局局长."""
    title = search.titles_by_end[at]
    if title.start in search.trailing_titles:
        return True
    before = search.text[max(title.start - 4, 0) : at]
    return organisation_names.ends_with_organisation(search.text[at:end]) and includes_organisation(before)


# -- after the name


def _after(search: MentionSearch, end: int) -> tuple[int, tuple[Excerpt, ...], Excerpt | None]:
    """Where the appositives after a name end, the titles and the organisation: 孙刚检察长, 张三（县长）."""
    text = search.text
    at = end + 2 if text.startswith("同志", end) else end
    title = search.titles_by_start.get(at)
    if title is not None and is_address(title.head) and not _is_verb(search, title):
        search.trailing_titles.add(title.start)
        return title.end, (search.excerpt(title.start, title.end),), None
    if text.startswith("（", at):
        return _inside(search, end, at + 1, "）")
    if text.startswith("、", at):
        return _listed_after(search, end, at)
    if match := COPULA.match(text, end):
        return (end, *_inside(search, end, match.end(), "，。；\n")[1:])
    return at, (), None


def _is_verb(search: MentionSearch, title: PrintedTitle) -> bool:
    """Whether 代表 is a verb and no title: 孙刚代表院党组致辞."""
    return title.head == "代表" and not search.end_score(title.end)


def _inside(
    search: MentionSearch, end: int, start: int, closers: str
) -> tuple[int, tuple[Excerpt, ...], Excerpt | None]:
    """Titles that fill the words from `start` up to one of the `closers`."""
    match = re.compile(f"[^，。；（）\n]*[{closers}]").match(search.text, start, start + LONGEST_SEGMENT)
    title = search.titles_by_end.get(match.end() - 1) if match else None
    if match is None or title is None or title.start < start:
        return end, (), None
    _, titles, organisation = _chain(search, title)
    return match.end() if closers == "）" else end, titles, organisation


def _listed_after(
    search: MentionSearch, end: int, at: int
) -> tuple[int, tuple[Excerpt, ...], Excerpt | None]:
    """Titles joined to the name by 、: 委员蔺相宜、法学专家、市律师协会副秘书长，从法律角度…."""
    titles: list[Excerpt] = []
    organisation, start = None, at + 1
    while match := BREAK.search(search.text, start, start + LONGEST_SEGMENT):
        title = search.titles_by_end.get(match.start())
        if title is None or title.head in IN_CHARGE or organisation_names.PLURAL.match(search.text, start):
            break
        _, printed, found = _title_with_organisation(search, title)
        titles.append(printed)
        organisation = organisation or found
        if match.group() == "，":
            return match.start(), tuple(titles), organisation
        start = match.end()
    return end, (), None
