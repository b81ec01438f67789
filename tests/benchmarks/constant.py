"""The constant answer: a WSGI function that sends the same bytes whatever is asked. What a server costs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

BODY = b"x" * int(os.environ.get("BENCHMARK_BYTES", "29000"))
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(BODY))),
    ("Cache-Control", "max-age=60, public"),
    ("ETag", '"0123456789abcdef0123456789abcdef"'),
    ("Vary", "Accept-Encoding"),
]


def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
    if "HTTP_IF_NONE_MATCH" in environ:
        start_response("304 Not Modified", HEADERS[2:])
        return []
    start_response("200 OK", HEADERS)
    return [BODY]
