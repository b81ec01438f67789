"""Paragraphs that two people changed, as plain text to rewrite; words that stay keep their formatting."""

from __future__ import annotations

from dataclasses import dataclass

import lxml.html
from diff_match_patch import diff_match_patch

from articles.editorial.history.formatting import PLAIN, characters_of, html_of, settings_of
from articles.models.body import tree

#: Elements of text alone. Lists, tables and pictures are chosen as a whole.
OF_TEXT = frozenset({"p", "h2", "h3"})

Side = list[str]  # paragraphs as HTML


@dataclass(frozen=True)
class Wording:
    """A proposed text, one line a paragraph; `is_formatted` if a side has bold words or links."""

    text: str
    is_formatted: bool


def wording_of(base: Side, theirs: Side, mine: Side) -> Wording | None:
    """The paragraphs with both changes, where these can be combined; None where one is not plain text."""
    elements = [element for side in (base, theirs, mine) for element in _elements(side)]
    if not elements or any(not _is_text(element) for element in elements):
        return None
    return Wording(
        text=_brought_together(*(_text(side) for side in (base, theirs, mine))),
        is_formatted=any(len(element) for element in elements),
    )


def written(text: str, base: Side, theirs: Side, mine: Side) -> Side:
    """The lines as formatted paragraphs, or as headings where a heading stood in their place."""
    kinds = [element.tag for element in _elements(mine or theirs)]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    kinds += ["p"] * len(lines)
    whole = "\n".join(lines)
    settings = iter(settings_of(whole, *(characters_of(_elements(side)) for side in (base, theirs, mine))))
    found = []
    for kind, line in zip(kinds, lines, strict=False):
        found.append(f"<{kind}>{html_of([(character, next(settings)) for character in line])}</{kind}>")
        next(settings, PLAIN)  # of the line's end
    return found


def _elements(side: Side) -> list[lxml.html.HtmlElement]:
    return [element for block in side for element in tree(block)]


def _is_text(element: lxml.html.HtmlElement) -> bool:
    inside = element.iterdescendants()
    return element.tag in OF_TEXT and not any(child.tag in {"img", "br"} for child in inside)


def _text(side: Side) -> str:
    return "\n".join(element.text_content().strip() for element in _elements(side))


def _brought_together(base: str, theirs: str, mine: str) -> str:
    """Theirs with my changes applied; mine where one of them can't be applied."""
    if not (base and theirs and mine):
        return mine or theirs
    engine = diff_match_patch()
    merged, made = engine.patch_apply(engine.patch_make(base, mine), theirs)
    return merged if all(made) else mine
