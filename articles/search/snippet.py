"""The piece of a report that shows why it was found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from urllib.parse import quote

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .grams import fold_in_place, fold_with_places
from .query import Term

LENGTH = 90  # characters (code points) of a snippet
LEAD = 15  # characters of them that lead up to the first word marked
MOST_WEIGHED = 500  # occurrences, in a text that has a word on every line
ELLIPSIS = "…"
PAUSE = re.compile(r"[\s，。、；：？！…“”‘’「」『』《》（）,;:?!()\"]+")
#: Between two paragraphs, behind a Chinese character or mark, which a blank doesn't follow.
LINE_END = re.compile(r"(?<=[>\u0080-\U0010ffff])\n")
#: Of a point, which a page sets apart from its words: 一是, 二要.
MARKER = re.compile("[一二三四五六七八九十]{1,3}[是要]")
LONGEST_CLAUSE = 60  # characters

Span = tuple[int, int]


def snippet(text: str, terms: Iterable[Term], length: int = LENGTH) -> SafeString:
    """The `length` characters of the plain text with the most of the terms, each in <mark>, as safe HTML.

    Where none of them stands in it, its first characters.
    """
    found = occurrences(text, terms)
    spans = _joined(found)
    start, end = _between_words(text, spans, *_window(len(text), found, length))
    shown = [(first, min(last, end)) for first, last in spans if start <= first < end]
    marked = _mark(text, shown, start, end)
    marked = LINE_END.sub("", marked.strip())
    return mark_safe((ELLIPSIS if start else "") + marked + (ELLIPSIS if end < len(text) else ""))


def highlight(text: str, terms: Iterable[Term]) -> SafeString:
    """The whole text, with each of the terms in <mark>, as safe HTML."""
    return mark_safe(_mark(text, _joined(occurrences(text, terms)), 0, len(text)))


def place_of(text: str, terms: Iterable[Term]) -> str:
    """The fragment of an address that leads to the first term of snippet() in the plain text of a page, ""
    where none stands there: https://wicg.github.io/scroll-to-text-fragment/. The page needs no anchor for it.

    It names the whole clause: the term alone may stand in a menu or the title before, and where it is a part
    of a word browsers don't look for it.
    """
    found = occurrences(text, terms)
    if not found:
        return ""
    start, _end = _window(len(text), found, LENGTH)
    place = next(span for span in found if span[0] >= start)
    first, last = _clause(text, place)
    words = quote(text[first:last], safe="").replace("-", "%2D")  # a hyphen would be taken for syntax
    return f"#:~:text={words}"


def _clause(text: str, place: Span) -> Span:
    """The clause that a place in the text belongs to, without the marker of a point; the place itself, where
    that is too long to name."""
    first = max((match.end() for match in PAUSE.finditer(text, 0, place[0])), default=0)
    if (marker := MARKER.match(text, first)) and marker.end() <= place[0]:
        first = marker.end()
    after = PAUSE.search(text, place[1])
    last = after.start() if after else len(text)
    return (first, last) if last - first <= LONGEST_CLAUSE else place


def occurrences(text: str, terms: Iterable[Term]) -> dict[Span, str]:
    """Where the terms stand in the original text, in order, each place with the term's folded text."""
    return _occurrences(text, tuple(term.text for term in terms))


@lru_cache(maxsize=1)  # the snippet and its place are asked for one after the other
def _occurrences(text: str, terms: tuple[str, ...]) -> dict[Span, str]:
    words = set(terms)
    if not words:
        return {}
    if (folded := fold_in_place(text)) is not None:
        found = {span: word for word in words for span in _spans(folded, word)}
    else:
        folded, places = fold_with_places(text)
        found = {
            (places[first], places[last - 1] + 1): word
            for word in words
            for first, last in _spans(folded, word)
        }
    return dict(sorted(found.items()))


def _spans(folded: str, word: str) -> Iterator[Span]:
    """Where a word begins and ends in folded text; between the words of a phrase may be several spaces."""
    if " " in word:
        pattern = " +".join(map(re.escape, word.split(" ")))
        yield from (match.span(1) for match in re.finditer(f"(?=({pattern}))", folded))
        return
    start = folded.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = folded.find(word, start + 1)


def _window(size: int, found: dict[Span, str], length: int) -> Span:
    """The first stretch with the most different terms beginning in it, then with the most of them."""
    starts = [first for first, _last in found][:MOST_WEIGHED]
    words = list(found.values())
    lead = LEAD * length // LENGTH
    best, most = 0, (0, 0)
    for first in starts:
        start = max(0, min(first - lead, size - length))
        inside = words[bisect_left(starts, start) : bisect_left(starts, start + length)]
        if (weight := (len(set(inside)), len(inside))) > most:
            best, most = start, weight
    return best, min(best + length, size)


def _between_words(text: str, spans: Iterable[Span], start: int, end: int) -> Span:
    """The window without the rest of a clause at its beginning and the beginning of a term at its end."""
    inside = [span for span in spans if start <= span[0] < end]
    if inside and start and (pause := PAUSE.search(text, start - 1, inside[0][0])):
        start = pause.end()
    cut = next((first for first, last in inside if last > end and first > start), end)
    return start, cut


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order; those that touch or overlap become one."""
    joined: list[Span] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _mark(text: str, spans: list[Span], start: int, end: int) -> str:
    """The text from start to end, escaped, the spans in it in <mark>."""
    edges = [start, *(edge for span in spans for edge in span), end]
    pieces = (escape(text[a:b]) for a, b in pairwise(edges))
    return "".join(f"<mark>{piece}</mark>" if number % 2 else piece for number, piece in enumerate(pieces))
