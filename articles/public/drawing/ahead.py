"""Draw reports before anybody asks for them: many in a few queries, stored at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db import connections, router

from articles.models import Appearance, Credit, Photo, RenderedReport, Report, Statement, Tag, TaggedReport
from articles.models.rendered import Columns

from . import cards, reports
from .keeping import keeper
from .version import version

ROWS = (
    "SELECT report_id, stamp, card_version, article_version FROM articles_renderedreport "
    "WHERE report_id IN ({})"
)


class Kept(NamedTuple):
    """What is kept of a report, as its row says."""

    stamp: int
    card_version: str
    article_version: str


def draw_ahead(wanted: Collection[int]) -> None:
    """Draw the cards and the pages of public reports that are not kept, and keep them."""
    known = version()
    if not (known and wanted and keeper.wants()):
        return
    lacking = {
        pk: Kept(stamp, card, article)
        for pk, stamp, card, article in _stamps(wanted)
        if (card, article) != (known, known)
    }
    if drawn := drawn_of(lacking, known):
        keeper.store(drawn)


def drawn_of(lacking: Mapping[int, Kept], known: str) -> dict[int, tuple[int, Columns]]:
    """What keep() takes: the columns that reports lack, drawn from rows that are read after the stamps.

    Whatever changes from then on changes the stamp.
    """
    rows = Report.objects.published().filter(pk__in=lacking).select_related("section", "cover")
    found = {report.pk: report for report in rows}
    drawn: dict[int, tuple[int, Columns]] = {}
    for pk, parts in _parts(found).items():
        kept, columns = lacking[pk], dict[str, str]()
        if kept.card_version != known:
            columns |= cards.kept_columns(cards.draw_card(found[pk], parts.statements), known)
        if kept.article_version != known:
            page, can_be_kept = reports.draw_parts(found[pk], parts)
            columns |= reports.kept_columns(page, known) if can_be_kept else {}
        drawn[pk] = (kept.stamp, columns)
    return drawn


def _stamps(wanted: Collection[int]) -> list[tuple[int, int, str, str]]:
    with connections[router.db_for_read(RenderedReport)].cursor() as cursor:
        cursor.execute(ROWS.format(", ".join(["%s"] * len(wanted))), list(wanted))
        return cursor.fetchall()


def _parts(found: Collection[int]) -> dict[int, reports.Parts]:
    """What reports.parts_of() gives of one report, of many."""
    photos: defaultdict[int, list[Photo]] = defaultdict(list)
    for photo in Photo.objects.filter(report__in=found):
        photos[photo.report_id].append(photo)
    people: defaultdict[int, list[Appearance]] = defaultdict(list)
    for appearance in Appearance.objects.filter(report__in=found).select_related("speaker", "organisation"):
        people[appearance.report_id].append(appearance)
    by_pk = {appearance.pk: appearance for some in people.values() for appearance in some}
    said: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in Statement.objects.filter(appearance__in=by_pk):
        statement.appearance = by_pk[statement.appearance_id]
        said[statement.appearance.report_id].append(statement)
    credits: defaultdict[int, list[Credit]] = defaultdict(list)
    for credit in Credit.objects.filter(report__in=found):
        credits[credit.report_id].append(credit)
    tags: defaultdict[int, list[Tag]] = defaultdict(list)
    for link in TaggedReport.objects.filter(content_object__in=found).select_related("tag").order_by("pk"):
        tags[link.content_object_id].append(link.tag)
    return {pk: reports.Parts(photos[pk], people[pk], said[pk], credits[pk], tags[pk]) for pk in found}
