"""The names of the index of speakers: hundreds on a page, so that one tag draws them all."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

register = template.Library()
ADDRESSES = 4_096  # of speakers, kept by a process


@register.simple_tag
def names(speakers: Iterable[Any]) -> str:
    """List items: each name with the number of statements and the post printed last."""
    statements = _("Statements")
    return format_html_join(
        "\n",
        '<li><a href="{}">{}</a>{}{}</li>',
        ((_address(each.slug), each, _count(each, statements), _post(each)) for each in speakers),
    )


def _count(speaker: Any, title: str) -> str:
    number = speaker.statement_count
    return format_html(' <span class="count" title="{}">{}</span>', title, number) if number else ""


def _post(speaker: Any) -> str:
    if not speaker.last_titles:
        return ""
    return format_html('<span class="post">{}{}</span>', speaker.last_organisation, speaker.last_titles)


@lru_cache(maxsize=ADDRESSES)
def _address(slug: str) -> str:
    return reverse("articles:speaker", args=[slug])
