"""Reports that share tags and speakers with a report: found from the rarest of these, a bounded number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    SELECT report_id FROM articles_listing
    WHERE kind = %s AND subject = %s AND live_from <= %s AND report_id <> %s
    ORDER BY shown_at DESC, report_id DESC LIMIT %s
) list_{}
"""


def nearest(report: Report, reports: ReportQuerySet, number: int) -> list[int]:
    """The reports that share the most tags and speakers, among the newest with the rarest; ties by date."""
    rarity = _ask(RARITY, {"report": report.pk, "total": TOTAL})
    numbers = {(kind, subject): number for kind, subject, number in rarity}
    chosen = list(_chosen(numbers))
    if not chosen:
        return []
    near = " UNION ".join(NEAR.format(place) for place in range(len(chosen)))
    keys = ", ".join(["(%s, %s)"] * len(numbers))
    shared = f"""
        WITH near AS ({near})
        SELECT l.report_id FROM near JOIN articles_listing l ON l.report_id = near.report_id
        WHERE l.kind IN (2, 3) AND (l.kind, l.subject) IN (VALUES {keys})
        GROUP BY l.report_id, l.shown_at ORDER BY count(*) DESC, l.shown_at DESC, l.report_id DESC LIMIT %s
    """  # noqa: S608 - placeholders alone
    at = connection.ops.adapt_datetimefield_value(reports.public_at)
    limits = (value for key, limit in chosen for value in (*key, at, report.pk, limit))
    found = _ask(shared, [*limits, *(value for key in numbers for value in key), number])
    return [key for (key,) in found]


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
