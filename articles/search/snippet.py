"""The piece of a report that shows why it was found."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .grams import fold_with_places
from .query import Term

LENGTH = 90  # characters (code points) of a snippet
BEFORE = 15  # characters that lead up to the first word marked
ELLIPSIS = "…"

Span = tuple[int, int]


def snippet(text: str, terms: Iterable[Term], length: int = LENGTH) -> SafeString:
    """The `length` characters of the plain text with the most of the terms, each in <mark>, as safe HTML.

    Where none of them stands in it, its first characters.
    """
    spans = occurrences(text, terms)
    start, end = _window(len(text), spans, length)
    shown = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
    marked = _mark(text, shown, start, end)
    return mark_safe((ELLIPSIS if start else "") + marked.strip() + (ELLIPSIS if end < len(text) else ""))


def highlight(text: str, terms: Iterable[Term]) -> SafeString:
    """The whole text, with each of the terms in <mark>, as safe HTML."""
    return mark_safe(_mark(text, occurrences(text, terms), 0, len(text)))


def occurrences(text: str, terms: Iterable[Term]) -> list[Span]:
    """Where the terms stand in the original text, in order; those that touch or overlap are one."""
    folded, places = fold_with_places(text)
    found = []
    for word in {term.text for term in terms}:
        start = folded.find(word)
        while start >= 0:
            found.append((places[start], places[start + len(word) - 1] + 1))
            start = folded.find(word, start + 1)
    return _joined(sorted(found))


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _window(size: int, spans: list[Span], length: int) -> Span:
    """The stretch with the most spans in it, the first such, moved back a little to lead up to them."""
    best, most = 0, 0
    for first, _last in spans:
        start = max(0, min(first - BEFORE, size - length))
        inside = sum(start <= a and b <= start + length for a, b in spans)
        if inside > most:
            best, most = start, inside
    return best, min(best + length, size)


def _mark(text: str, spans: list[Span], start: int, end: int) -> str:
    edges = [start, *(edge for span in spans for edge in span), end]
    pieces = (escape(text[a:b]) for a, b in pairwise(edges))
    return "".join(f"<mark>{piece}</mark>" if number % 2 else piece for number, piece in enumerate(pieces))
