"""Long lists of small things: the names of /speakers/ and the months of the archive."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models.addresses import of_entry

YEARS = 400  # that a process keeps

Months = Iterable[tuple[date, int]]


class Named(NamedTuple):
    """A person in the index of speakers: the number of their statements, and the post printed last."""

    name: str
    slug: str
    pinyin: str
    statements: int
    last_organisation: str
    last_titles: str


def names(speakers: Iterable[Named]) -> SafeString:
    """Items of the index of speakers."""
    title = escape(_("Statements"))
    items = []
    for name, slug, _pinyin, number, organisation, titles in speakers:
        count = f' <span class="count" title="{title}">{number}</span>' if number else ""
        post = f'<span class="post">{escape(organisation)}{escape(titles)}</span>' if titles else ""
        address = of_entry("speaker", slug)
        items.append(f'<li>\n<a href="{address}">{escape(name)}</a>{count}{post}\n</li>')
    return mark_safe("\n".join(items))  # each part is escaped


def year_of_archive(year: int, months: Months, *, is_open: bool) -> str:
    """A year of the archive with the numbers of its months, as this process has drawn it already."""
    values = (year, tuple(months), is_open, get_language() or "", get_script_prefix())
    return (_draw_year if settings.DEBUG else _kept_year)(*values)


def _draw_year(
    year: int, months: tuple[tuple[date, int], ...], is_open: bool, language: str, root: str
) -> str:
    context = {"year": year, "months": months, "is_open": is_open}
    return render_to_string("articles/_year.html", context)


_kept_year = lru_cache(maxsize=YEARS)(_draw_year)
