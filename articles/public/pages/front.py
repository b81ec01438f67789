"""The door in front of Django: answer from the kept pages, else let Django make one and keep it.

A hit takes no lock, no query and nothing of Django: a request that came before in the same words is found by
them (an alias). Every other one is taken apart, so that it leads to the page of its known parameters.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler, get_path_info
from django.db import DEFAULT_DB_ALIAS, connections
from django.urls import Resolver404, resolve

from articles.public.pages.answers import Closing, answer, coding_of, not_acceptable
from articles.public.pages.encodings import IDENTITY, accepted
from articles.public.pages.ends import next_end
from articles.public.pages.known import FAILURES, KnownNumber, known_number
from articles.public.pages.listener import Listener
from articles.public.pages.page import Environ, Header, Page, StartResponse, may_be_kept
from articles.public.pages.params import params_of
from articles.public.pages.shared import shared_pages
from articles.public.pages.store import Period, Store
from articles.public.replica import was_unsure

Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Key = tuple[str, ...]

LONGEST_ADDRESS = 1_000  # characters of path and query of a page that is kept
LONGEST_HOST = 255
WAIT = 5.0  # seconds for a page that another request makes
AGE_UNSURE = 1.0  # seconds that a page is served where the number of the site can't be confirmed
#: What only Django answers rightly, and hardly anyone sends.
CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


def in_front(application: WSGIHandler) -> Application:
    """The application behind the page cache; itself where the settings switch that off."""
    if settings.DEBUG or not settings.PAGE_CACHE_MB:
        return application
    return Front(application)


class Making:
    """A page that a request makes while others wait for it."""

    def __init__(self) -> None:
        self.is_over = threading.Event()
        self.page: Page | None = None


class Front:
    """A WSGI application."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.store = Store(settings.PAGE_CACHE_MB * 1024 * 1024)
        self.shared = shared_pages()
        self.known: KnownNumber | None = None
        self.listener: Listener | None = None
        self._making: dict[tuple[Key, bytes], Making] = {}
        self._lock = threading.Lock()
        self._has_begun = False
        self._session = settings.SESSION_COOKIE_NAME + "="
        self._proxy_header, self._proxy_https = settings.SECURE_PROXY_SSL_HEADER or ("", "")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        alias = (
            environ.get("PATH_INFO"),
            environ.get("QUERY_STRING"),
            environ.get("HTTP_HOST"),
            environ.get("HTTP_ACCEPT_ENCODING"),
            self._scheme(environ),
            environ.get("SCRIPT_NAME"),
        )
        variant = self.store.period.aliases.get(alias)
        if variant is None or not self._is_plain(environ) or not self._is_current(variant.page):
            return self._look_up(environ, start_response, alias)
        self.store.touch(variant.page)
        return answer(variant, environ, start_response)

    def stop(self) -> None:
        """End the thread that listens; for tests."""
        if self.listener:
            self.listener.stop()

    def _scheme(self, environ: Environ) -> str:
        """As request.scheme has it."""
        given = environ.get(self._proxy_header) if self._proxy_header else None
        if given is None:
            return str(environ["wsgi.url_scheme"])
        return "https" if given.split(",", 1)[0].strip() == self._proxy_https else "http"

    def _is_plain(self, environ: Environ) -> bool:
        """Whether a request can get a page that is the same for everyone."""
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and self._session not in environ.get("HTTP_COOKIE", "")
            and not any(name in environ for name in CONDITIONS)
        )

    def _is_current(self, page: Page) -> bool:
        """Whether nothing has changed since the page was made, as far as this machine can know."""
        period, known, listener = self.store.period, self.known, self.listener
        return (
            known is not None
            and listener is not None
            and period.generation == known.read()
            and time.time() < period.ends
            and (listener.is_sure() or time.monotonic() - page.made < AGE_UNSURE)
        )

    def _look_up(
        self, environ: Environ, start_response: StartResponse, alias: tuple[Any, ...]
    ) -> Iterable[bytes]:
        """Take a request apart; serve the page that is kept for it, or make it."""
        query = self._known_query(environ) if self._is_plain(environ) else None
        if query is None:
            return self.application(environ, start_response)
        is_canonical = environ.get("QUERY_STRING", "") == query
        environ = {**environ, "QUERY_STRING": query}
        known = self._begin()
        path, host = environ.get("PATH_INFO", ""), environ.get("HTTP_HOST", "")
        if known is None or len(path) + len(query) > LONGEST_ADDRESS or not 0 < len(host) <= LONGEST_HOST:
            return self.application(environ, start_response)
        coding = accepted(environ.get("HTTP_ACCEPT_ENCODING") or IDENTITY)
        if coding is None:
            return not_acceptable(environ, start_response)
        key = (path, query, host, self._scheme(environ), environ.get("SCRIPT_NAME", ""))
        page = self.store.get(key, known.read(), time.time())
        if page is None or not self._is_current(page):
            return self._make_once(key, known, environ, start_response)
        variant = page.variant(coding)
        if is_canonical and len(alias[3] or "") <= LONGEST_HOST:
            self.store.alias(alias, variant)
        self.store.touch(page)
        return answer(variant, environ, start_response)

    def _known_query(self, environ: Environ) -> str | None:
        """The canonical query string of a public page; None for what is none."""
        try:
            params = params_of(resolve(get_path_info(environ) or "/").func)
            query = environ.get("QUERY_STRING", "").encode("latin-1", "replace")
            return params.canonical(query) if params else None
        except (Resolver404, SuspiciousOperation, ValueError):
            return None

    def _begin(self) -> KnownNumber | None:
        """Map the number with the first request of this process: a thread does not outlive a fork."""
        if not self._has_begun:
            with self._lock:
                if not self._has_begun:
                    self._start(known_number())
                    self._has_begun = True
        return self.known

    def _start(self, known: KnownNumber | None) -> None:
        if known is None:
            return
        self.listener = Listener(known, for_sharing=self.shared is not None)
        with suppress(*FAILURES):  # the listener goes on trying, and says so
            self.listener.confirm(connections[DEFAULT_DB_ALIAS])
        self.listener.start()
        self.known = known

    def _make_once(
        self, key: Key, known: KnownNumber, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Make a page, or wait for whoever makes it already."""
        generation = known.read()
        with self._lock:
            making = self._making.get((key, generation))
            is_ours = making is None
            if making is None:
                making = self._making[key, generation] = Making()
        if not is_ours:
            # While the number can't be confirmed, a page under way may be older than it seems.
            is_sure = self.listener is not None and self.listener.is_sure()
            if is_sure and making.is_over.wait(WAIT) and making.page is not None:
                return answer(making.page.variant(coding_of(environ)), environ, start_response)
            return self._make(key, generation, environ, start_response, Making())
        try:
            return self._share(key, generation, environ, start_response, making) or self._make(
                key, generation, environ, start_response, making
            )
        finally:
            with self._lock:
                del self._making[key, generation]
            making.is_over.set()

    def _share(
        self, key: Key, generation: bytes, environ: Environ, start_response: StartResponse, making: Making
    ) -> Iterable[bytes] | None:
        """Answer with the page that another process has made."""
        now, origin = datetime.now(UTC), self._origin()
        page = self.shared.get(key, origin, generation) if self.shared and origin else None
        if page is None:
            return None
        making.page = page
        self._keep(page, generation, now)
        return answer(page.variant(coding_of(environ)), environ, start_response)

    def _origin(self) -> str:
        """The database whose pages may be shared now; "" for none."""
        return self.listener.origin if self.listener and self.listener.is_sure() else ""

    def _make(
        self, key: Key, generation: bytes, environ: Environ, start_response: StartResponse, making: Making
    ) -> Iterable[bytes]:
        """Let Django make the page, and keep it where it may be kept."""
        now, begun = datetime.now(UTC), time.monotonic()
        status, headers, response = self._ask_django(environ)
        is_page = not getattr(response, "streaming", True) and may_be_kept(status, headers)
        if not is_page:
            start_response(status, headers)
            return Closing(() if environ["REQUEST_METHOD"] == "HEAD" else response, response)
        page = Page(key, status, headers, {IDENTITY: response.content}, begun)
        variant = page.variant(coding_of(environ))
        page.forget_others(variant)
        making.page = page
        if not was_unsure():
            period, origin = self._keep(page, generation, now), self._origin()
            if self.shared and period and origin:
                self.shared.put(page, key, origin, generation, ends=period.ends)
        return Closing(answer(variant, environ, start_response), response)

    def _ask_django(self, environ: Environ) -> tuple[str, list[Header], Any]:
        """Status, headers and response to the request as if it were the first one for this page."""
        started: list[Any] = []

        def start(status: str, headers: list[Header], exc_info: Any = None) -> None:
            started[:] = [status, headers]

        unconditional = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_IF_RANGE")
        asked = {name: value for name, value in environ.items() if name not in unconditional}
        response = self.application({**asked, "REQUEST_METHOD": "GET"}, start)
        return started[0], started[1], response

    def _keep(self, page: Page, generation: bytes, now: datetime) -> Period | None:
        """Keep the page unless the site has changed meanwhile, or the database does not say until when."""
        if self.known is None or self.known.read() != generation:
            return None
        try:
            period = self.store.begin(generation, now.timestamp(), lambda: next_end(now).timestamp())
        except FAILURES:
            return None
        if period.generation != generation:
            return None
        self.store.put(page, period)
        return period
