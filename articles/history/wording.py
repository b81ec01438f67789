"""Paragraphs that two people changed, as plain text in which somebody writes what shall stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import lxml.html
from diff_match_patch import diff_match_patch

from articles.models.body import tree

#: Elements that hold nothing but text: a list, a table or a picture is taken as a whole.
OF_TEXT = frozenset({"p", "h2", "h3"})


@dataclass(frozen=True)
class Wording:
    """A proposal, a line a paragraph; `loses_formatting` where the text alone says less than its sides."""

    text: str
    loses_formatting: bool


def wording_of(base: list[str], theirs: list[str], mine: list[str]) -> Wording | None:
    """Paragraphs with the changes of both where that can be told; None where they are not just text."""
    elements = [element for side in (base, theirs, mine) for block in side for element in tree(block)]
    if not elements or any(not _is_text(element) for element in elements):
        return None
    return Wording(
        text=_brought_together(*(_text(side) for side in (base, theirs, mine))),
        loses_formatting=any(len(element) for element in elements),
    )


def written(text: str, like: Iterable[str]) -> list[str]:
    """The lines as paragraphs or, where a heading stood in their place, as headings."""
    kinds = [element.tag for block in like for element in tree(block)]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    kinds += ["p"] * len(lines)
    return [f"<{kind}>{escape(line, quote=False)}</{kind}>" for kind, line in zip(kinds, lines, strict=False)]


def _is_text(element: lxml.html.HtmlElement) -> bool:
    inside = element.iterdescendants()
    return element.tag in OF_TEXT and not any(child.tag in {"img", "br"} for child in inside)


def _text(side: list[str]) -> str:
    return "\n".join(element.text_content().strip() for block in side for element in tree(block))


def _brought_together(base: str, theirs: str, mine: str) -> str:
    """Theirs with my changes made to it; mine where one of them has lost its place."""
    if not (base and theirs and mine):
        return mine or theirs
    engine = diff_match_patch()
    merged, made = engine.patch_apply(engine.patch_make(base, mine), theirs)
    return merged if all(made) else mine
