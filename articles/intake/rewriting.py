"""Replace paragraphs or characters of a body; the formatting of all others stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from articles.models.body import inner_html, text_blocks, tree


def with_paragraphs(html: str, place: int, count: int, texts: Sequence[str]) -> str:
    """The body with `texts` in place of the `count` paragraphs from `place` on."""
    root = tree(html)
    shown = text_blocks(root)
    for element, text in zip(shown[place : place + count], texts, strict=False):
        for child in list(element):
            element.remove(child)
        element.text = text
    for element in shown[place + len(texts) : place + count]:
        element.getparent().remove(element)
    kept = min(count, len(texts))
    after = shown[place + kept - 1] if place + kept else None
    for text in reversed(texts[kept:]):
        paragraph = etree.Element("p")
        paragraph.text = text
        if after is None:
            root.insert(0, paragraph)
        else:
            after.addnext(paragraph)
    return inner_html(root)


def with_characters(html: str, changes: Mapping[int, Mapping[int, str]]) -> str:
    """The body with other characters: paragraph → place in its plain text → the character."""
    root = tree(html)
    shown = text_blocks(root)
    for number, its in changes.items():
        _replace(shown[number], its)
    return inner_html(root)


def _replace(paragraph: etree._Element, changes: Mapping[int, str]) -> None:
    """Replace characters one for one, whatever elements they stand in."""
    text = paragraph.text_content()
    lead = len(text) - len(text.lstrip())  # the plain text has no spaces at its ends
    at = 0
    for piece in paragraph.xpath(".//text()"):
        characters = list(piece)
        for place, character in changes.items():
            if at <= place + lead < at + len(piece):
                characters[place + lead - at] = character
        setattr(piece.getparent(), "text" if piece.is_text else "tail", "".join(characters))
        at += len(piece)
