"""The reports around a report: those beside it, and those that share tags and speakers with it.

The latter are found from the rarest of these, a bounded number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models import Listing, Report
from articles.models.prepared import adapted, asked

CANDIDATES: Final = 100  # reports that are compared, at most twice as many
FEWEST: Final = 4  # lists looked into, however long they are
NEWEST: Final = 25  # reports of a long list

Kind = Listing.Kind
Key = tuple[int, int]  # kind and subject of a list

#: The reports just before and after a place in the order of dates, as OLDER and NEWER; then the lists of tags
#: and speakers that the report stands in, or would stand in, and their numbers of reports.
SURROUNDINGS: Final = """
SELECT * FROM (
    SELECT -2, report_id, 0 FROM articles_listing WHERE kind = 0 AND subject = 0 AND live_from <= %s
    AND (shown_at, report_id) < (%s, %s) ORDER BY shown_at DESC, report_id DESC LIMIT 1
) older UNION ALL SELECT * FROM (
    SELECT -1, report_id, 0 FROM articles_listing WHERE kind = 0 AND subject = 0 AND live_from <= %s
    AND (shown_at, report_id) > (%s, %s) ORDER BY shown_at, report_id LIMIT 1
) newer UNION ALL
SELECT 2, t.tag_id, coalesce(sum(y.reports), 0) FROM articles_taggedreport t
LEFT JOIN articles_tally y ON y.kind = 2 AND y.subject = t.tag_id AND y.month = 0
WHERE t.content_object_id = %s GROUP BY t.tag_id
UNION ALL
SELECT 3, a.speaker_id, coalesce(sum(y.reports), 0) FROM (
    SELECT DISTINCT speaker_id FROM articles_appearance WHERE report_id = %s AND speaker_id IS NOT NULL
) a LEFT JOIN articles_tally y ON y.kind = 3 AND y.subject = a.speaker_id AND y.month = 0
GROUP BY a.speaker_id
"""
OLDER, NEWER = -2, -1
#: The same of many public reports at once: what is beside each, and its lists.
BESIDE_EACH: Final = """
SELECT here.report_id, (
    SELECT l.report_id FROM articles_listing l WHERE l.kind = 0 AND l.subject = 0 AND l.live_from <= %s
    AND (l.shown_at, l.report_id) < (here.shown_at, here.report_id)
    ORDER BY l.shown_at DESC, l.report_id DESC LIMIT 1
), (
    SELECT l.report_id FROM articles_listing l WHERE l.kind = 0 AND l.subject = 0 AND l.live_from <= %s
    AND (l.shown_at, l.report_id) > (here.shown_at, here.report_id)
    ORDER BY l.shown_at, l.report_id LIMIT 1
) FROM articles_listing here WHERE here.kind = 0 AND here.subject = 0 AND here.report_id {among}
"""
LISTS_OF_EACH: Final = """
SELECT t.content_object_id, 2, t.tag_id, coalesce(sum(y.reports), 0) FROM articles_taggedreport t
LEFT JOIN articles_tally y ON y.kind = 2 AND y.subject = t.tag_id AND y.month = 0
WHERE t.content_object_id {among} GROUP BY t.content_object_id, t.tag_id
UNION ALL
SELECT a.report_id, 3, a.speaker_id, coalesce(sum(y.reports), 0) FROM (
    SELECT DISTINCT report_id, speaker_id FROM articles_appearance
    WHERE report_id {among} AND speaker_id IS NOT NULL
) a LEFT JOIN articles_tally y ON y.kind = 3 AND y.subject = a.speaker_id AND y.month = 0
GROUP BY a.report_id, a.speaker_id
"""
NEAR: Final = """
SELECT * FROM (
    SELECT report_id, shown_at FROM articles_listing
    WHERE kind = %s AND subject = %s AND live_from <= %s AND report_id <> %s
    ORDER BY shown_at DESC, report_id DESC LIMIT {}
) list_{}
"""
#: Each candidate is looked up by its key: the lists may be long.
RANKED: Final = """
SELECT near.report_id, near.shown_at, (
    SELECT count(*) FROM articles_listing l WHERE l.report_id = near.report_id
    AND (l.kind = 2 AND l.subject {among} OR l.kind = 3 AND l.subject {among})
) AS shared FROM ({near}) near ORDER BY shared DESC, near.shown_at DESC, near.report_id DESC LIMIT {number}
"""
AMONG: Final = {"postgresql": "= ANY(%s::bigint[])", "sqlite": "IN (SELECT value FROM json_each(%s))"}


@dataclass(frozen=True, slots=True)
class Around:
    """The keys of the reports around one."""

    older: int | None
    newer: int | None
    related: list[int]


def around(report: Report, now: datetime, number: int) -> Around:
    """The reports just before and after one by date; and those that share the most tags and speakers with it,
    so many among the newest with the rarest, ties by date. Of the report, date and id are asked."""
    connection = connections[router.db_for_read(Listing)]
    at, day = (adapted(connection, moment) for moment in (now, report.shown_at))
    place = (at, day, report.pk)
    found = asked(connection, SURROUNDINGS, [*place, *place, report.pk, report.pk])
    beside = {kind: key for kind, key, _reports in found if kind in (OLDER, NEWER)}
    numbers = {(kind, key): reports for kind, key, reports in found if kind not in beside}
    related = _related(connection, numbers, report.pk, at, number)
    return Around(beside.get(OLDER), beside.get(NEWER), related)


def around_each(reports: Collection[int], now: datetime, number: int) -> dict[int, Around]:
    """What around() gives of each of these public reports, in fewer queries."""
    connection = connections[router.db_for_read(Listing)]
    at, keys = adapted(connection, now), adapted(connection, list(reports))
    among = AMONG[connection.vendor]
    lists: dict[int, dict[Key, int]] = {key: {} for key in reports}
    for pk, kind, subject, listed in asked(connection, LISTS_OF_EACH.format(among=among), [keys, keys]):
        lists[pk][kind, subject] = listed
    return {
        pk: Around(older, newer, _related(connection, lists[pk], pk, at, number))
        for pk, older, newer in asked(connection, BESIDE_EACH.format(among=among), [at, at, keys])
    }


def _related(
    connection: BaseDatabaseWrapper, numbers: dict[Key, int], pk: int, at: Any, number: int
) -> list[int]:
    """The reports that share the most of these lists, of which the numbers of reports are given."""
    looked_into = list(chosen(numbers))
    if not looked_into:
        return []
    near = " UNION ".join(NEAR.format(limit, place) for place, (_key, limit) in enumerate(looked_into))
    sql = RANKED.format(near=near, among=AMONG[connection.vendor], number=number)
    shared = [adapted(connection, _subjects(numbers, kind)) for kind in (Kind.TAG, Kind.SPEAKER)]
    values = (value for key, _limit in looked_into for value in (*key, at, pk))
    return [key for key, _shown_at, _shared in asked(connection, sql, [*shared, *values])]


def _subjects(numbers: Iterable[Key], kind: int) -> list[int]:
    return [subject for of_kind, subject in numbers if of_kind == kind]


def chosen(numbers: dict[Key, int]) -> Iterator[tuple[Key, int]]:
    """The lists to look into, the rarest first, and how many of the newest reports of each.

    One without reports, as a draft may have hundreds, has none to give.
    """
    whole = 0
    listed = (key for key in numbers if numbers[key])
    for place, key in enumerate(sorted(listed, key=lambda key: (numbers[key], key))):
        if whole + numbers[key] <= CANDIDATES:
            whole += numbers[key]
            yield key, CANDIDATES
        elif place < FEWEST:
            yield key, NEWEST
