"""The body of a report: a small vocabulary of HTML, and the plain text that statements are pieces of."""

from __future__ import annotations

import re
from html import escape

import lxml.html
from lxml import etree

#: What an editor may write, and therefore what the server lets through (django-prose-editor derives the
#: nh3 allowlist from this one list, so that the two cannot drift apart).
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

#: Elements that begin a new piece of plain text; text inside one belongs to the innermost of them.
BLOCKS = frozenset({"p", "h2", "h3", "li", "blockquote", "td", "th", "figcaption"})

#: Control characters and noncharacters that XML has not.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tree(html: str) -> lxml.html.HtmlElement:
    """The body's elements, in one div."""
    if not html.strip():
        return lxml.html.Element("div")
    try:
        return lxml.html.fragment_fromstring(html, create_parent="div")
    except ValueError:  # text outside all elements, with characters that no tree can hold
        return lxml.html.fragment_fromstring(NOT_XML.sub("", html), create_parent="div")


def blocks(root: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The innermost block elements of a body, in reading order, each a paragraph of its plain text."""
    return [
        element
        for element in root.iter(*BLOCKS)
        if not any(child.tag in BLOCKS for child in element.iterdescendants())
    ]


def text_blocks(root: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """Those that are a paragraph of the plain text each: not the empty ones, nor captions of figures."""
    return [e for e in blocks(root) if e.tag != "figcaption" and e.text_content().strip()]


def top_blocks(html: str) -> list[str]:
    """The outermost elements of a body, each as HTML: joined they are the body."""
    root = tree(html)
    bare = [escape(root.text, quote=False)] if (root.text or "").strip() else []
    return bare + [lxml.html.tostring(child, encoding="unicode") for child in root]


def paragraphs(html: str) -> list[str]:
    """The plain text of a body, a string a block; empty blocks and captions of figures are left out."""
    return [element.text_content().strip() for element in text_blocks(tree(html))]


def plain_text(html: str) -> str:
    """The body's plain text, its paragraphs joined by a newline: what statements are pieces of."""
    return "\n".join(paragraphs(html))


def from_paragraphs(texts: list[str]) -> str:
    """A body of plain paragraphs."""
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def inner_html(root: lxml.html.HtmlElement) -> str:
    """A tree() as HTML again."""
    inside = (etree.tostring(child, encoding="unicode", method="html") for child in root)
    return escape(root.text or "", quote=False) + "".join(inside)


def with_whole_addresses(html: str, site: str) -> str:
    """The body with the addresses on this site (/media/…) led by the site's own, for readers elsewhere."""
    if not site or ('="/' not in html):
        return html
    root = tree(html)
    root.make_links_absolute(f"{site}/")
    return inner_html(root)
