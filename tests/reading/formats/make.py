"""Build the smallest files of every format."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH


def make_page(body: str, *, head: str = "", encoding: str = "utf-8") -> bytes:
    """A saved web page."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding)


def make_zip(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return out.getvalue()


def make_png(colour: int = 255) -> bytes:
    """A PNG of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes([0, colour]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def make_docx(*paragraphs: str | bytes, centred: tuple[int, ...] = (), header: str = "") -> bytes:
    """A Word file: strings become paragraphs, bytes pictures; `centred` numbers the centred ones."""
    document = docx.Document()
    for place, content in enumerate(paragraphs):
        paragraph = document.add_paragraph(content if isinstance(content, str) else "")
        if isinstance(content, bytes):
            paragraph.add_run().add_picture(BytesIO(content))
        if place in centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = BytesIO()
    document.save(out)
    return out.getvalue()
