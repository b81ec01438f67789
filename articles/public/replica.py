"""Route queries: with DATABASE_REPLICA_URL public pages read the replica, everything else the main database.

The replica lags behind. A request that has written reads the main database from then on: read-your-writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

REPLICA = "replica"

_is_page = ContextVar("is_page", default=False)
_has_written = ContextVar("has_written", default=False)


def reset_read_after_write(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that resets the read-your-writes flag; must come before any that queries the database."""

    def middleware(request: HttpRequest) -> HttpResponse:
        _has_written.set(False)
        return get_response(request)

    return middleware


@contextmanager
def use_replica() -> Iterator[None]:
    """Read from the replica inside the block."""
    outside = _is_page.set(True)
    try:
        yield
    finally:
        _is_page.reset(outside)


class Router:
    """https://docs.djangoproject.com/en/5.2/topics/db/multi-db/#using-routers"""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return REPLICA if _is_page.get() and not _has_written.get() else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        _has_written.set(True)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True  # both databases hold the same rows

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == REPLICA else None  # the server replicates the schema
