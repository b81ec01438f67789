"""Write the search entries of reports.

An entry holds all words of its report: those of the report itself, and the names that its people,
organisations and tags have in the register. index() writes entries at once; refresh() of stale.py is for the
many reports of a register row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import timezone

from articles.models import (
    Appearance,
    Credit,
    Photo,
    Report,
    SearchEntry,
    StaleEntry,
    Statement,
    Suggestion,
    TaggedReport,
)
from articles.models.body import blocks, plain_text, tree
from articles.models.bulk import insert_all

from . import suggestions
from .grams import TITLE_MARK, fold, grams

BATCH = 200  # reports indexed in one transaction
QUEUED_AT_ONCE = 2_000
#: Bytes of grams in one report. PostgreSQL takes a tsvector of one megabyte; prose has to be longer than
#: some hundred thousand characters before its different pairs come near.
MOST_GRAMS = 1_000_000
LONGEST_GRAM = 10  # bytes: two characters and the mark of a title

Words = dict[int, list[str | None]]  # by the key of a report


def index(reports: Iterable[Report]) -> None:
    """Write the entries of reports from what is stored of them. To be called after any change; repeatable.

    A few queries for each BATCH reports. The entry of a deleted report is deleted with it.
    """
    index_keys(report.pk for report in reports)


def mark_stale(reports: Iterable[int]) -> None:
    """Have the entries of reports, given by their keys, written by index_stale()."""
    now = timezone.now()
    StaleEntry.objects.bulk_create(
        (StaleEntry(report_id=key, since=now) for key in sorted(reports)),
        batch_size=QUEUED_AT_ONCE,
        # Locks a row that is there: a step under way finishes first, and a later one reads the new names.
        update_conflicts=True,
        unique_fields=["report"],
        update_fields=["since"],
    )


def index_stale(limit: int = BATCH) -> int:
    """Write the entries of the first `limit` stale reports; how many they were."""
    keys = list(StaleEntry.objects.order_by("pk").values_list("pk", flat=True)[:limit])
    if keys:
        _index(keys)
    return len(keys)


@dataclass(frozen=True, slots=True)
class IndexItem:
    """A report that was just stored, with what its entry is made of.

    `around` are the words printed around the body, `names` those of them that name a person, an
    organisation or a tag.
    """

    report: Report
    paragraphs: Sequence[str]
    around: Iterable[str | None]
    names: Iterable[str | None] = ()


def enter(items: Iterable[IndexItem]) -> None:
    """Write the entries of reports that were just stored, as index() would, without reading them again.

    settle() follows when the last are stored.
    """
    items = list(items)
    entries = [_entry(item.report, _spellings(item.around), item.paragraphs) for item in items]
    if connection.vendor == "postgresql":
        insert_all(entries)
    else:  # FTS5 writes what it holds in memory at the end of each statement: one for all of them
        SearchEntry.objects.bulk_create(entries)
    _suggest([item.report for item in items], [name for item in items for name in item.names])


def settle() -> None:
    """Take into the index what enter() has written."""
    SearchEntry.settle(connection)


def rebuild(batch: int = BATCH) -> Iterator[int]:
    """Write the entries of all reports; yields how many were done, a batch at a time.

    The word list is brought up to date beside it, and words that no report has any more go last: what was
    there is found and suggested all the time.
    """
    newest = Suggestion.objects.aggregate(pk=Max("pk"))["pk"] or 0
    seen: set[str] = set()
    last = 0
    while keys := list(
        Report.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:batch]
    ):
        seen |= _index(keys)
        last = keys[-1]
        yield len(keys)
    suggestions.remove_unseen(seen, newest)
    SearchEntry.repair(connection)


def index_keys(keys: Iterable[int]) -> None:
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), BATCH):
        _index(ordered[start : start + BATCH])


@transaction.atomic
def _index(keys: list[int]) -> set[str]:
    """Write the entries of reports from what is stored; the words that are suggested because of them."""
    # Locked as lock_reports() does: of two who index a report the later one reads what the first stored.
    rows = Report.objects.select_for_update().filter(pk__in=keys)
    reports = list(rows.order_by(F("copy_of").asc(nulls_first=True), "pk"))
    _unmark(keys)  # before the names are read: a name that changes later marks the entry again
    names, others = _words_around(keys)
    around = {key: [*_spellings([*names[key], *others[key]])] for key in keys}
    entries = [_entry(report, around[report.pk], _texts(report.body)) for report in reports]
    lost = _with_lost_words(reports)
    for entry in entries:
        entry.lost_words = entry.report_id in lost
    _write(entries)
    settle()
    return _suggest(reports, chain.from_iterable(names.values()))


def _unmark(keys: list[int]) -> None:
    stale = StaleEntry.objects.filter(pk__in=keys)
    if locked := list(stale.select_for_update().order_by("pk").values_list("pk", flat=True)):
        StaleEntry.objects.filter(pk__in=locked).delete()


def _suggest(reports: Iterable[Report], names: Iterable[str | None]) -> set[str]:
    """Add the words that readers may be helped with, of all reports at once."""
    return suggestions.add(_spellings(names), [report.title for report in reports])


def _write(entries: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["report"],
        update_fields=["title", "text", "grams", "lost_words"],
    )


def _with_lost_words(reports: Iterable[Report]) -> set[int]:
    """The ids of reports with a statement that is not in their body."""
    texts: dict[int, list[str]] = defaultdict(list)
    statements = Statement.objects.filter(appearance__report__in=reports)
    for key, text in statements.values_list("appearance__report", "text"):
        texts[key].append(text)
    bodies = {report.pk: plain_text(report.body) for report in reports if report.pk in texts}
    return {key for key, body in bodies.items() if any(text not in body for text in texts[key])}


def _words_around(keys: list[int]) -> tuple[Words, Words]:
    """The words of other tables by report: names, printed and registered; then titles, by-lines, captions."""
    of_reports = {"report__in": keys}
    people = Appearance.objects.filter(**of_reports).values_list(
        "report_id", "titles", "name", "printed_organisation", "speaker__name", "organisation__name"
    )
    tags = TaggedReport.objects.filter(content_object__in=keys).order_by("pk")
    credits = Credit.objects.filter(**of_reports).values_list("report_id", "role", "name")
    captions = Photo.objects.filter(**of_reports).values_list("report_id", "caption")
    names: Words = defaultdict(list)
    others: Words = defaultdict(list)
    for key, titles, *named in people:
        names[key] += named
        others[key].append(titles)
    for key, tag in tags.values_list("content_object_id", "tag__name"):
        names[key].append(tag)
    for key, *words in credits:
        others[key] += words
    for key, caption in captions:
        others[key].append(caption)
    return names, others


def _spellings(words: Iterable[str | None]) -> Iterator[str]:
    """Each word as it stands and without its spaces: 宋 玉 is found as 宋玉 too."""
    for word in filter(None, words):
        yield from (word, "".join(word.split()))


def _texts(body: str) -> list[str]:
    return [block.text_content() for block in blocks(tree(body))]


def _entry(report: Report, around: Iterable[str], body: Iterable[str]) -> SearchEntry:
    """The entry of a report: a line for the title, the summary, each name and each paragraph."""
    title = fold(report.title).replace("\n", " ")
    parts = [report.title, report.summary, *around, report.source, report.responsible_editor, *body]
    text = fold("\n".join(dict.fromkeys(part for part in parts if part)))
    return SearchEntry(report=report, title=title, text=text, grams=_gram_string(title, text))


def _gram_string(title: str, text: str) -> str:
    """Each gram once, and those of the title once more with their mark, as far as an entry has room."""
    distinct = dict.fromkeys([*(TITLE_MARK + gram for gram in grams(title)), *grams(text)])
    if len(distinct) * LONGEST_GRAM <= MOST_GRAMS:
        return " ".join(distinct)
    sizes = accumulate(len(gram.encode()) for gram in distinct)
    return " ".join(gram for gram, size in zip(distinct, sizes, strict=True) if size <= MOST_GRAMS)
