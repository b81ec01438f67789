"""Reports into the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from django.db import connection, transaction

from articles.models import Appearance, Credit, Photo, Report, SearchEntry, TaggedReport
from articles.models.body import blocks, tree

from . import words
from .grams import TITLE_MARK, fold, grams

BATCH = 200  # reports at once
#: Bytes of grams in one report. PostgreSQL takes a tsvector of one megabyte; prose has to be longer than
#: some hundred thousand characters before its different pairs come near.
MOST_GRAMS = 1_000_000
LONGEST_GRAM = 10  # bytes: two characters and the mark of a title

Words = dict[int, list[str | None]]  # by the key of a report


def index(reports: Iterable[Report]) -> None:
    """Bring the index up to date with what is stored of the reports: words, people, tags. Repeatable.

    To be called after any of them changed. A few queries for each BATCH reports; a report that is deleted
    takes its entry along by itself.
    """
    keys = sorted({report.pk for report in reports})
    for start in range(0, len(keys), BATCH):
        _index(keys[start : start + BATCH])


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was just stored: the paragraphs of its body, the words printed around it, and those of
    them that name a person, an organisation or a tag."""

    report: Report
    paragraphs: Sequence[str]
    around: Iterable[str | None]
    names: Iterable[str | None] = ()


def enter(made: Iterable[Made]) -> None:
    """Index reports that were just stored, as index() would, of what is in hand: nothing is read again."""
    made = list(made)
    _write([_entry(one.report, _spellings(one.around), one.paragraphs) for one in made])
    _remember([one.report for one in made], [name for one in made for name in one.names])


def rebuild(batch: int = BATCH) -> Iterator[int]:
    """Index every report anew; yields how many were done, a batch at a time."""
    keys = list(Report.objects.order_by("pk").values_list("pk", flat=True))
    words.forget()
    for start in range(0, len(keys), batch):
        _index(keys[start : start + batch])
        yield len(keys[start : start + batch])
    SearchEntry.repair(connection)


@transaction.atomic
def _index(keys: list[int]) -> None:
    # Locked, in one order, so that of two who index a report the later one reads what the first stored.
    reports = list(Report.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    names, others = _words_around(keys)
    around = {key: [*_spellings([*names[key], *others[key]])] for key in keys}
    _write([_entry(report, around[report.pk], _texts(report.body)) for report in reports])
    _remember(reports, chain.from_iterable(names.values()))


def _remember(reports: Iterable[Report], names: Iterable[str | None]) -> None:
    """Keep the words that readers may be helped with; all reports at once."""
    words.remember(_spellings(names), [report.title for report in reports])


def _write(entries: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["report"],
        update_fields=["title", "text", "grams"],
    )


def _words_around(keys: list[int]) -> tuple[Words, Words]:
    """What other tables say of each report: its people, organisations and tags, as printed and as known; and
    the titles of its people, by-lines and captions."""
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
    for key, *words_there in (*credits, *captions):
        others[key] += words_there
    return names, others


def _spellings(words: Iterable[str | None]) -> Iterator[str]:
    """宋 玉, set wide to stand even with names of three characters, is found as 宋玉 too."""
    for word in filter(None, words):
        yield from (word, "".join(word.split()))


def _texts(body: str) -> list[str]:
    return [block.text_content() for block in blocks(tree(body))]


def _entry(report: Report, around: Iterable[str], body: Iterable[str]) -> SearchEntry:
    """All words of a report, those of the body and those printed around it, each piece a line of its own."""
    title = fold(report.title).replace("\n", " ")
    parts = [report.title, report.summary, *around, report.source, report.responsible_editor, *body]
    text = fold("\n".join(dict.fromkeys(part for part in parts if part)))
    return SearchEntry(report=report, title=title, text=text, grams=_gram_string(title, text))


def _gram_string(title: str, text: str) -> str:
    """Each gram once, those of the title once more with its mark, as far as an entry has room."""
    found = dict.fromkeys([*(TITLE_MARK + gram for gram in grams(title)), *grams(text)])
    if len(found) * LONGEST_GRAM <= MOST_GRAMS:
        return " ".join(found)
    sizes = accumulate(len(gram.encode()) for gram in found)
    return " ".join(gram for gram, size in zip(found, sizes, strict=True) if size <= MOST_GRAMS)
