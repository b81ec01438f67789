"""Content codings: what a client takes, and the bytes of each."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache

import brotli

IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
#: The best first, where a client likes several equally.
CODINGS = (BROTLI, GZIP, IDENTITY)
LONGEST = 200  # characters of the header; what is longer gets the plain bytes
SMALLEST = 500  # bytes that are worth compressing
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
PART = re.compile(
    r"\s*(?P<name>[!#$%&'*+.^_`|~\w-]+)\s*(?:;\s*q\s*=\s*(?P<weight>[01](?:\.\d{0,3})?)\s*)?\Z",
    re.IGNORECASE | re.ASCII,
)


def accepted(header: str) -> str | None:
    """The coding to answer with, RFC 9110 section 12.5.3; None where the client takes none of ours."""
    return _accepted(header) if len(header) <= LONGEST else IDENTITY


@lru_cache(256)
def _accepted(header: str) -> str | None:
    weights: dict[str, float] = {}
    for part in header.split(","):
        if match := PART.match(part):
            name = match["name"].lower().removeprefix("x-")
            weights[name] = min(float(match["weight"] or 1), 1.0)
    others = weights.get("*", 0.0)
    # Without a word of it the plain bytes are taken, but nothing is liked less.
    plain = weights.get(IDENTITY, others if "*" in weights else 0.0001)
    liked = {name: weights.get(name, others) for name in CODINGS} | {IDENTITY: plain}
    best = max(CODINGS, key=liked.__getitem__)
    return best if liked[best] > 0 else None


def encode(content: bytes, coding: str) -> bytes:
    if coding == BROTLI:
        return brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    if coding == GZIP:
        return gzip.compress(content, GZIP_LEVEL, mtime=0)
    return content


def decode(content: bytes, coding: str) -> bytes:
    if coding == BROTLI:
        return brotli.decompress(content)
    if coding == GZIP:
        return gzip.decompress(content)
    return content
