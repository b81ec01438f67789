"""Answers of the front: a kept variant of a page, and what a client can't take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from articles.public.pages.encodings import IDENTITY, accepted
from articles.public.pages.page import Environ, StartResponse, Variant


class Closing:
    """The content of an answer; Django is told that it was sent when it was."""

    def __init__(self, content: Iterable[bytes], response: Any) -> None:
        self._content = content
        self.close = response.close

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._content)


def coding_of(environ: Environ) -> str:
    """The best coding that the client takes; plain bytes where it takes none of ours."""
    return accepted(environ.get("HTTP_ACCEPT_ENCODING") or IDENTITY) or IDENTITY


def answer(variant: Variant, environ: Environ, start_response: StartResponse) -> list[bytes]:
    """Send the variant, or say that the client has it already."""
    wanted = environ.get("HTTP_IF_NONE_MATCH")
    if wanted and variant.is_unchanged(wanted):
        start_response("304 Not Modified", variant.unchanged.copy())
        return []
    start_response(variant.status, variant.headers.copy())
    return [] if environ["REQUEST_METHOD"] == "HEAD" else variant.body


def not_acceptable(environ: Environ, start_response: StartResponse) -> list[bytes]:
    """Refuse a client that forbids every coding, plain bytes too."""
    content = b"This site sends gzip, br or plain bytes.\n"
    headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(content)))]
    start_response("406 Not Acceptable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]
