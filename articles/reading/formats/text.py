"""Plain text: only decoded."""

from __future__ import annotations

from articles.reading.formats.content import Content
from articles.reading.formats.decode import decode


def extract_text(raw: bytes, encoding: str | None = None) -> Content:
    """Raises decode.Undecodable."""
    decoded = decode(raw, encoding)
    return Content(decoded.text.removeprefix("\ufeff"), decoded.encoding)
