"""Detection of a file's format."""

from __future__ import annotations

import pytest

from articles.reading.formats import extract_content
from articles.reading.formats.detect import detect_format
from articles.reading.unreadable import Unreadable

from .make import make_docx, make_page, make_zip

PLAIN = "会议在市检察院召开。".encode()


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (PLAIN, "a.txt", "text"),
        (PLAIN, "a.html", "text"),
        (b"3 < 5 and 7 > 6", "a.html", "text"),
        (b"<p>3", "a.html", "html"),
        (b"<p>3", "a.txt", "text"),
        (make_page("甲"), "a.txt", "html"),
        (make_page("甲"), "", "html"),
        (make_page("甲", encoding="utf-16"), "a.txt", "html"),
        (b"\xef\xbb\xbf \r\n<!-- saved from url --><HTML>", "a.txt", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html>', "a.txt", "html"),
        (make_docx("甲"), "a.txt", "docx"),
        (make_docx("甲"), "a.html", "docx"),
    ],
)
def test_the_format_is_detected_by_content_then_by_name(raw: bytes, name: str, kind: str) -> None:
    assert detect_format(raw, name) == kind


@pytest.mark.parametrize(
    ("raw", "advice"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it as .docx"),
        (b"{\\rtf1", "Save it as .docx"),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related;", "HTML only"),
        (make_zip({"a.txt": b"1"}), "Unpack"),
        (make_zip({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b""}), "no Word file"),
    ],
)
def test_a_refused_format_gives_advice(raw: bytes, advice: str) -> None:
    with pytest.raises(Unreadable, match=advice):
        extract_content(raw, "a.docx" if b"xl/" in raw else "a")
