"""nginx.conf: the maps of redirects, withdrawn reports and long names, to be included at the level http.

Addresses stand in quotation marks as nginx decodes them; one that would need an escape has no file either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from articles.models import SlugRedirect
from articles.public.feeds import FORMATS

from .addresses import GONE, NoFile, file_of, is_long, served_as
from .facts import Facts
from .pages import Site, is_notice

HEAD = """# Written by manage.py publish_static. Include it at the level http; reload nginx when it changes.
# How the parameters of an address name its file; .asks: they ask the application.
map $args $newsroom_variant {
    default "";
    "~^(page|p)=1$" "";
    "~^(?<newsroom_name>page|p|cursor)=(?<newsroom_number>[1-9][0-9]*)$" ".$newsroom_name-$newsroom_number";
    "~(^|&)(page|p|cursor|page_size|updated_since|name|q|kind|sort|url|format)=" ".asks";
    "~(^|&)(section|year|occasion|speaker|organisation|tag)=" ".asks";
}
"""


def nginx_maps(site: Site, statements: Iterable[tuple[int, str]], addresses: Iterable[str]) -> bytes:
    """The whole file; the same site always gives the same bytes."""
    return "".join(
        [
            HEAD,
            _map("newsroom_uri", "$uri", _long_names(addresses)),
            _map("newsroom_gone", '""', _gone(site)),
            _map("newsroom_moved", '""', _moved(site)),
            _lines("newsroom_found", '""', _found(statements)),
        ]
    ).encode()


def _map(name: str, default: str, pairs: Iterable[tuple[str, str]]) -> str:
    """One map. nginx compares without regard to case and refuses an address that stands there twice."""
    found: dict[str, str] = {}
    seen: set[bytes] = set()
    for source, target in sorted(pairs):
        key = source.encode().lower()  # bytes: nginx knows the letters of ASCII alone
        if key not in seen:
            seen.add(key)
            found[source] = target
    return _lines(name, default, found.items())


def _lines(name: str, default: str, pairs: Iterable[tuple[str, str]]) -> str:
    lines = "".join([f'    "{source}" "{target}";\n' for source, target in pairs])
    return f"map $uri ${name} {{\n    default {default};\n{lines}}}\n"


def _long_names(addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from {served_as(address) for address in addresses if is_long(address)}


def _gone(site: Site) -> Iterator[tuple[str, str]]:
    for facts in site.reports.values():
        if is_notice(facts):
            yield facts["address"], f"/{GONE}/{file_of(facts['address'])}"


def _moved(site: Site) -> Iterator[tuple[str, str]]:
    """Former slugs of entries that have a page, with their feeds; not those that an entry has now."""
    entries = {kind: set(site.ids_of(kind)) for kind in SlugRedirect.Kind.values}
    taken = {(kind, site.rows[kind, id]["slug"]) for kind, ids in entries.items() for id in ids}
    for (row, _id), facts in site.rows.items():
        if row != "redirect" or (facts["kind"], facts["slug"]) in taken:
            continue
        if facts["entry"] in entries.get(facts["kind"], ()):
            yield from _of_slug(facts, site.rows[facts["kind"], facts["entry"]]["slug"])


def _of_slug(facts: Facts, slug: str) -> Iterator[tuple[str, str]]:
    for suffix in ("", *(f"_feed{each}" for each in FORMATS.values())):
        name = f"articles:{facts['kind']}{suffix}"
        try:
            old, new = reverse(name, args=[facts["slug"]]), reverse(name, args=[slug])
            served, _file = served_as(old)
        except (NoReverseMatch, NoFile):
            return
        yield served, new


def _found(statements: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """What leads on for a time: statements to their place in the report, and to the day of today."""
    today = timezone.localdate()
    yield reverse("articles:on_this_day"), reverse("articles:anniversary", args=[today.month, today.day])
    for id, address in statements:
        yield f"/statements/{id}/", address
