"""A page as it is kept and sent: its bytes in each content coding, with the headers of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from articles.public.pages.encodings import IDENTITY, SMALLEST, decode, encode

Header = tuple[str, str]
Environ = dict[str, Any]
StartResponse = Callable[..., Any]
#: Of an address that is known. Not 404: there are endless addresses of nothing, and to answer one is cheap.
STATUSES = frozenset({"200", "301", "302", "410"})
#: What a page is made of anew for each coding; Set-Cookie is in none.
OWN_HEADERS = frozenset({"content-length", "content-encoding", "etag", "vary"})
#: Headers of a 304 that only a body needs.
OF_THE_BODY = ("content-",)
STRONG = re.compile(r'"[\x21\x23-\x7e]*"\Z')
#: Entity tags in If-None-Match, weak or strong: compared weakly, RFC 9110 section 13.1.2.
TAGS = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
OVERHEAD = 1_500  # bytes of a page's own objects, as measured


class Variant:
    """A page in one coding. `body` is a list, which servers send in one piece."""

    __slots__ = ("body", "etag", "headers", "page", "status", "unchanged")

    def __init__(self, page: Page, coding: str, content: bytes) -> None:
        self.page = page
        self.status = page.status
        self.body = [content]
        self.etag = page.etag if coding == IDENTITY else f'{page.etag[:-1]}-{coding}"'
        own = [("ETag", self.etag), ("Vary", "Accept-Encoding")]
        self.unchanged = [*(header for header in page.headers if not _is_of_body(header)), *own]
        own.append(("Content-Length", str(len(content))))
        if coding != IDENTITY:
            own.append(("Content-Encoding", coding))
        self.headers = [*page.headers, *own]

    def is_unchanged(self, wanted: str) -> bool:
        """Whether If-None-Match names this variant."""
        if not self.status.startswith("200"):
            return False
        return wanted == self.etag or wanted.strip() == "*" or self.etag in TAGS.findall(wanted)


class Page:
    """What Django answered to one address. Codings are made when they are first asked for."""

    __slots__ = ("aliases", "counted", "etag", "headers", "key", "made", "size", "status", "variants")

    def __init__(
        self, key: Hashable, status: str, headers: Iterable[Header], contents: dict[str, bytes], made: float
    ) -> None:
        """`contents` has the bytes of one coding at least; `made` is when it was begun (monotonic)."""
        headers = list(headers)
        self.key = key
        self.status = status
        self.made = made
        self.headers = [header for header in headers if header[0].lower() not in OWN_HEADERS]
        given = {name.lower(): value for name, value in headers}.get("etag", "")
        self.etag = given if STRONG.match(given) else _tag(contents)
        self.variants = {coding: Variant(self, coding, content) for coding, content in contents.items()}
        self.size = OVERHEAD + sum(map(len, contents.values()))
        #: Bytes that the store has counted.
        self.counted = 0
        #: Requests that lead to a variant without being taken apart; see store.py.
        self.aliases: list[Hashable] = []

    def variant(self, coding: str) -> Variant:
        """The page in this coding; a short body is not compressed."""
        found = self.variants.get(coding)
        if found is None:
            # Of a copy: another thread may add a coding meanwhile.
            have, variant = next(iter(self.variants.copy().items()))
            content = decode(variant.body[0], have)
            if coding != IDENTITY and len(content) < SMALLEST:
                return self.variant(IDENTITY)
            found = Variant(self, coding, encode(content, coding))
            self.variants[coding] = found
            self.size += len(found.body[0])
        return found

    def forget_others(self, variant: Variant) -> None:
        """Keep the bytes of this variant alone: another coding is made of them when it is asked for."""
        self.variants = {coding: each for coding, each in self.variants.items() if each is variant}
        self.size = OVERHEAD + len(variant.body[0])

    def contents(self) -> dict[str, bytes]:
        return {coding: variant.body[0] for coding, variant in list(self.variants.items())}


def may_be_kept(status: str, headers: Iterable[Header]) -> bool:
    """Whether an answer is the same for everyone who asks for it until the site changes."""
    values: dict[str, str] = {}
    for name, value in headers:
        values[name.lower()] = f"{values[name.lower()]},{value}" if name.lower() in values else value
    caching = {part.strip() for part in values.get("cache-control", "").lower().split(",")}
    varies = {part.strip() for part in values.get("vary", "").lower().split(",")} - {""}
    return (
        status[:3] in STATUSES
        and "public" in caching
        and not caching & {"private", "no-store"}
        and varies <= {"accept-encoding"}
        and not values.keys() & {"set-cookie", "content-encoding"}
        # A nonce that is sent twice protects nobody.
        and "'nonce-" not in values.get("content-security-policy", "")
    )


def _tag(contents: dict[str, bytes]) -> str:
    coding, content = next(iter(contents.items()))
    return f'"{hashlib.sha256(decode(content, coding)).hexdigest()[:32]}"'


def _is_of_body(header: Header) -> bool:
    name = header[0].lower()
    return name.startswith(OF_THE_BODY) and name not in {"content-security-policy", "content-location"}
