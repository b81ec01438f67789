"""The reports around a report: the one before, the one after, and those related to it."""

from __future__ import annotations

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
    found = relatedness.around(report, timezone.now(), number)
    cards = cards_of([pk for pk in (found.older, found.newer, *found.related) if pk])
    related = [cards[pk] for pk in found.related if pk in cards]
    return Around(cards.get(found.older or 0), cards.get(found.newer or 0), related)
