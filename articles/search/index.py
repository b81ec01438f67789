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
    """A report that was just stored: the paragraphs of its body, and the words printed around it."""

    report: Report
    paragraphs: Sequence[str]
    around: Iterable[str]


def enter(made: Iterable[Made]) -> None:
    """Index reports that were just stored, as index() would, of what is in hand: nothing is read again."""
    made = [(one.report, list(_spellings(one.around)), one.paragraphs) for one in made]
    _write([_entry(*one) for one in made])
    _remember((report, around) for report, around, _paragraphs in made)


def rebuild(batch: int = BATCH) -> Iterator[int]:
    """Index every report anew; yields how many were done, a batch at a time."""
    keys = list(Report.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), batch):
        _index(keys[start : start + batch])
        yield len(keys[start : start + batch])
    SearchEntry.repair(connection)


@transaction.atomic
def _index(keys: list[int]) -> None:
    # Locked, in one order, so that of two who index a report the later one reads what the first stored.
    reports = list(Report.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    around = _words_around(keys)
    _write([_entry(report, around[report.pk], _texts(report.body)) for report in reports])
    _remember((report, around[report.pk]) for report in reports)


def _remember(reports: Iterable[tuple[Report, list[str]]]) -> None:
    """Keep the words that readers may be helped with; all reports at once."""
    reports = list(reports)
    words.remember(
        chain.from_iterable(around for _, around in reports), [report.title for report, _ in reports]
    )


def _write(entries: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["report"],
        update_fields=["title", "text", "grams"],
    )


def _words_around(keys: list[int]) -> dict[int, list[str]]:
    """What other tables say of each report: people as printed and as known, tags, by-lines, captions."""
    found: dict[int, list[str]] = defaultdict(list)
    of_reports = {"report__in": keys}
    rows = [
        *Appearance.objects.filter(**of_reports).values_list(
            "report_id", "name", "titles", "printed_organisation", "speaker__name", "organisation__name"
        ),
        *TaggedReport.objects.filter(content_object__in=keys).values_list("content_object_id", "tag__name"),
        *Credit.objects.filter(**of_reports).values_list("report_id", "role", "name"),
        *Photo.objects.filter(**of_reports).values_list("report_id", "caption"),
    ]
    for key, *values in rows:
        found[key] += _spellings(values)
    return found


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
