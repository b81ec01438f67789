"""Route queries: with DATABASE_REPLICA_URL public pages read the replica, everything else the main database.

The replica lags behind. A page that is made reads it only if it has all that the main database had at that
moment, so that no older page is kept as a new one. One that is gone is tried again after a while. A request
that has written reads the main database from then on: read-your-writes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, OperationalError, connections
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from articles.models.generation import number

logger = logging.getLogger(__name__)

REPLICA = "replica"
RETRY = 5.0  # seconds until a replica that is gone is tried again

_is_page = ContextVar("is_page", default=False)
_has_written = ContextVar("has_written", default=False)
_is_unsure = ContextVar("is_unsure", default=False)

View = Callable[..., HttpResponseBase]


class Replica:
    """Whether the replica answers, as this process knows."""

    def __init__(self) -> None:
        self.try_at = float("-inf")

    def has_everything(self) -> bool:
        """Whether it has all changes of the site that the main database has at this moment.

        Where the main database does not answer, the replica stands in: such a page is not kept.
        """
        if monotonic() < self.try_at:
            return False
        try:
            theirs = number(connections[REPLICA])
        except DatabaseError as error:
            self.is_gone(error)
            return False
        try:
            return theirs >= number(connections[DEFAULT_DB_ALIAS])
        except DatabaseError:
            _is_unsure.set(True)
            return True

    def is_gone(self, error: Exception) -> None:
        """Note that it does not answer."""
        logger.warning("The replica does not answer; pages are read from the main database: %s", error)
        self.try_at = monotonic() + RETRY


#: That of this process.
replica = Replica()


def reset_read_after_write(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that resets the read-your-writes flag; must come before any that queries the database."""

    def middleware(request: HttpRequest) -> HttpResponse:
        _has_written.set(False)
        _is_unsure.set(False)
        return get_response(request)

    return middleware


def was_unsure() -> bool:
    """Whether the page that this thread made last may lack a change."""
    return _is_unsure.get()


def from_replica(view: View) -> View:
    """Let a view read the replica where it can; if that goes away meanwhile, the main database."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DATABASE_ROUTERS or not replica.has_everything():
            return view(request, *args, **kwargs)
        try:
            with use_replica():
                return view(request, *args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            replica.is_gone(error)
        return view(request, *args, **kwargs)

    return answer


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
