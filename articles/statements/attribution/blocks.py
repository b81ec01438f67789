"""Split a body with its statements and photos into blocks for the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import cast

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_prose_editor.fields import ProseEditorField
from lxml.html import HtmlElement

from articles.models import Photo, Report, Statement
from articles.models import body as bodies
from articles.statements.places import CLOSING, Paragraph, place, words_of

from .writer import Paint, Writer

KEPT = 1000  # statements that a process keeps as HTML: lists show the newest again and again


@dataclass(frozen=True, slots=True)
class StatementSpan:
    """A statement in the margin of a block; `first` if it begins there, which makes it the link target."""

    statement: Statement
    first: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a block: HTML, or a photo."""

    html: str = ""  # safe
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive parts of the body.

    `spans` are the statements that cover the whole block, `begin` those that begin in it.
    """

    parts: tuple[Part, ...]
    spans: tuple[StatementSpan, ...] = ()
    begin: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """A part before grouping: a top-level element, one of its points, or a photo."""

    statements: list[Statement]
    part: Part
    begin: list[Statement]
    is_point: bool = False


def attribute(
    html: str, statements: Iterable[Statement] = (), photos: Iterable[Photo] = ()
) -> tuple[Block, ...]:
    """Blocks of a body. Statements must be in their order; one that is not in the body is ignored."""
    # Forms sanitise the body when they save it; done again here because other code may have written the row.
    root = bodies.tree(cast(ProseEditorField, Report._meta.get_field("body")).sanitize(html))
    leaves = [leaf for leaf in bodies.blocks(root) if leaf.tag != "figcaption" and _words(leaf)]
    paragraphs = place([_words(leaf) for leaf in leaves], statements)
    items = _Items(root, dict(zip(leaves, paragraphs, strict=True)), photos)
    return tuple(_block(list(group)) for _, group in groupby(items, key=lambda item: item.statements))


def still_in_body(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements whose text is still in the body of their report.

    Each needs its report loaded; the body is parsed once for consecutive statements of one report.
    """
    for report, group in groupby(statements, key=lambda statement: statement.appearance.report):
        yield from still_in(report.body, group)


def still_in(html: str, statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements whose text is in this body."""
    plain = bodies.plain_text(html)
    return (statement for statement in statements if words_of(statement) in plain)


def statement_parts(statement: Statement) -> tuple[Part, ...]:
    """The text of one statement for display outside its report, its points as a list."""
    return parts_of(statement.text)


@lru_cache(maxsize=KEPT)
def parts_of(text: str) -> tuple[Part, ...]:
    """The words of one statement, as statement_parts() gives them."""
    html = bodies.from_paragraphs(text.splitlines())
    return tuple(part for block in attribute(html, [Statement(pk=0, text=text)]) for part in block.parts)


def _words(element: HtmlElement) -> str:
    return element.text_content().strip()


def _block(items: list[_Item]) -> Block:
    begin = [statement for item in items for statement in item.begin]
    spans = (StatementSpan(statement, statement in begin) for statement in items[0].statements)
    return Block(tuple(_parts(items)), tuple(spans), tuple(dict.fromkeys(begin)))


def _parts(items: list[_Item]) -> Iterator[Part]:
    """The parts of the items; consecutive points become one list."""
    for is_point, group in groupby(items, key=lambda item: item.is_point):
        if is_point:
            points = "".join(f"<li>{item.part.html}</li>" for item in group)
            yield _part(f'<ol class="points">{points}</ol>')
        else:
            yield from (item.part for item in group)


def _part(html: str) -> Part:
    return Part(mark_safe(html))  # Writer escapes the text; nh3 has sanitised the elements


class _Items:
    """Iterate over the top-level elements of a body, divided into points, with the photos between them."""

    def __init__(
        self, root: HtmlElement, paragraph_of: dict[HtmlElement, Paragraph], photos: Iterable[Photo]
    ):
        self.root = root
        self.paragraph_of = paragraph_of
        self.paragraphs = list(paragraph_of.values())
        self.photos = sorted(photos, key=lambda photo: photo.before)

    def __iter__(self) -> Iterator[_Item]:
        passed, shown = 0, 0
        for element in self.root:
            while shown < len(self.photos) and self.photos[shown].before <= passed:
                yield _Item(self._across(passed), Part(photo=self.photos[shown]), [])
                shown += 1
            leaves = [leaf for leaf in element.iter() if leaf in self.paragraph_of]
            yield from self._element(element, leaves, passed)
            passed += len(leaves)
        yield from (_Item([], Part(photo=photo), []) for photo in self.photos[shown:])

    def _across(self, passed: int) -> list[Statement]:
        """The statements that continue across an element without words after `passed` paragraphs."""
        if not 0 < passed < len(self.paragraphs):
            return []
        return _shared(self.paragraphs[passed - 1 : passed + 1])

    def _element(self, element: HtmlElement, leaves: list[HtmlElement], passed: int) -> Iterator[_Item]:
        inside = [self.paragraph_of[leaf] for leaf in leaves]
        statements = _shared(inside) if inside else self._across(passed)
        begin = [part.statement for paragraph in inside for part in paragraph.ranges if part.begins]
        writer = Writer({leaf: _paint(leaf, self.paragraph_of[leaf], statements) for leaf in leaves})
        if element.tag == "p" and inside and inside[0].points:
            for html, is_point in _cut(writer, element, inside[0]):
                yield _Item(statements, _part(html), begin, is_point)
        elif inside or element.tag != "p":
            yield _Item(statements, _part(_framed(element, writer.outer(element))), begin)


def _shared(paragraphs: list[Paragraph]) -> list[Statement]:
    """The statements that cover each of these paragraphs."""
    first, *others = (paragraph.whole() for paragraph in paragraphs)
    return [statement for statement in first if all(statement in other for other in others)]


def _indent(leaf: HtmlElement) -> int:
    """Number of white space characters before the first word."""
    text = leaf.text_content()
    return len(text) - len(text.lstrip())


def _paint(leaf: HtmlElement, paragraph: Paragraph, at_margin: list[Statement]) -> Paint:
    """Labels and underlines of the statements that are not in the margin, and markers of all points."""
    indent = _indent(leaf)
    inline = [part for part in paragraph.ranges if part.statement not in at_margin]
    labels: dict[int, str] = {}
    for part in inline:
        if part.begins:
            labels[indent + part.start] = labels.get(indent + part.start, "") + _label(part.statement)
    return Paint(
        statements=tuple((indent + part.start, indent + part.end, part.statement.pk) for part in inline),
        markers=tuple((indent + at, indent + at + len(mark)) for at, mark in paragraph.points.items()),
        labels=labels,
    )


def _label(statement: Statement) -> SafeString:
    """Label with the name of the speaker, the anchor and the quote button."""
    appearance = statement.appearance
    name = format_html("{}", appearance.name)
    if appearance.speaker:
        name = format_html('<a href="{}">{}</a>', appearance.speaker.get_absolute_url(), appearance.name)
    return format_html(
        '<span class="speaker-label" id="s{pk}">{name}'
        '<a class="anchor" href="#s{pk}" aria-label="{link}">#</a>'
        '<button type="button" class="tool" data-quote="{pk}" data-by="{by}" aria-label="{quote}" '
        'title="{quote}">{short}'
        "</button></span>",
        pk=statement.pk,
        name=name,
        by=str(appearance),
        link=_("Link to these words of %(name)s") % {"name": appearance.name},
        quote=_("Copy these words of %(name)s with their source") % {"name": appearance.name},
        short=pgettext("short for: copy as a quotation", "“”"),
    )


def _cut(writer: Writer, element: HtmlElement, paragraph: Paragraph) -> Iterator[tuple[str, bool]]:
    """Cut a paragraph at its points: (HTML, whether it is a point); the rest remains paragraphs."""
    indent, cuts = _indent(element), paragraph.cuts()
    end = max(part.end for part in paragraph.ranges)
    if not paragraph.text[end:].strip(CLOSING):
        end = len(paragraph.text)
    edges = [0, *cuts, end, len(paragraph.text)]
    for low, high in pairwise(edges):
        if low < high:
            html = writer.inner(element, (indent + low, indent + high))
            is_point = low in cuts
            yield (html if is_point else f'<p class="{"on" if low else "lead"}">{html}</p>'), is_point


def _framed(element: HtmlElement, html: str) -> str:
    """Wrap a table in a scrollable element: it may be wider than the screen."""
    if element.tag != "table":
        return html
    return f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(_("Table"))}">{html}</div>'
