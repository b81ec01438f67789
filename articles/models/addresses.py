"""Addresses of public pages, as reverse() makes them, without asking it for each row of a list."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

SLUG = re.compile(r"[-\w]+")
ASCII_SLUG = re.compile(r"[-\w]+", re.ASCII)


def of_entry(name: str, slug: str) -> str:
    """The address of the page of this name with a slug, of any script."""
    if not SLUG.fullmatch(slug):
        return reverse(f"articles:{name}", args=[slug])  # which raises
    before, after = _around_slug(name, get_script_prefix())
    return f"{before}{slug if slug.isascii() else quote(slug)}{after}"


def of_report(section: str, day: str, pk: int) -> str:
    """The address of a report; `day` is 20190806."""
    if not ASCII_SLUG.fullmatch(section):
        return reverse("articles:report", args=[section, day[:6], day, pk])  # likewise
    return f"{_before_report(get_script_prefix())}{section}/{day[:6]}/t{day}_{pk}.html"


@lru_cache(maxsize=64)
def _around_slug(name: str, root: str) -> tuple[str, str]:
    """What stands before and after the slug; the addresses begin with `root`."""
    before, after = reverse(f"articles:{name}", args=["0"]).rsplit("0", 1)
    return before, after


@lru_cache(maxsize=16)
def _before_report(root: str) -> str:
    return reverse("articles:report", args=["a", "0", "0", 0]).removesuffix("a/0/t0_0.html")
