"""Pages that processes and machines share, in the cache that CACHE_URL names.

A page is found by all that it depends on: code and settings, database, generation, address. The generation
was read before the page was made, so a page may be newer than its generation but never older. Whatever
fails here, the page is made.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.core.cache import caches

from articles.public.pages.page import Page

logger = logging.getLogger(__name__)

ALIAS = "pages"
PAUSE = 5.0  # seconds without another try after a failure
#: Settings that a page prints or that decide about it.
PRINTED = (
    *("SITE_NAME", "SITE_URL", "SITE_DESCRIPTION", "SITE_ORGANISER", "SITE_ICP", "SITE_POLICE_RECORD"),
    *("SITE_ID_CODE", "LANGUAGE_CODE", "TIME_ZONE", "STATIC_URL", "MEDIA_URL"),
    *("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SECURE_SSL_REDIRECT"),
    *("SECURE_REFERRER_POLICY", "X_FRAME_OPTIONS", "FORCE_SCRIPT_NAME"),
)
#: Files that make a page: another version of one never gets the pages of this one.
CODE = ("articles/**/*.py", "articles/**/*.mo", "newsroom/**/*.py", "templates/**/*")


class SharedPages:
    """The second level, behind the pages of the process."""

    def __init__(self) -> None:
        self._cache = caches[ALIAS]
        self._try_at = float("-inf")
        self._failures = _failures(settings.CACHES[ALIAS]["BACKEND"])

    def get(self, key: tuple[str, ...], origin: str, generation: bytes) -> Page | None:
        """A page that another process has made."""
        if time.monotonic() < self._try_at:
            return None
        try:
            found = self._cache.get(_name(key, origin, generation))
            return _page(key, found) if isinstance(found, bytes) else None
        except self._failures as error:
            self._failed(error)
            return None

    def put(self, page: Page, key: tuple[str, ...], origin: str, generation: bytes, *, ends: float) -> None:
        """Share a page until `ends`."""
        if time.monotonic() < self._try_at:
            return
        seconds = int(ends - time.time())
        (coding, content), *_ = page.contents().items()
        head = json.dumps([page.status, page.headers, page.etag, coding, ends]).encode()
        try:
            if seconds > 0:
                name = _name(key, origin, generation)
                self._cache.set(name, head + b"\n" + content, timeout=seconds)
        except self._failures as error:
            self._failed(error)

    def _failed(self, error: BaseException) -> None:
        logger.warning("Pages are not shared for a while: CACHE_URL does not answer: %s", error)
        self._try_at = time.monotonic() + PAUSE


def _page(key: tuple[str, ...], found: bytes) -> Page | None:
    head, _, content = found.partition(b"\n")
    status, headers, etag, coding, ends = json.loads(head)
    if time.time() >= ends:
        return None
    pairs = [(name, value) for name, value in headers]
    return Page(key, status, [*pairs, ("ETag", etag)], {coding: content}, float("-inf"))


def _name(key: tuple[str, ...], origin: str, generation: bytes) -> str:
    return hashlib.sha256(json.dumps([_version(), origin, generation.hex(), *key]).encode()).hexdigest()


@cache
def _version() -> str:
    """Hash of code, templates and the settings that print."""
    values = repr([django.VERSION, *(getattr(settings, name, None) for name in PRINTED)])
    files = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in _files())
    return hashlib.sha256(values.encode() + files).hexdigest()


def _files() -> Iterator[Path]:
    """The files of CODE, and the names of the static files, which pages print."""
    names = settings.STATIC_ROOT / "staticfiles.json"
    if names.is_file():
        yield names
    for pattern in CODE:
        yield from sorted(path for path in settings.BASE_DIR.glob(pattern) if path.is_file())


def _failures(backend: str) -> tuple[type[Exception], ...]:
    """What can go wrong with a cache: the line, the disk, or what somebody else has put there."""
    found: tuple[type[Exception], ...] = (OSError, ValueError, TypeError, LookupError, EOFError)
    if "redis" in backend:
        from redis import RedisError  # noqa: PLC0415 - takes memory in each process

        found = (*found, RedisError)
    return found


def shared_pages() -> SharedPages | None:
    """None without CACHE_URL, and where its folder can't be made."""
    if ALIAS not in settings.CACHES:
        return None
    try:
        return SharedPages()
    except OSError as error:
        logger.warning("Pages are not shared: the folder of CACHE_URL can't be made: %s", error)
        return None
