"""The reports around a report: those beside it, and those that share tags and speakers with it.

The latter are found from the rarest of these, a bounded number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.db import connection, connections, router

from articles.models import Listing, Report
from articles.models.listings import TOTAL
from articles.models.reports import ReportQuerySet

CANDIDATES: Final = 100  # reports that are compared, at most twice as many
FEWEST: Final = 4  # lists looked into, however long they are
NEWEST: Final = 25  # reports of a long list

Key = tuple[int, int]  # kind and subject of a list

#: The lists of tags and speakers that a report stands in, or would stand in, and their numbers of reports.
RARITY: Final = """
SELECT 2, t.tag_id, coalesce(sum(y.reports), 0) FROM articles_taggedreport t
LEFT JOIN articles_tally y ON y.kind = 2 AND y.subject = t.tag_id AND y.month = %(total)s
WHERE t.content_object_id = %(report)s GROUP BY t.tag_id
UNION ALL
SELECT 3, a.speaker_id, coalesce(sum(y.reports), 0) FROM (
    SELECT DISTINCT speaker_id FROM articles_appearance
    WHERE report_id = %(report)s AND speaker_id IS NOT NULL
) a LEFT JOIN articles_tally y ON y.kind = 3 AND y.subject = a.speaker_id AND y.month = %(total)s
GROUP BY a.speaker_id
"""
NEAR: Final = """
SELECT * FROM (
    SELECT report_id, shown_at FROM articles_listing
    WHERE kind = %s AND subject = %s AND live_from <= %s AND report_id <> %s
    ORDER BY shown_at DESC, report_id DESC LIMIT %s
) list_{}
"""

#: Each candidate is looked up by its key: the lists may be long.
RANKED: Final = """
SELECT near.report_id, near.shown_at, (
    SELECT count(*) FROM articles_listing l WHERE l.report_id = near.report_id AND ({shared})
) AS shared FROM ({near}) near ORDER BY shared DESC, near.shown_at DESC, near.report_id DESC LIMIT %s
"""
#: The reports just before and after a place in the order of dates.
BESIDE: Final = """
SELECT * FROM (
    SELECT report_id, 0 AS newer FROM articles_listing WHERE kind = 0 AND subject = 0 AND live_from <= %(at)s
    AND (shown_at, report_id) < (%(day)s, %(report)s) ORDER BY shown_at DESC, report_id DESC LIMIT 1
) older UNION ALL SELECT * FROM (
    SELECT report_id, 1 AS newer FROM articles_listing WHERE kind = 0 AND subject = 0 AND live_from <= %(at)s
    AND (shown_at, report_id) > (%(day)s, %(report)s) ORDER BY shown_at, report_id LIMIT 1
) newer
"""


def beside(report: Report, reports: ReportQuerySet) -> tuple[int | None, int | None]:
    """(previous, next): the reports just before and after this one by date."""
    if report.shown_at is None:
        return None, None
    adapted = connection.ops.adapt_datetimefield_value
    values = {"at": adapted(reports.public_at), "day": adapted(report.shown_at), "report": report.pk}
    found = {newer: key for key, newer in _ask(BESIDE, values)}
    return found.get(0), found.get(1)


def nearest(report: Report, reports: ReportQuerySet, number: int) -> list[int]:
    """The reports that share the most tags and speakers, among the newest with the rarest; ties by date."""
    rarity = _ask(RARITY, {"report": report.pk, "total": TOTAL})
    numbers = {(kind, subject): number for kind, subject, number in rarity}
    chosen = list(_chosen(numbers))
    if not chosen:
        return []
    near = " UNION ".join(NEAR.format(place) for place in range(len(chosen)))
    at = connection.ops.adapt_datetimefield_value(reports.public_at)
    limits = (value for key, limit in chosen for value in (*key, at, report.pk, limit))
    shared, subjects = _shared(numbers)
    found = _ask(RANKED.format(near=near, shared=shared), [*subjects, *limits, number])
    return [key for key, _shown_at, _number in found]


def _shared(keys: Iterable[Key]) -> tuple[str, list[int]]:
    """Condition on a row that it stands in one of these lists, and its parameters."""
    parts, subjects = [], []
    for kind, some in groupby(sorted(keys), key=itemgetter(0)):
        theirs = [subject for _kind, subject in some]
        parts.append(f"l.kind = {kind} AND l.subject IN ({', '.join(['%s'] * len(theirs))})")
        subjects += theirs
    return " OR ".join(parts), subjects


def _chosen(numbers: dict[Key, int]) -> Iterator[tuple[Key, int]]:
    """The lists to look into, the rarest first, and how many of the newest reports of each."""
    whole = 0
    for place, key in enumerate(sorted(numbers, key=lambda key: (numbers[key], key))):
        if whole + numbers[key] <= CANDIDATES:
            whole += numbers[key]
            yield key, CANDIDATES
        elif place < FEWEST:
            yield key, NEWEST


def _ask(sql: str, values: dict[str, Any] | Sequence[Any]) -> list[tuple[Any, ...]]:
    with connections[router.db_for_read(Listing)].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
