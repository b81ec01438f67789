"""Checks of links and pictures. They make no network request: drafts never leave the machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.manuscript import Manuscript

WEB = _("A link works for everyone who reads it.")
SEEN = _("WCAG 2.2, 1.1.1: every picture has words in its place.")
DEAD = Kind("dead_link", Level.ERROR, _("Dead link"), WEB)
OWN = Kind("link_to_unpublished", Level.ERROR, _("Link to what isn't published"), WEB)
NO_ALT = Kind("picture_without_words", Level.WARNING, _("Picture without words in its place"), SEEN)
NO_PICTURE = Kind(
    "picture_missing", Level.HINT, _("Picture missing"), _("A caption is kept where its picture was lost.")
)

HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+")
PRIVATE_NAMES: Final = ("localhost", ".local", ".localhost", ".internal", ".lan", ".test", ".invalid")
MAIL: Final = re.compile(r"mailto:[^@\s]+@[\w-]+(?:\.[\w-]+)+(?:\?.*)?")


def dead_links(manuscript: Manuscript) -> Iterator[Finding]:
    """Links that can't work as written: empty, incomplete, to this machine or to a script."""
    for link in manuscript.links:
        if not is_address(link.address):
            shown = link.address or "—"
            advice = _("“%(address)s” leads nowhere. Correct the link, or remove it.") % {"address": shown}
            yield DEAD.at(link.place, link.words, advice, start=link.start)


def links_to_unpublished(manuscript: Manuscript) -> Iterator[Finding]:
    """Links to our own site where readers find nothing."""
    for link in manuscript.links:
        if is_address(link.address) and not link.leads:
            advice = _("“%(address)s” shows readers nothing.") % {"address": link.address}
            yield OWN.at(link.place, link.words, advice, start=link.start)


def is_address(address: str) -> bool:
    """Whether a reader on another machine can follow the link; a bare path is one of this site."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return bool(MAIL.fullmatch(address))
    if not parts.scheme and not parts.netloc:
        return parts.path.startswith("/")
    return parts.scheme in {"", "http", "https"} and _is_public(host)


def _is_public(host: str) -> bool:
    if host.endswith(PRIVATE_NAMES):
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        return bool(HOST.fullmatch(host))


def pictures_without_words(manuscript: Manuscript) -> Iterator[Finding]:
    """Picture without an alternative text."""
    for picture in manuscript.pictures:
        if picture.here and not picture.alt.strip():
            advice = _("Say in a few words what the picture shows.")
            yield NO_ALT.at(picture.place, picture.caption, advice)


def pictures_missing(manuscript: Manuscript) -> Iterator[Finding]:
    """A caption without its picture."""
    for picture in manuscript.pictures:
        if not picture.here:
            advice = _("Upload the picture, or delete its place.")
            yield NO_PICTURE.at(picture.place, picture.caption, advice)
