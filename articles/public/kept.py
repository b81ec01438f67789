"""What is kept of a list: its numbers by month, and its rows in an index.

They are asked as of the moment at which reports are public: what is scheduled for later is in both, and is
subtracted here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import Any, Final, TypeVar

from django.db.models import Count, Exists, F, Model, OuterRef, Q, Subquery, Sum, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from django.db.models.query import QuerySet

from articles.models import Listing, Tally
from articles.models.listings import SITE, TOTAL
from articles.models.prepared import Prepared
from articles.models.reports import ReportQuerySet

Kind = Listing.Kind
#: Rows that are passed over in the index before the tallies of the months are asked.
PASSED: Final = 500
CHINA: Final = timezone(timedelta(hours=8))  # as articles/models/functions.py: the archive has one time
LAST_MONTH: Final = 9999_12


@dataclass(frozen=True, slots=True)
class Numbers:
    """Reports and statements of a list in a month; and those of them whose year is known."""

    reports: int = 0
    statements: int = 0
    dated_reports: int = 0
    dated_statements: int = 0


Row = TypeVar("Row", bound=Model)
FIELDS: Final = ("reports", "statements", "dated_reports", "dated_statements")


def _listed(kind: int, subject: Any) -> QuerySet[Listing]:
    return Listing.objects.filter(kind=kind, subject=subject)


def _later(now: datetime, kind: int, subject: int) -> QuerySet[Listing]:
    return _listed(kind, subject).filter(live_from__gt=now)


def public_rows(now: datetime, kind: int, subject: Any) -> QuerySet[Listing]:
    """The rows of a list that are public, newest first."""
    return _listed(kind, subject).filter(live_from__lte=now).order_by("-shown_at", "-report_id")


def _number(of: str) -> Prepared[Tally]:
    """The number of reports or statements of a whole list: what is counted, and what is scheduled."""

    def build(now: datetime, kind: int, subject: int) -> QuerySet[Tally, Any]:
        later = _later(now, kind, subject).order_by().values("kind")
        hidden = later.annotate(number=Count("report") if of == "reports" else Sum(of)).values("number")
        kept = Tally.objects.filter(kind=kind, subject=subject, month=TOTAL).order_by().values("kind")
        number = Coalesce(Sum(of), 0) - Coalesce(Subquery(hidden), 0)
        return kept.annotate(number=number).values_list("number")

    return Prepared(build, datetime, int, int)


NUMBERS: Final = {of: _number(of) for of in ("reports", "statements")}
SCHEDULED: Final = Prepared(
    lambda now, kind, subject: _later(now, kind, subject).values_list("shown_month", "statements", "dated"),
    *(datetime, int, int),
)
MONTHS: Final = Prepared(
    lambda kind, subject: (
        Tally.objects.filter(kind=kind, subject=subject)
        .exclude(month=TOTAL)
        .values_list("month")
        .annotate(**_sums())
    ),
    *(int, int),
)


class KeptList:
    """What stands in one list and is public at a moment."""

    def __init__(self, reports: ReportQuerySet, kind: int, subject: int = SITE) -> None:
        """Take the moment from `reports`, which are published() ones."""
        self.of = {"kind": kind, "subject": subject}
        self.key = (kind, subject)
        self.at = reports.public_at
        self._numbers: dict[str, int] = {}

    @property
    def rows(self) -> QuerySet[Listing]:
        """The rows that are public, newest first."""
        return public_rows(self.at, *self.key)

    @cached_property
    def _scheduled(self) -> list[tuple[int, Numbers]]:
        """(month, numbers) of each report that is counted and not public yet."""
        return [
            (month, Numbers(1, statements, dated, dated * statements))
            for month, statements, dated in SCHEDULED.rows(self.at, *self.key)
        ]

    @cached_property
    def months(self) -> dict[int, Numbers]:
        """The numbers of each month with a report, newest first; a month is 201908."""
        sums = {month: numbers for month, *numbers in MONTHS.rows(*self.key)}
        for month, numbers in self._scheduled:
            kept = sums.get(month, [0] * len(FIELDS))  # none where it was scheduled since the sums were read
            sums[month] = [number - getattr(numbers, name) for name, number in zip(FIELDS, kept, strict=True)]
        return {
            month: Numbers(*numbers)
            for month, numbers in sorted(sums.items(), reverse=True)
            if numbers[0] > 0
        }

    def number(self, of: str) -> int:
        """The number of reports or statements of the whole list; from the months where they are known."""
        if "months" in self.__dict__:
            return sum(getattr(numbers, of) for numbers in self.months.values())
        if of not in self._numbers:
            found = NUMBERS[of].rows(self.at, *self.key)
            self._numbers[of] = found[0][0] if found else 0
        return self._numbers[of]

    def years(self, of: str) -> dict[int, int]:
        """The numbers of one kind by year."""
        years: Counter[int] = Counter()
        for month, numbers in self.months.items():
            years[month // 100] += getattr(numbers, of)
        return {year: number for year, number in years.items() if number}

    def newest(self, number: int) -> QuerySet[Listing, Any]:
        """The keys of the newest reports of the list, as a subquery."""
        return self.rows.values("report")[:number]

    def is_early(self, place: int) -> bool:
        """Whether this place is found from the first row on."""
        return place <= PASSED

    def from_place(self, place: int, of: str) -> tuple[QuerySet[Listing], int]:
        """The rows of the list from the month on in which this place lies, and how many come before it there.

        `of` says what is counted: reports or statements.
        """
        if self.is_early(place):
            return self.rows, place
        for month, numbers in self.months.items():
            if place < (number := getattr(numbers, of)):
                return self.rows.filter(**until(month)), place
            place -= number
        return self.rows.none(), 0


def stands(reports: ReportQuerySet, kind: int) -> Exists:
    """Condition that one of the reports stands in the list of an entry."""
    return Exists(Listing.objects.filter(kind=kind, subject=OuterRef("pk"), live_from__lte=reports.public_at))


def all_standing(reports: ReportQuerySet, kind: int) -> Q:
    """Condition of stands(), for all entries at once: from the tallies, without a look-up for each entry."""
    later = Listing.objects.filter(kind=kind, live_from__gt=reports.public_at).order_by()
    scheduled = set(later.values_list("subject", flat=True).distinct())
    numbers = totals(reports, kind, "reports", scheduled) if scheduled else {}
    listed = Tally.objects.filter(kind=kind, month=TOTAL).order_by().values("subject")
    listed = listed.annotate(number=Sum("reports")).filter(number__gt=0).values("subject")
    return Q(pk__in=listed) & ~Q(pk__in=[subject for subject, number in numbers.items() if number <= 0])


def totals(
    reports: ReportQuerySet, kind: int, of: str, subjects: Iterable[int] | None = None
) -> dict[int, int]:
    """Subject → the whole number of reports or statements, of all lists of a kind or of some."""
    chosen = Q(kind=kind) if subjects is None else Q(kind=kind, subject__in=list(subjects))
    kept = Tally.objects.filter(chosen, month=TOTAL).values_list("subject").annotate(number=Sum(of))
    added = F("statements") if of == "statements" else Value(1)
    later = Listing.objects.filter(chosen, live_from__gt=reports.public_at).order_by()
    hidden = dict(later.values_list("subject").annotate(number=Sum(added)))
    return {subject: number - hidden.get(subject, 0) for subject, number in kept}


def number_of_reports(reports: ReportQuerySet, kind: int) -> CombinedExpression:
    """The number of reports in the list of each entry, as an annotation of a page of entries."""
    kept = Tally.objects.filter(kind=kind, subject=OuterRef("pk"), month=TOTAL).order_by().values("subject")
    later = Listing.objects.filter(kind=kind, subject=OuterRef("pk"), live_from__gt=reports.public_at)
    hidden = later.order_by().values("subject").annotate(number=Count("report")).values("number")
    whole = kept.annotate(number=Sum("reports")).values("number")
    return Coalesce(Subquery(whole), 0) - Coalesce(Subquery(hidden), 0)


def annotated(row: Row, **values: Any) -> Row:
    """The row with values beside its columns, as annotate() would give them."""
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _sums() -> dict[str, Any]:
    return {f"of_{name}": Sum(name) for name in FIELDS}


def until(month: int) -> dict[str, Any]:
    """Condition that a row is of this month or an earlier one."""
    if month >= LAST_MONTH:
        return {}
    year, number = divmod(month, 100)
    return {"shown_at__lt": datetime(year + number // 12, number % 12 + 1, 1, tzinfo=CHINA)}
