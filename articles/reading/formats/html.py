"""Extract a saved web page: its encoding, and its elements as lines."""

from __future__ import annotations

import codecs
import re
from typing import Final

from lxml import etree

from articles.reading.formats.content import Content
from articles.reading.formats.decode import MARKS, Decoded, Undecodable, decode
from articles.reading.formats.markup import LineWriter
from articles.reading.unreadable import Unreadable

MOST_BYTES: Final = 24 * 1024 * 1024  # pictures included; the tree needs ten times as much memory
HEAD: Final = 4096
CHARSET: Final = re.compile(rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,20})""", re.I)
#: Declared encodings of Chinese pages, each with the encoding that contains all its characters.
CHINESE: Final = {
    "utf-8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp950": "cp950",
}

#: Elements that start and end a line.
BLOCKS: Final = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details"),
        *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"),
        *(
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
        ),
        *("p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    ]
)
CELLS: Final = frozenset({"td", "th"})
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Elements without visible text, with the reason for the removal.
UNSHOWN: Final = {
    "title": "page_title",
    **dict.fromkeys(("script", "style", "noscript", "template"), "script"),
    **dict.fromkeys(("select", "textarea", "button", "datalist"), "controls"),
    **dict.fromkeys(("object", "iframe", "noframes", "svg", "audio", "video", "canvas", "map"), "embedded"),
}
HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
#: <meta> names of official sites (a government standard), with the label that a page prints.
DATA: Final = (("pubdate", "发布时间"), ("contentsource", "来源"), ("columnname", "栏目"))


def extract_html(raw: bytes, encoding: str | None = None) -> Content:
    """The page's text, one line per block; hidden text is among the removed.

    Raises Undecodable, and Unreadable if the page is too large or nested too deep.
    """
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"The page has {len(raw):,} bytes, more than {MOST_BYTES:,}. Save its text alone.")
    decoded = decode_page(raw, encoding)
    root = _tree(decoded.text)
    lines = LineWriter()
    if root is not None:
        for label, value in _page_data(root):
            lines.write(f"{label}：{value}")
            lines.end()
        _walk(root, lines)
    lines.end()
    text, removed = lines.text(), lines.removed_of_page()
    return Content(text, decoded.encoding, lines.kinds, removed, empty="no_text")


def decode_page(raw: bytes, encoding: str | None = None) -> Decoded:
    """Decode a page; the encoding that it declares is used only if the bytes decode with it.

    UTF-8 is tried first: a page that was saved again is often UTF-8 and still declares GB 2312, and text in
    another encoding is never valid UTF-8. Raises Undecodable.
    """
    if encoding is not None or raw.startswith(tuple(mark for mark, _ in MARKS)) or b"\0" in raw[:HEAD]:
        return decode(raw, encoding)
    for name in filter(None, ("utf-8", _claimed(raw))):
        try:
            return decode(raw, name)
        except Undecodable:
            continue
    return decode(raw)


def _claimed(raw: bytes) -> str | None:
    """The declared encoding, if it is one for Chinese."""
    match = CHARSET.search(raw[:HEAD])
    try:
        return CHINESE.get(codecs.lookup(match[1].decode()).name) if match else None
    except LookupError:
        return None


def _tree(text: str) -> etree._Element | None:
    """The elements of the page, however broken; None if there are none."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # an empty page
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise Unreadable("The page's elements stand too deep in each other. Save its text alone.")
    return root


def _page_data(root: etree._Element) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name, value = element.get("name", "").lower(), " ".join(element.get("content", "").split())
        if name and value:
            found.setdefault(name, value)
    return [(label, found[name]) for name, label in DATA if name in found]


def _walk(root: etree._Element, lines: LineWriter) -> None:
    """Write the texts of all elements in document order."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if reason := _unshown(element):
                lines.remove("".join(element.itertext()), reason)
                walk.skip_subtree()
            else:
                _open(element, lines)
        else:
            _close(element, lines)


def _open(element: etree._Element, lines: LineWriter) -> None:
    tag = element.tag
    if tag in BLOCKS or (tag in CELLS and _is_layout(element)):
        lines.end()
    elif tag in CELLS:
        lines.write("  ")  # label and value of a table row stay on one line
    if tag in HEADINGS:
        lines.heading += 1
    elif tag == "a" and element.get("href"):
        lines.link += 1
    elif tag == "figcaption":
        lines.caption += 1
    elif tag == "pre":
        lines.pre += 1
    _text(element.text, lines)


def _close(element: etree._Element, lines: LineWriter) -> None:
    tag = element.tag
    if _unshown(element):
        _text(element.tail, lines)
        return
    if tag in BLOCKS or (tag in CELLS and _is_layout(element)):
        lines.end()
    if tag in HEADINGS:
        lines.heading -= 1
    elif tag == "a" and element.get("href"):
        lines.link -= 1
    elif tag == "figcaption":
        lines.caption -= 1
    elif tag == "pre":
        lines.pre -= 1
    _text(element.tail, lines)


def _text(text: str | None, lines: LineWriter) -> None:
    if text:
        lines.write(text)


def _unshown(element: etree._Element) -> str | None:
    if reason := UNSHOWN.get(element.tag):
        return reason
    if element.get("hidden") is not None or HIDING.search(element.get("style", "")):
        return "hidden"
    return None


def _is_layout(cell: etree._Element) -> bool:
    """Whether the table row is layout: one of its cells contains blocks."""
    row = cell.getparent()
    return row is None or next(row.iterdescendants(*BLOCKS), None) is not None
