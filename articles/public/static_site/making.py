"""Make the file of one page: draw it, and write what differs."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest
from django.views.defaults import server_error

from articles.public.drawing import keeping

from .addresses import GONE, NoFile, file_of
from .drawing import Drawn, draw, draw_template
from .folder import Folder, digest, write
from .items import draw_items
from .reports import draw_reports
from .state import File

logger = logging.getLogger(__name__)

#: What one report that can't be drawn, or a database that went away, may raise.
FAILURES = (
    DatabaseError,
    InterfaceError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)

#: What the public pages load; the desk's files stay where they are.
ASSETS = ("icon.svg", "palette.css", "reader.js", "report.js", "site.css", "suggest.js")
COMPRESSED = ("", ".br", ".gz")
STATEMENTS = "/api/statements"  # the list; below it each statement
NOT_FOUND, FAILED, SEARCH = "/404.html", "/500.html", "/search/"
#: A page to make: its address, and what its request says beside.
Task = tuple[str, dict[str, Any]]


@dataclass(slots=True)
class Made:
    """What became of a page: its files, and for a list of statements where each of them stands."""

    address: str
    failed: bool = False
    files: dict[str, File] = field(default_factory=dict)
    statements: dict[int, str] = field(default_factory=dict)
    written: int = 0


class Maker:
    """Makes files of pages, in one process."""

    def __init__(self, folder: Folder, *, durable: bool) -> None:
        self.folder, self.durable = folder, durable

    def make_each(self, tasks: Sequence[Task]) -> list[Made]:
        """Make several pages; reports, and those of the API, are drawn by the batch."""
        together = _drawn_together([address for address, _meta in tasks])
        made = [self._make(address, meta, together.get(address)) for address, meta in tasks]
        keeping.store_drawn()  # the lists that print these reports need not draw them again
        return made

    def _make(self, address: str, meta: dict[str, Any], content: bytes | None) -> Made:
        """Write the file of a page, whose content may be drawn already; what is not there has none."""
        made = Made(address)
        try:
            path = file_of(address)
        except NoFile:
            return made
        drawn = self._drawn(address, meta) if content is None else Drawn(HTTPStatus.OK, content)
        made.failed = drawn.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        if drawn.is_gone:
            self._write(made, address, f"{GONE}/{path}", drawn.content)
        elif drawn.is_page:
            self._write(made, address, path, drawn.content)
            if address.partition("?")[0] == STATEMENTS:
                self._split(made, drawn.content)
        return made

    def _drawn(self, address: str, meta: dict[str, Any]) -> Drawn:
        if address == NOT_FOUND:
            return Drawn(HTTPStatus.OK, draw("/404/").content)
        if address == FAILED:
            return Drawn(HTTPStatus.OK, server_error(HttpRequest()).content)
        if address == SEARCH:
            return draw_template("articles/static_search.html", address)
        if is_asset(address):
            return Drawn(HTTPStatus.OK, _asset(address))
        return draw(address, **meta)

    def _split(self, made: Made, content: bytes) -> None:
        """Write each statement of a list of the API as a file of its own: the same words, drawn once."""
        for row in json.loads(content)["results"]:
            address = f"{STATEMENTS}/{row['id']}"
            item = json.dumps(row, ensure_ascii=False).encode()
            self._write(made, address, file_of(address), item)
            made.statements[row["id"]] = row["address"].removeprefix(settings.SITE_URL)

    def _write(self, made: Made, address: str, path: str, content: bytes) -> None:
        made.written += write(self.folder.site / path, content, durable=self.durable)
        made.files[address] = File(path, digest(content), len(content))


def _drawn_together(addresses: Collection[str]) -> dict[str, bytes]:
    """The reports among these, and those of the API.

    Where one of them fails, each is drawn alone, and that one is named.
    """
    drawn: dict[str, bytes] = {}
    for draw_many in (draw_reports, draw_items):
        try:
            drawn |= draw_many(addresses)
        except FAILURES:
            logger.exception("Reports could not be drawn together.")
    return drawn


def assets() -> list[str]:
    """The addresses of the static files that the pages load, plain and compressed."""
    found = []
    for name in ASSETS:
        address = staticfiles_storage.url(f"articles/{name}")
        found += [f"{address}{ending}" for ending in COMPRESSED if _place(f"{address}{ending}")]
    return found


def is_asset(address: str) -> bool:
    return address.startswith(settings.STATIC_URL)


def _place(address: str) -> str | None:
    name = address.removeprefix(settings.STATIC_URL)
    if staticfiles_storage.exists(name):
        return staticfiles_storage.path(name)
    return finders.find(name)


def _asset(address: str) -> bytes:
    place = _place(address)
    if place is None:
        raise FileNotFoundError(address)
    with open(place, "rb") as file:
        return file.read()
