"""What a search found, and the values of facets that narrow it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import Report
from articles.search import Choice, Facet

from .cards import cards_on


class Found(NamedTuple):
    """A report with its title and the words found, marked, and the fragment that leads to them."""

    report: Report
    title: SafeString
    words: SafeString
    place: str


def found_reports(request: HttpRequest, found: Iterable[Found]) -> SafeString:
    """Items of the reports found; one that is deleted meanwhile is left out."""
    found = list(found)
    cards = cards_on(request, [each.report.pk for each in found])
    items = []
    for report, title, words, place in found:
        if card := cards.get(report.pk):
            link = f'<a class="title" href="{card.path}">{title}</a>'
            snippet = f'<p class="snippet"><a href="{card.path}{escape(place)}">{words}</a></p>'
            items.append(f"<li>\n{link}\n{snippet}\n{card.line()}\n</li>")
    return mark_safe("\n".join(items))  # snippet.py and draw_card() escaped the parts


def facets(counted: Iterable[tuple[Facet, Iterable[Choice]]]) -> SafeString:
    """The facets of results with their values."""
    return mark_safe("\n".join(_facet(facet, choices) for facet, choices in counted))  # each part is escaped


def _facet(facet: Facet, choices: Iterable[Choice]) -> str:
    name = f"facet-{facet.name}"
    heading = f'<h2 id="{name}">{escape(facet.title)}</h2>'
    items = "\n".join(map(_choice, choices))
    return f'<section aria-labelledby="{name}">\n{heading}\n<ul>\n{items}\n</ul>\n</section>'


def _choice(choice: Choice) -> str:
    address, value = escape(choice.params.query_string()), choice.value
    link = f'<a rel="nofollow" href="{address}">{escape(value.label)}</a>'
    return f'<li>\n{link}\n<span class="number">{value.number}</span>\n</li>'
