"""A saved page: its encoding, and its elements as lines that the steps of reading can judge."""

from __future__ import annotations

import codecs
import re
from typing import Final

from lxml import etree

from articles.reading.formats.content import Content
from articles.reading.formats.decode import MARKS, Decoded, Undecodable, decode
from articles.reading.formats.markup import Lines
from articles.reading.unreadable import Unreadable

MOST_BYTES: Final = 24 * 1024 * 1024  # a page saved with its pictures in it; the tree takes ten times as much
HEAD: Final = 4096
CHARSET: Final = re.compile(rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,20})""", re.I)
#: What a Chinese page may say of itself, and the encoding that has all characters of it.
CHINESE: Final = {
    "utf-8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp950": "cp950",
}

#: Elements that begin and end a line.
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
#: Elements whose text is not shown as text, with the reason for its removal.
UNSHOWN: Final = {
    "title": "page_title",
    **dict.fromkeys(("script", "style", "noscript", "template"), "script"),
    **dict.fromkeys(("select", "textarea", "button", "datalist"), "controls"),
    **dict.fromkeys(("object", "iframe", "noframes", "svg", "audio", "video", "canvas", "map"), "embedded"),
}
HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
#: What official sites say of a report in <meta> (their own standard), and the label that says it on a page.
DATA: Final = (("pubdate", "发布时间"), ("contentsource", "来源"), ("columnname", "栏目"))


def extract_html(raw: bytes, encoding: str | None = None) -> Content:
    """The page's text, a line for each block; what it doesn't show is among the removed.

    Raises Undecodable, and Unreadable where it is too large or too deep.
    """
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"The page has {len(raw):,} bytes, more than {MOST_BYTES:,}. Save its text alone.")
    decoded = decode_page(raw, encoding)
    root = _tree(decoded.text)
    lines = Lines()
    if root is not None:
        for label, value in _page_data(root):
            lines.write(f"{label}：{value}")
            lines.end()
        _walk(root, lines)
    lines.end()
    text, removed = lines.text(), lines.removed_of_page()
    return Content(text, decoded.encoding, lines.kinds, removed, empty="no_text")


def decode_page(raw: bytes, encoding: str | None = None) -> Decoded:
    """The page's text. What it says of its encoding is honoured only if the bytes decode so.

    A page saved anew is often UTF-8 and still claims to be GB 2312, and bytes of any length in another
    encoding are no valid UTF-8: that is tried first. Raises Undecodable.
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
    """The encoding that the page claims, if it is one in which Chinese is written."""
    match = CHARSET.search(raw[:HEAD])
    try:
        return CHINESE.get(codecs.lookup(match[1].decode()).name) if match else None
    except LookupError:
        return None


def _tree(text: str) -> etree._Element | None:
    """The elements of the page, however broken; None where there are none."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing in it
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


def _walk(root: etree._Element, lines: Lines) -> None:
    """Write every text in the order of the page."""
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


def _open(element: etree._Element, lines: Lines) -> None:
    tag = element.tag
    if tag in BLOCKS or (tag in CELLS and _is_layout(element)):
        lines.end()
    elif tag in CELLS:
        lines.write("  ")  # the label and the value of a table stay on a line
    if tag in HEADINGS:
        lines.heading += 1
    elif tag == "a" and element.get("href"):
        lines.link += 1
    elif tag == "figcaption":
        lines.caption += 1
    elif tag == "pre":
        lines.pre += 1
    _text(element.text, lines)


def _close(element: etree._Element, lines: Lines) -> None:
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


def _text(text: str | None, lines: Lines) -> None:
    if text:
        lines.write(text)


def _unshown(element: etree._Element) -> str | None:
    if reason := UNSHOWN.get(element.tag):
        return reason
    if element.get("hidden") is not None or HIDING.search(element.get("style", "")):
        return "hidden"
    return None


def _is_layout(cell: etree._Element) -> bool:
    """Whether the row lays out the page: a cell of it holds blocks or a table, not just words."""
    row = cell.getparent()
    return row is None or next(row.iterdescendants(*BLOCKS), None) is not None
