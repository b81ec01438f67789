"""Detect the format of a file by its first bytes, and by its name only if they don't show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from articles.reading.formats.archive import ZIP, holds_office_file
from articles.reading.formats.content import Content
from articles.reading.formats.docx import extract_docx
from articles.reading.formats.html import extract_html
from articles.reading.formats.text import extract_text
from articles.reading.unreadable import Unreadable

#: Suffixes that an import accepts in a folder or an archive.
PAGES: Final = (".html", ".htm", ".xhtml", ".shtml")
SUFFIXES: Final = (".txt", *PAGES, ".docx")
ARCHIVE: Final = ".zip"

OPENERS: Final[dict[str, Callable[[bytes, str | None], Content]]] = {
    "text": extract_text,
    "html": extract_html,
    "docx": extract_docx,
}
#: First bytes of refused formats, with advice.
OTHERS: Final = (
    (b"%PDF-", "This is a PDF file. Save its text as .docx or .txt."),
    (b"\xd0\xcf\x11\xe0", "This is a file of an older Office program. Save it as .docx."),
    (b"{\\rtf", "This is a Rich Text file. Save it as .docx."),
)
HEAD: Final = 2048  # bytes
COMMENT: Final = re.compile(rb"<!--.*?-->", re.S)
PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta)\b",
    re.I,
)
MIME: Final = re.compile(rb"(?:From|MIME-Version|Snapshot-Content-Location|Subject): ", re.I)
TAG: Final = re.compile(rb"<[a-z!/]", re.I)


def extract_content(raw: bytes, name: str = "", encoding: str | None = None) -> Content:
    """The text of a file in any accepted format; `encoding` is one that a person picked.

    Raises Unreadable with advice.
    """
    for beginning, advice in OTHERS:
        if raw.startswith(beginning):
            raise Unreadable(advice)
    return OPENERS[detect_format(raw, name)](raw, encoding)


def detect_format(raw: bytes, name: str = "") -> str:
    """“text”, “html” or “docx”. Raises Unreadable for an archive."""
    if raw.startswith(ZIP):
        if name.lower().endswith(".docx") or holds_office_file(raw):
            return "docx"
        raise Unreadable("This is an archive inside another. Unpack it first.")
    head = raw[:HEAD].replace(b"\0", b"")  # turns the markup of UTF-16 into ASCII
    if MIME.match(head) and b"multipart/related" in head:
        raise Unreadable("This is a page saved as one MHTML file. Save it as “web page, HTML only”.")
    if PAGE.match(COMMENT.sub(b"", head)):
        return "html"
    if name.lower().endswith(PAGES) and TAG.search(raw.replace(b"\0", b"")):
        return "html"
    return "text"
