"""Statements in lists: what a person said, report by report, and the words that the home page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.statements import parts_of

from .cards import Card

#: The columns of Said, for values_list() of statements.
SAID: Final = (
    *("pk", "text", "appearance__report", "appearance__report__occasion"),
    *("appearance__name", "appearance__printed_organisation", "appearance__titles"),
    "appearance__speaker__slug",
)


class Said(NamedTuple):
    """A statement with what lists print beside it."""

    pk: int
    text: str
    report: int
    occasion: str
    name: str
    organisation: str
    titles: str
    slug: str | None  # of the speaker

    @property
    def post(self) -> str:
        """Organisation and titles as printed."""
        return f"{self.organisation}{self.titles}"


def standing(said: Iterable[Said], cards: Mapping[int, Card]) -> list[Said]:
    """The statements that are still in the bodies of their reports."""
    return [each for each in said if each.report in cards and each.pk in cards[each.report].said]


def spoken(said: Iterable[Said], cards: Mapping[int, Card]) -> SafeString:
    """The statements of one person, below the titles of their reports; lost ones are left out."""
    more = escape(_("In the report"))
    reports = groupby(standing(said, cards), key=lambda each: each.report)
    drawn = (_in_report(cards[report], list(group), more) for report, group in reports)
    return mark_safe("\n".join(drawn))  # _in_report() escapes


def _in_report(card: Card, said: list[Said], more: str) -> str:
    occasion = f"<span>{escape(said[0].occasion)}</span>" if said[0].occasion else ""
    post = f"<span>{escape(said[0].post)}</span>"
    line = "\n".join(part for part in (card.section, card.day, card.event, occasion, post) if part)
    quotes = "\n".join(_quote(f"{card.path}#s{each.pk}", each.text, more) for each in said)
    title = f'<h3><a href="{card.path}">{card.title}</a></h3>'
    return f'<article class="spoken-in">\n{title}\n<p class="line">\n{line}\n</p>\n{quotes}\n</article>'


def _quote(address: str, text: str, more: str) -> str:
    parts = "\n".join(part.html for part in parts_of(text))
    link = f'<p class="more"><a href="{address}">{more}</a></p>'
    return f'<blockquote class="text" cite="{address}">\n{parts}\n{link}\n</blockquote>'
