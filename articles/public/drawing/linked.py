"""Short lists of links: speakers, tags, values to narrow a page to, and the pages of a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.models import Speaker, Tag
from articles.models.addresses import of_entry
from articles.public.charts import Chart
from articles.search import Choice


def speakers_by_use(speakers: Iterable[Speaker]) -> SafeString:
    """Speakers with `statement_count`, and the years of the `first` and `last` report where known."""
    return mark_safe("\n".join(map(_speaker, speakers)))  # each part is escaped


def _speaker(speaker: Speaker) -> str:
    number = speaker.statement_count  # type: ignore[attr-defined]  # annotated, as the dates
    count = ngettext("%(number)s statement", "%(number)s statements", number) % {"number": number}
    years = _years(speaker.first, speaker.last)  # type: ignore[attr-defined]
    link = f'<a href="{of_entry("speaker", speaker.slug)}">{escape(speaker.name)}</a>'
    return f'<li>\n{link}\n<span class="count">\n{escape(count)}{years}\n</span>\n</li>'


def _years(first: datetime | None, last: datetime | None) -> str:
    if not (first and last):
        return ""
    years = dict.fromkeys(f"{timezone.localtime(day).year:04}" for day in (first, last))
    return "\n·\n" + "–".join(years)


def companions(speakers: Iterable[Speaker]) -> SafeString:
    """Speakers with `shared`, a number of common reports."""
    items = (
        _counted(
            of_entry("speaker", speaker.slug),
            speaker.name,
            speaker.shared,  # type: ignore[attr-defined]  # annotated
        )
        for speaker in speakers
    )
    return mark_safe("\n".join(items))  # _counted() escapes


def tags(tags: Iterable[Tag]) -> SafeString:
    """Tags as links."""
    items = (f'<li><a href="{of_entry("tag", tag.slug)}">{escape(tag.name)}</a></li>' for tag in tags)
    return mark_safe("\n".join(items))  # each part is escaped


def years_of(chart: Chart, chosen: str) -> SafeString:
    """The years of a chart that have something, as links that narrow the page to them."""
    values = (bar.value for bar in chart.bars if bar.value.number)
    items = (
        _counted(value.address, value.label, value.number, is_chosen=value.label == chosen)
        for value in values
    )
    return mark_safe("\n".join(items))  # _counted() escapes


def choices(choices: Iterable[Choice], chosen: str, *, counted: bool = True) -> SafeString:
    """Values as links that narrow the page to them, with or without their numbers."""
    items = (
        _counted(
            choice.params.facet_query_string(),
            choice.value.label,
            choice.value.number if counted else None,
            is_chosen=choice.value.key == chosen,
        )
        for choice in choices
    )
    return mark_safe("\n".join(items))  # _counted() escapes


def _counted(address: str, text: str, number: float | None, *, is_chosen: bool = False) -> str:
    current = ' aria-current="true"' if is_chosen else ""
    count = "" if number is None else f'\n<span class="count">{number}</span>'
    return f'<li>\n<a href="{escape(address)}"{current}>{escape(text)}</a>{count}\n</li>'


def pages(request: HttpRequest, page: Page, *, ranked: bool = False) -> SafeString:
    """Links to the other pages of a list; the newer ones come first unless it is `ranked`."""
    if page.paginator.num_pages <= 1:
        return mark_safe("")  # nothing
    addresses = Addresses(request)
    items = []
    if page.has_previous():
        text = _("Previous page") if ranked else pgettext("page", "Newer")
        items.append(_page("prev", addresses.of(page.previous_page_number()), text))
    for number in page_numbers(page):
        if number == page.number:
            items.append(f'<li><span aria-current="page">{number}</span></li>')
        elif isinstance(number, int):
            items.append(f'<li><a href="{escape(addresses.of(number))}">{number}</a></li>')
        else:
            items.append('<li><span class="gap">…</span></li>')
    if page.has_next():
        text = _("Next page") if ranked else pgettext("page", "Older")
        items.append(_page("next", addresses.of(page.next_page_number()), text))
    all_items = "\n".join(items)
    label = escape(_("Pages"))
    return mark_safe(  # each part is escaped
        f'<nav class="pages" aria-label="{label}">\n<ul>\n{all_items}\n</ul>\n</nav>'
    )


def _page(relation: str, address: str, text: str) -> str:
    return f'<li>\n<a rel="{relation}" href="{escape(address)}">\n{escape(text)}\n</a>\n</li>'


def page_numbers(page: Page) -> list[int | str]:
    """The page numbers to link, with an ellipsis for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


class Addresses:
    """The URLs of the pages of the list that a request asks for; the first page has no number."""

    def __init__(self, request: HttpRequest) -> None:
        self.path = request.path
        query = request.GET.copy()
        query.pop("page", None)
        self.others = query.urlencode()

    def of(self, number: int) -> str:
        page = f"page={number}" if number > 1 else ""
        query = "&".join(part for part in (self.others, page) if part)
        return f"{self.path}?{query}" if query else self.path
