"""Which pages a change touches: those that readers look at first, and all that may show something of it.

A page too many is drawn and found to be the same; none may be missing. What changes the head of every page
makes the whole site due.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from django.urls import reverse

from articles.public.feeds import FORMATS

from .digests import Key
from .pages import KINDS, LATER, REPORT, Page, Site, cursor_pages, is_notice
from .relations import Relations, changed_relations

#: Ranks of what is drawn at once, before the folder is handed over; below BACKGROUND.
PICTURES, REPORTS, FRONT, LISTS, NEAR = range(5)
BACKGROUND = 10
NEAREST = 10  # changed reports whose related ones are drawn at once
PAGED = ("/api/reports", "/api/statements")  # lists of which a change touches few pages


def due_after(old: Site, new: Site, changed: set[Key]) -> dict[str, int]:
    """The rank of each page that the changed rows touch, by its address."""
    ranks = dict[str, int]()
    for address, rank in _touched(old, new, changed):
        ranks[address] = min(rank, ranks.get(address, rank))
    return ranks


def due_at_once(old: Site, new: Site, changed: set[Key]) -> list[Page]:
    """The pages of changed reports that readers look at first, the urgent first."""
    reports = {id for kind, id in changed if kind == "report"}
    return sorted(_at_once(old, new, reports), key=lambda page: page[1])


def _touched(old: Site, new: Site, changed: set[Key]) -> Iterator[Page]:
    reports = {id for kind, id in changed if kind == "report"}
    if old.sections() != new.sections():
        yield from new.pages().items()
    if not changed:
        return
    entries = {f"{kind}:{id}" for kind, id in changed if kind in KINDS}
    touched = reports | {id for name in entries for site in (old, new) for id in site.members.get(name, ())}
    rarer = _kept(old, new, changed, "rarity")
    sections = {f"section:{id}" for kind, id in changed if kind == "section"}
    cards = reports | {id for name in sections for site in (old, new) for id in site.members.get(name, ())}
    names = entries | _lists(old, touched) | _lists(new, touched)
    names |= _mended(new, _kept(old, new, changed, "numbers") - names)
    names |= _tied(old, names) | _tied(new, names)
    yield from new.of_lists(names)
    yield from new.of_reports(touched & new.live.keys())
    yield from new.fixed()
    yield from _interface(old, new, touched)
    if _months(old) != _months(new):
        yield from new.of_lists(name for name in new.lists if name.startswith("month:"))
    beside = {*changed_relations(old, new, cards, rarer), *_neighbours(old, new, touched)}
    yield from ((new.live[id]["address"], REPORT) for id in beside & new.live.keys())


def _at_once(old: Site, new: Site, reports: set[int]) -> Iterator[Page]:
    """Changed reports, the front of the site, and the heads of their lists."""
    for id in reports & new.reports.keys():
        facts = new.reports[id]
        yield from ((photo, PICTURES) for photo in facts["photos"])
        if facts["live"] or is_notice(facts):
            yield facts["address"], REPORTS
    if not reports:
        return
    yield reverse("articles:home"), FRONT
    yield reverse("articles:news_sitemap"), FRONT
    yield from ((reverse(f"articles:feed{suffix}"), FRONT) for suffix in FORMATS.values())
    yield from ((reverse(f"articles:{name}"), LISTS) for name in ("speakers", "tags"))
    heads = _lists(old, reports) | _lists(new, reports)
    yield from ((address, LISTS) for address, rank in new.of_lists(heads) if rank < LATER)
    near = [*_neighbours(old, new, reports), *_most_related(new, reports)]
    yield from ((new.live[id]["address"], NEAR) for id in near)


def _kept(old: Site, new: Site, changed: set[Key], kind: str) -> set[str]:
    """The lists of which kept numbers of a kind changed."""
    keys = [key for key in changed if key[0] == kind]
    return {site.rows[key]["name"] for key in keys for site in (old, new) if key in site.rows}


def _mended(new: Site, names: set[str]) -> set[str]:
    """Lists whose numbers changed though no report of theirs did; those of the archive are of months too."""
    months = {name for name in new.lists if name.startswith("month:")} if "archive" in names else set()
    return (names | months) & new.lists.keys()


def _lists(site: Site, reports: Iterable[int]) -> set[str]:
    return {name for id in reports if id in site.live for name in site.live[id]["lists"]}


def _tied(site: Site, names: Iterable[str]) -> set[str]:
    """The entries that the memberships of these are of: speakers and organisations."""
    found: set[str] = set()
    for name in names:
        kind, _, id = name.partition(":")
        if kind in {"speaker", "organisation"} and (facts := site.rows.get((kind, int(id)))):
            found |= set(facts["tied"])
    return found


def _months(site: Site) -> set[str]:
    return {name for name, number in site.lists.items() if number and name.startswith("month:")}


def _neighbours(old: Site, new: Site, reports: Iterable[int]) -> Iterator[int]:
    """The live reports just before and after each of these, where it was and where it is."""
    order = new.in_order
    for id in reports:
        for site in (old, new):
            if id in site.live:
                place = bisect_left(order, (site.live[id]["date"], id))
                for _date, beside in order[max(place - 1, 0) : place + 2]:
                    yield beside


def _most_related(new: Site, reports: set[int]) -> Iterator[int]:
    relations = Relations(new)
    for id in list(reports & new.live.keys())[:NEAREST]:
        yield from relations.of(id)


def _interface(old: Site, new: Site, reports: set[int]) -> Iterator[Page]:
    """The pages of the API whose rows changed; those of entries count reports, and all are drawn."""
    before, after = old.interface_lists(), new.interface_lists()
    said = {
        id
        for site in (old, new)
        for report in reports & site.live.keys()
        for id in site.live[report]["statements"]
    }
    for name in ("reports", "statements"):
        were, are = cursor_pages(name, before[name]), cursor_pages(name, after[name])
        ids = reports if name == "reports" else said
        bottom = (before[name][:1], after[name][:1])
        for address, shown in are.items():
            ends = shown[:1] in bottom
            if ends or were.get(address) != shown or not ids.isdisjoint(shown):
                yield address, LATER + 1
    yield from ((address, rank) for address, rank in new.interface() if not address.startswith(PAGED))
