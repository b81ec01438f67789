"""The reports around a report: the one before, the one after, and those related to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils import timezone

from articles.models import Report
from articles.public import relatedness

from .cards import Card, cards_of


@dataclass(frozen=True, slots=True)
class Around:
    """Cards of the reports around a report; None where there is none."""

    older: Card | None
    newer: Card | None
    related: list[Card]


def around(report: Report, number: int) -> Around:
    """The reports around one, with so many related ones; of the report, date and id are asked."""
    return _with_cards({report.pk: relatedness.around(report, timezone.now(), number)})[report.pk]


def around_each(reports: Collection[int], number: int) -> dict[int, Around]:
    """The reports around each of some public ones, in fewer queries."""
    return _with_cards(relatedness.around_each(reports, timezone.now(), number))


def _with_cards(found: Mapping[int, relatedness.Around]) -> dict[int, Around]:
    cards = cards_of(key for each in found.values() for key in (each.older, each.newer, *each.related) if key)
    return {
        pk: Around(
            cards.get(each.older or 0),
            cards.get(each.newer or 0),
            [cards[key] for key in each.related if key in cards],
        )
        for pk, each in found.items()
    }
