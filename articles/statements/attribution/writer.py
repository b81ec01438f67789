"""Serialise a parsed, sanitised body as HTML, with labels and spans inserted into its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.html import escape
from lxml.html import HtmlElement

VOID = frozenset({"br", "hr", "img"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paint:
    """Labels and spans for the text of one element, by character offset.

    `statements` are the spans of statements with their primary keys, `markers` those of point markers;
    `labels` are HTML inserted before the character at their offset.
    """

    statements: tuple[tuple[int, int, int | None], ...] = ()
    markers: tuple[Span, ...] = ()
    labels: Mapping[int, str] = field(default_factory=dict)

    def edges(self) -> set[int]:
        spans = (*self.markers, *((low, high) for low, high, _key in self.statements))
        return {edge for span in spans for edge in span} | set(self.labels)


class Writer:
    """Serialise elements, with the labels and spans of their Paint."""

    def __init__(self, paints: Mapping[HtmlElement, Paint]):
        self._paints = paints
        self._paint: Paint | None = None
        self._window: Span | None = None
        self._at = 0

    def outer(self, element: HtmlElement) -> str:
        """Outer HTML of the element."""
        return self._element(element)

    def inner(self, element: HtmlElement, window: Span | None = None) -> str:
        """Inner HTML of the element; with `window`, only of that range of its text."""
        self._window = window
        try:
            return self._inside(element)
        finally:
            self._window = None

    def _element(self, element: HtmlElement) -> str:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
        if element.tag in VOID:
            return f"<{element.tag}{attributes}>" if self._in_window() else ""
        inside = self._inside(element)
        if self._window and not inside:
            return ""  # its text is outside of the window
        return f"<{element.tag}{attributes}>{inside}</{element.tag}>"

    def _inside(self, element: HtmlElement) -> str:
        painted = element in self._paints
        if painted:
            self._paint, self._at = self._paints[element], 0
        written = [self._text(element.text)]
        for child in element:
            written += (self._element(child), self._text(child.tail))
        if painted:
            self._paint = None
        return "".join(written)

    def _in_window(self) -> bool:
        return not self._window or self._window[0] <= self._at < self._window[1]

    def _text(self, text: str | None) -> str:
        text = text or ""
        if self._paint is None:
            return escape(text)
        start, self._at = self._at, self._at + len(text)
        return "".join(
            self._atom(self._paint, low, text[low - start : high - start])
            for low, high in self._atoms(self._paint, start, self._at)
        )

    def _atoms(self, paint: Paint, start: int, end: int) -> Iterator[Span]:
        """The ranges of text[start:end] inside the window with the same spans."""
        if self._window:
            start, end = max(start, self._window[0]), min(end, self._window[1])
        edges = sorted({start, end} | {edge for edge in paint.edges() if start < edge < end})
        if start < end:
            yield from pairwise(edges)

    @staticmethod
    def _atom(paint: Paint, at: int, text: str) -> str:
        html = str(escape(text))
        if any(low <= at < high for low, high in paint.markers):
            html = f'<b class="marker">{html}</b>'
        if keys := [str(key) for low, high, key in paint.statements if low <= at < high]:
            html = f'<span class="statement" data-statement="{" ".join(keys)}">{html}</span>'
        return paint.labels.get(at, "") + html
