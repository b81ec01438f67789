"""What must be known of a row to tell its pages: its address, and the lists that it stands in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet, Sum

from articles.media import renditions
from articles.models import (
    Appearance,
    Listing,
    Membership,
    Organisation,
    Photo,
    Report,
    Section,
    SlugRedirect,
    Speaker,
    Statement,
    Tag,
    TaggedReport,
    Tally,
)
from articles.models.entries import RegisterEntry
from articles.models.listings import TOTAL

from .digests import Key, list_key, reading

AT_ONCE = 500
ENTRIES: dict[str, type[RegisterEntry]] = {
    "section": Section,
    "speaker": Speaker,
    "organisation": Organisation,
    "tag": Tag,
}
#: Report.event_month_day of an event whose day is known.
DAY = re.compile(r"-(\d\d)-(\d\d)", re.ASCII)
Row = TypeVar("Row", bound=Model)
#: Of a report: address, section, date (sortable), whether it is live, its lists (name → rows in it),
#: statements, photos (their addresses).
#: Of an entry: slug, the lists of entries it is tied to and, of a section, name and order.
#: Of a redirect: kind, slug, entry.
#: Of a kept list: its name, and how many reports are counted in it.
Facts = dict[str, Any]


def facts_of(keys: Iterable[Key], live: set[int]) -> Iterator[tuple[Key, Facts]]:
    """Facts of rows; those that are gone meanwhile are left out. `live` are the reports on the site."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for kind, id in keys:
        by_kind[kind].append(id)
    for kind, ids in by_kind.items():
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            if kind == "report":
                found = _reports(some, live)
            elif kind == "redirect":
                found = _redirects(some)
            elif kind in {"numbers", "rarity"}:
                found = _numbers(some)
            else:
                found = _entries(kind, some)
            for id, facts in found:
                yield (kind, id), facts


def _of(model: type[Row]) -> QuerySet[Row]:
    return model._default_manager.using(reading().alias).order_by()


def _reports(ids: Sequence[int], live: set[int]) -> Iterator[tuple[int, Facts]]:
    lists = _entries_in(ids)
    statements: defaultdict[int, list[int]] = defaultdict(list)
    said = _of(Statement).filter(appearance__report__in=ids)
    for id, pk, speaker in said.values_list("pk", "appearance__report", "appearance__speaker"):
        statements[pk].append(id)
        if speaker:
            lists[pk][f"speaker:{speaker}"] += 1
    photos = _photos(ids)
    for report in _of(Report).filter(pk__in=ids).select_related("section").defer("body", "summary"):
        is_live = report.pk in live
        facts: Facts = {
            "address": report.get_absolute_url(),
            "section": report.section_id,
            "date": report.shown_at.isoformat() if report.shown_at else "",
            "live": is_live,
            "lists": _lists(report, lists[report.pk]) if is_live else {},
            "statements": sorted(statements[report.pk]) if is_live else [],
            "photos": photos.get(report.pk, []) if is_live else [],
        }
        yield report.pk, facts


def _entries_in(ids: Sequence[int]) -> defaultdict[int, Counter[str]]:
    """The lists of the entries of each report: in a speaker's only statements count, none so far."""
    lists: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for pk, tag in _of(TaggedReport).filter(content_object__in=ids).values_list("content_object", "tag"):
        lists[pk][f"tag:{tag}"] = 1
    people = _of(Appearance).filter(report__in=ids)
    for pk, speaker, organisation in people.values_list("report", "speaker", "organisation"):
        if speaker:
            lists[pk][f"speaker:{speaker}"] = 0
        if organisation:
            lists[pk][f"organisation:{organisation}"] = 1
    return lists


def _lists(report: Report, lists: Counter[str]) -> dict[str, int]:
    """The lists in which a report stands, and how many rows it has in each."""
    lists["archive"] = 1
    if report.section_id:
        lists[f"section:{report.section_id}"] = 1
    if report.shown_month:
        lists[f"month:{report.shown_month}"] = 1
    if report.shown_month_day:
        lists[f"day:{report.shown_month_day}"] = 1
    if day := DAY.fullmatch(report.event_month_day or ""):
        lists[f"day:{int(day[1] + day[2])}"] = 1
    return dict(lists)


def _photos(ids: Sequence[int]) -> dict[int, list[str]]:
    """The addresses of each report's photos: as they came, and in every width and kind."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for photo in _of(Photo).filter(report__in=ids).exclude(file="").order_by("pk"):
        if shown := renditions.size(photo):
            kinds = ("webp", renditions.plain_kind(photo.file.name or ""))
            widths = renditions.widths(shown[0])
            address = photo.file.url
            found[photo.report_id] += [
                address,
                *(f"{address}/{width}.{kind}" for width in widths for kind in kinds),
            ]
    return found


def _redirects(ids: Sequence[int]) -> Iterator[tuple[int, Facts]]:
    for row in _of(SlugRedirect).filter(pk__in=ids):
        yield row.pk, {"kind": row.kind, "slug": row.slug, "entry": row.entry_id}


def _numbers(owners: Sequence[int]) -> Iterator[tuple[int, Facts]]:
    """The numbers of reports in lists, those that are scheduled among them."""
    keys = {list_key(owner): owner for owner in owners}
    rows = _of(Tally).filter(month=TOTAL, subject__in={subject for _kind, subject in keys})
    found = {
        (kind, subject): number
        for kind, subject, number in rows.values_list("kind", "subject").annotate(Sum("reports"))
    }
    for (kind, subject), owner in keys.items():
        yield owner, {"name": _name_of_list(kind, subject), "number": found.get((kind, subject), 0)}


def _name_of_list(kind: int, subject: int) -> str:
    return f"{Listing.Kind(kind).name.lower()}:{subject}" if kind != Listing.Kind.SITE else "archive"


def _entries(kind: str, ids: Sequence[int]) -> Iterator[tuple[int, Facts]]:
    tied: defaultdict[int, list[str]] = defaultdict(list)
    if kind in {"speaker", "organisation"}:
        other = "organisation" if kind == "speaker" else "speaker"
        rows = _of(Membership).filter(**{f"{kind}__in": ids})
        for id, to in rows.values_list(kind, other):
            tied[id].append(f"{other}:{to}")
    for entry in _of(ENTRIES[kind]).filter(pk__in=ids):
        facts: Facts = {"slug": entry.slug, "tied": sorted(set(tied[entry.pk]))}
        if isinstance(entry, Section):
            facts |= {"name": entry.name, "order": entry.order}
        yield entry.pk, facts
