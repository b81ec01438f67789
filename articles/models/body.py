"""Body of a report: its HTML, and the plain text of which statements are verbatim parts."""

from __future__ import annotations

import re
from html import escape

import lxml.html
from lxml import etree

#: Extensions of the rich-text editor. django-prose-editor derives the nh3 allowlist from them.
BODY_EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Figure": True,
    "Caption": True,
    "Image": True,
    "History": True,
    "HTML": True,
}

#: Block elements. Each innermost one is a paragraph of the plain text.
BLOCKS = frozenset({"p", "h2", "h3", "li", "blockquote", "td", "th", "figcaption"})

#: Control characters and noncharacters that XML does not allow.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tree(html: str) -> lxml.html.HtmlElement:
    """Parse a body; the root is a div around its elements."""
    if not html.strip():
        return lxml.html.Element("div")
    try:
        return lxml.html.fragment_fromstring(html, create_parent="div")
    except ValueError:  # text outside of elements, with characters that lxml rejects
        return lxml.html.fragment_fromstring(NOT_XML.sub("", html), create_parent="div")


def blocks(root: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """Innermost block elements of a body, in document order."""
    return [
        element
        for element in root.iter(*BLOCKS)
        if not any(child.tag in BLOCKS for child in element.iterdescendants())
    ]


def text_blocks(root: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """Blocks that are paragraphs of the plain text: without empty ones and figure captions."""
    return [e for e in blocks(root) if e.tag != "figcaption" and e.text_content().strip()]


def top_blocks(html: str) -> list[str]:
    """HTML of each outermost element of a body; joined they give the body again."""
    root = tree(html)
    bare = [escape(root.text, quote=False)] if (root.text or "").strip() else []
    return bare + [lxml.html.tostring(child, encoding="unicode") for child in root]


def paragraphs(html: str) -> list[str]:
    """Plain text of a body, one string per text block."""
    return [element.text_content().strip() for element in text_blocks(tree(html))]


def plain_text(html: str) -> str:
    """Plain text of a body, paragraphs joined by newlines. Statements are substrings of it."""
    return "\n".join(paragraphs(html))


def from_paragraphs(texts: list[str]) -> str:
    """Body HTML made of plain paragraphs."""
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def inner_html(root: lxml.html.HtmlElement) -> str:
    """HTML inside the root of tree()."""
    inside = (etree.tostring(child, encoding="unicode", method="html") for child in root)
    return escape(root.text or "", quote=False) + "".join(inside)


def with_whole_addresses(html: str, site: str) -> str:
    """Make the links of a body to this site absolute, for feeds. `site` is SITE_URL; without it unchanged."""
    if not site or ('="/' not in html):
        return html
    root = tree(html)
    root.make_links_absolute(f"{site}/")
    return inner_html(root)
