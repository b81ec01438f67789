"""Lists of reports and of statements at constant cost, for Paginator: each has count() and slices.

Page N costs what page 1 costs: the tallies of the months say in which month it begins, and an index finds its
rows from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from itertools import starmap

from articles.models import Listing, Report, Speaker, Statement
from articles.models.prepared import Prepared
from articles.models.reports import ReportQuerySet
from articles.public import selectors
from articles.public.drawing import SAID, Said
from articles.public.kept import KeptList, Kind, Numbers, public_rows, until

STATEMENTS = Prepared(
    lambda now, reports, speaker: selectors.in_order(
        Statement.objects.filter(
            appearance__report__id__among=reports,
            appearance__speaker=speaker,
            appearance__report__on_site=1,
            appearance__report__live_from__lte=now,
        )
    ).values_list(*SAID),
    datetime,
    list,
    int,
)
#: The reports of a later page of a list, for cards.
CARDED = Prepared(
    lambda now, keys: selectors.carded(Report.objects.published(now).filter(pk__among=keys)), datetime, list
)
Prepare = Callable[[ReportQuerySet], ReportQuerySet]


@lru_cache(maxsize=64)
def _early(start: int, stop: int) -> Prepared[Report]:
    """The reports of an early page of a list, for cards."""

    def build(now: datetime, kind: int, subject: int) -> ReportQuerySet:
        keys = public_rows(now, kind, subject).values("report")[start:stop]
        return selectors.carded(Report.objects.published(now).filter(pk__in=keys))

    return Prepared(build, datetime, int, int)


@lru_cache(maxsize=64)
def _spoken(number: int) -> Prepared[Listing]:
    """(report, number of statements) of the first reports of a list with a statement."""
    return Prepared(
        lambda now, kind, subject: (
            public_rows(now, kind, subject)
            .filter(statements__gt=0)
            .values_list("report", "statements")[:number]
        ),
        *(datetime, int, int),
    )


class ReportList:
    """The reports of a kept list, newest first; with a month, those of the month."""

    def __init__(
        self,
        reports: ReportQuerySet,
        kept: KeptList,
        *,
        month: int | None = None,
        prepare: Prepare = selectors.carded,
    ) -> None:
        self.reports, self.kept, self.month, self.prepare = reports, kept, month, prepare

    def count(self) -> int:
        if self.month is None:
            return self.kept.number("reports")
        return self.kept.months.get(self.month, Numbers()).reports

    def __getitem__(self, part: slice) -> list[Report]:
        start, stop = part.start or 0, part.stop
        if self.month is None and self.prepare is selectors.carded and self.kept.is_early(start):
            return _early(start, stop).objects(self.kept.at, *self.kept.key)
        if self.month is None:
            rows, start_there = self.kept.from_place(start, "reports")
        else:
            rows, start_there = self.kept.rows.filter(**until(self.month)), start
        there = rows.values_list("report", flat=True)[start_there : start_there + stop - start]
        if self.prepare is selectors.carded:
            return CARDED.objects(self.kept.at, list(there))
        return list(self.prepare(self.reports.filter(pk__in=there)))


class StatementList:
    """The statements of a speaker, newest report first, as Said."""

    def __init__(self, reports: ReportQuerySet, speaker: Speaker) -> None:
        self.reports, self.speaker = reports, speaker
        self.kept = KeptList(reports, Kind.SPEAKER, speaker.pk)
        self.key = (reports.public_at, speaker.pk)

    def count(self) -> int:
        return self.kept.number("statements")

    def __getitem__(self, part: slice) -> list[Said]:
        start, stop = part.start or 0, part.stop
        keys, passed = self._reports_with(start, stop - start)
        said = STATEMENTS.rows(self.reports.public_at, keys, self.speaker.pk)
        return list(starmap(Said, said[passed : passed + stop - start]))

    def _reports_with(self, start: int, number: int) -> tuple[list[int], int]:
        """The keys of the reports with these statements, and how many others come first in them."""
        here: Iterable[tuple[int, int]]
        if self.kept.is_early(start):
            passed = start
            here = _spoken(start + number).rows(self.kept.at, *self.kept.key)
        else:
            rows, passed = self.kept.from_place(start, "statements")
            here = rows.filter(statements__gt=0).values_list("report", "statements")[: passed + number]
        keys: list[int] = []
        for report, statements in here:
            if not keys and passed >= statements:
                passed -= statements
                continue
            keys.append(report)
            if len(keys) >= number:
                break
        return keys, passed
