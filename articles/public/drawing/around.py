"""The reports around a report: the one before, the one after, and those related to it."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Report
from articles.public.relatedness import beside, nearest

from .cards import Card, cards_of


@dataclass(frozen=True, slots=True)
class Around:
    """Cards of the reports around a report; None where there is none."""

    older: Card | None
    newer: Card | None
    related: list[Card]


def around(report: Report, number: int) -> Around:
    """The reports around one, with so many related ones; of the report, date and id are asked."""
    published = Report.objects.published()
    older, newer = beside(report, published)
    related = nearest(report, published, number)
    cards = cards_of([pk for pk in (older, newer, *related) if pk])
    return Around(cards.get(older or 0), cards.get(newer or 0), [cards[pk] for pk in related if pk in cards])
