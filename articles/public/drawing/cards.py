"""Cards: a report as lists show it, by its title, section, day and speakers."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import RenderedReport, Report, Statement
from articles.models.prepared import Prepared
from articles.public import dates, json_ld
from articles.statements import still_in

from .keeping import keep_later
from .version import version

NAMES = 6  # speakers on a card
ROWS = Prepared(
    lambda reports: RenderedReport.objects.filter(report__id__among=reports).values_list(
        "report_id", "stamp", "card_version", "card"
    ),
    list,
)


@dataclass(frozen=True, slots=True)
class Card:
    """The HTML of its parts; "" where there is none."""

    path: str
    title: str
    section: str
    day: str
    event: str  # the day of the event, where its year is unknown
    names: str
    lead: str
    said: tuple[int, ...] = ()  # the ids of the statements that are still in the body, in their order

    def line(self, *, in_section: bool = False, of_day: bool = False) -> SafeString:
        """The line below the title: section, day and speakers."""
        section = "" if in_section else self.section
        event = self.event if of_day else ""
        parts = "\n".join(part for part in (section, self.day, event, self.names) if part)
        return mark_safe(f'<p class="line">\n{parts}\n</p>')  # draw_card() escaped the parts

    def item(self, *, in_section: bool = False, of_day: bool = False) -> SafeString:
        """The item of a list."""
        line = self.line(in_section=in_section, of_day=of_day)
        title = f'<a class="title" href="{self.path}">{self.title}</a>'
        return mark_safe(f"<li>\n{title}\n{line}\n</li>")  # likewise

    @property
    def opening(self) -> SafeString:
        """Title and first words, as the home page shows them."""
        title = f'<h2><a href="{self.path}">{self.title}</a></h2>'
        return mark_safe(f'{title}\n<p class="summary">{self.lead}</p>')  # likewise

    @property
    def address(self) -> SafeString:
        return mark_safe(self.path)  # likewise

    @property
    def heading(self) -> SafeString:
        return mark_safe(self.title)  # likewise

    @property
    def previous(self) -> SafeString:
        """A link to the report before this page's."""
        return mark_safe(f'<a rel="prev" href="{self.path}">{self.title}</a>')  # likewise

    @property
    def next(self) -> SafeString:
        """A link to the report after this page's."""
        return mark_safe(f'<a rel="next" href="{self.path}">{self.title}</a>')  # likewise


def reports(items: Iterable[SafeString], *, dated: bool) -> SafeString:
    """A list of the items of cards; `dated` sets the day apart."""
    kind = "reports dated" if dated else "reports"
    all_items = "\n".join(items)
    return mark_safe(f'<ul class="{kind}">\n{all_items}\n</ul>')  # likewise


def cards_on(request: HttpRequest, reports: Iterable[int]) -> dict[int, Card]:
    """The cards that the page of this request has loaded, with those of these reports."""
    loaded: dict[int, Card] = vars(request).setdefault("_cards", {})
    if missing := [report for report in reports if report not in loaded]:
        loaded |= cards_of(missing)
    return loaded


def cards_of(reports: Iterable[int]) -> dict[int, Card]:
    """The cards of reports, by their ids, which the caller may show.

    A missing one is drawn, and stored after the request. One that is deleted meanwhile is left out.
    """
    wanted = list(dict.fromkeys(reports))
    known = version()
    cards: dict[int, Card] = {}
    stamps: dict[int, int] = {}
    for report, stamp, kept_version, kept in ROWS.rows(wanted):
        if known and kept_version == known:
            *texts, said = json.loads(kept)
            path, title, section, day, event, names, lead = texts
            cards[report] = Card(path, title, section, day, event, names, lead, tuple(said))
        else:
            stamps[report] = stamp
    missing = [report for report in wanted if report not in cards]
    for report, card in cards_drawn(missing).items() if missing else ():
        cards[report] = card
        if known and report in stamps:
            keep_later(report, stamps[report], kept_columns(card, known))
    return cards


def kept_columns(card: Card, known: str) -> Mapping[str, str]:
    """The columns that hold a card."""
    texts = [card.path, card.title, card.section, card.day, card.event, card.names, card.lead]
    parts = [*texts, card.said]
    return {"card_version": known, "card": json.dumps(parts, ensure_ascii=False)}


def cards_drawn(reports: Collection[int]) -> dict[int, Card]:
    """Draw cards from rows that are read after the stamps."""
    rows = Report.objects.filter(pk__in=reports).select_related("section")
    statements: dict[int, list[Statement]] = {}
    for statement in Statement.objects.filter(appearance__report__in=reports).select_related("appearance"):
        statements.setdefault(statement.appearance.report_id, []).append(statement)
    return {row.pk: draw_card(row, statements.get(row.pk, [])) for row in rows}


def draw_card(report: Report, statements: list[Statement]) -> Card:
    """The card of a report with its statements, in their order."""
    section = event = shown = ""
    if report.section:
        section = format_html(
            '<a class="section" href="{}">{}</a>', report.section.get_absolute_url(), report.section
        )
    if report.event_year_unknown:
        event = format_html(
            '<span class="event">{}{}</span>', dates.event_dates(report), _("(year to be confirmed)")
        )
    if names := _names(statements):
        shown = "\n".join(f"<span>{escape(name)}</span>" for name in names[:NAMES])
        shown = f'<span class="names">\n{shown}\n</span>'
    return Card(
        escape(report.get_absolute_url()),
        escape(report.title),
        section,
        format_html(
            '<time datetime="{}">{}</time>', json_ld.written(report.shown_at), dates.day(report.shown_at)
        ),
        event,
        shown,
        escape(report.lead),
        tuple(statement.pk for statement in still_in(report.body, statements)) if statements else (),
    )


def _names(statements: Iterable[Statement]) -> list[str]:
    """The printed names of those who speak, in the order in which the report names them."""
    speaking = {statement.appearance_id: statement.appearance for statement in statements}
    return [each.name for each in sorted(speaking.values(), key=lambda each: (each.order, each.pk))]
