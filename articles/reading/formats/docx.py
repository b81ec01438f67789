"""Extract a Word file: paragraphs and table cells as lines, pictures with their place."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from articles.reading.draft import Picture, Problem, Removed
from articles.reading.formats.archive import open_archive
from articles.reading.formats.content import Content
from articles.reading.page.lines import CAPTION
from articles.reading.reasons import PROBLEMS
from articles.reading.unreadable import Unreadable

BODY: Final = "word/document.xml"
MOST_UNPACKED: Final = 256 * 1024 * 1024
MOST_XML: Final = 64 * 1024 * 1024
#: Picture formats that browsers show, by their first bytes.
PICTURES: Final = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
)
CAPTION_STYLE: Final = re.compile("caption|题注|图注", re.I)
LONGEST_CAPTION: Final = 60
PIECES: Final = frozenset(map(qn, ("w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:delText")))
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
VML: Final = "{urn:schemas-microsoft-com:vml}imagedata"


def extract_docx(raw: bytes, encoding: str | None = None) -> Content:
    """The text of a .docx, which declares its own encoding. Raises Unreadable if it is broken."""
    document = _open(raw)
    lines: list[str] = []
    kinds: dict[int, str] = {}
    removed, pictures, problems = _page_edges(document), list[Picture](), list[Problem]()
    after_picture = False
    for paragraph in document.element.body.iter(qn("w:p")):
        if _in_fallback(paragraph):
            continue
        found = [_picture(document, element, len(lines) + 1) for element in _embedded(paragraph)]
        pictures += [picture for picture in found if picture]
        if None in found:
            problems.append(Problem(len(lines) + 1, "picture_format", PROBLEMS["picture_format"]))
        text, gone = _text_of(paragraph)
        removed += [Removed(len(lines) + 1, words, reason) for words, reason in gone]
        for line in filter(str.strip, text.split("\n")):
            lines.append(line)
            if _is_caption(paragraph, line, after_picture):
                kinds[len(lines)] = CAPTION
        after_picture = bool(found) if not text.strip() else False
    last = max(len(lines), 1)
    return Content(
        "\n".join(lines),
        "docx",
        kinds,
        tuple(Removed(min(gone.line, last), gone.text, gone.reason) for gone in removed),
        tuple(pictures),
        tuple(problems),
        empty="no_text",
    )


def _open(raw: bytes) -> Document:
    archive = open_archive(raw)
    infos = archive.infolist()
    largest = max((info.file_size for info in infos if info.filename.endswith(".xml")), default=0)
    if BODY not in archive.namelist():
        raise Unreadable("This is no Word file: it holds no text of that kind. Save it as .docx from Word.")
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("It is locked with a password. Save it without one.")
    if sum(info.file_size for info in infos) > MOST_UNPACKED or largest > MOST_XML:
        raise Unreadable("Unpacked, the Word file is too large. Make its pictures smaller, or split it.")
    try:
        return docx.Document(BytesIO(raw))
    except (
        *(PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError),
        *(KeyError, ValueError, OSError, EOFError, AttributeError),  # raised by python-docx for missing parts
    ) as error:
        if "content type" in str(error):  # of another kind; the message of python-docx holds a memory address
            raise Unreadable("This is a Word template, or has macros. Save it as .docx from Word.") from None
        raise Unreadable(f"The Word file is broken ({error}). Save it again from Word.") from None


def _in_fallback(element: etree._Element) -> bool:
    """Whether this is the copy of a drawing for older programs."""
    return any(True for _ in element.iterancestors(FALLBACK))


def _text_of(paragraph: etree._Element) -> tuple[str, list[tuple[str, str]]]:
    """The paragraph's own text with newlines for breaks, and deleted or hidden text with the reason.

    Paragraphs of a text box stand inside another paragraph and are read on their own.
    """
    shown, gone = [], []
    for element in paragraph.iter(*PIECES):
        if next(element.iterancestors(qn("w:p"))) is not paragraph:
            continue
        words = _words(element)
        if element.tag == qn("w:delText"):
            gone.append((words, "deleted"))
        elif _is_hidden(element):
            gone.append((words, "hidden"))
        else:
            shown.append(words)
    return "".join(shown), [(words, reason) for words, reason in gone if words.strip()]


def _words(element: etree._Element) -> str:
    if element.tag in {qn("w:t"), qn("w:delText")}:
        return element.text or ""
    return {qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}.get(element.tag, "\n")


def _is_hidden(element: etree._Element) -> bool:
    mark = element.getparent().find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val")) not in {"0", "false", "off"}


def _embedded(paragraph: etree._Element) -> list[etree._Element]:
    found = [*paragraph.iter(qn("a:blip")), *paragraph.iter(VML)]
    return [
        element
        for element in found
        if next(element.iterancestors(qn("w:p"))) is paragraph and not _in_fallback(element)
    ]


def _picture(document: Document, element: etree._Element, line: int) -> Picture | None:
    """The picture; None if it is linked or in a format that no browser shows."""
    part = document.part.related_parts.get(element.get(qn("r:embed")) or element.get(qn("r:id")))
    data = part.blob if part is not None else b""
    suffix = next((suffix for beginning, suffix in PICTURES if data.startswith(beginning)), None)
    return Picture(data, suffix, line, _alt(element)) if suffix else None


def _alt(element: etree._Element) -> str:
    drawing = next(element.iterancestors(qn("w:drawing")), None)
    named = next(drawing.iter(qn("wp:docPr")), None) if drawing is not None else None
    return " ".join(named.get("descr", "").split()) if named is not None else ""


def _is_caption(paragraph: etree._Element, line: str, after_picture: bool) -> bool:
    """Whether a paragraph has a caption style, or is short, centred and directly below a picture."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return False
    style, place = properties.find(qn("w:pStyle")), properties.find(qn("w:jc"))
    if style is not None and CAPTION_STYLE.search(style.get(qn("w:val"), "")):
        return True
    centred = place is not None and place.get(qn("w:val")) == "center"
    return after_picture and centred and len(line) <= LONGEST_CAPTION


def _page_edges(document: Document) -> list[Removed]:
    """Headers and footers, which are no part of the text."""
    texts = dict.fromkeys(
        text
        for section in document.sections
        for edge in (section.header, section.footer)
        if not edge.is_linked_to_previous
        for paragraph in edge.paragraphs
        if (text := paragraph.text.strip())
    )
    return [Removed(1, text, "page_edge") for text in texts]
