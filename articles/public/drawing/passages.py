"""The passages of a report: its blocks, with the speakers beside them, ready for the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.statements import Block, Part, StatementSpan


@dataclass(frozen=True, slots=True)
class Mark:
    """A speaker in the margin; `first` where the statement begins."""

    pk: int
    first: bool
    name: str
    address: str
    post: str
    post_address: str
    by: str
    copy_label: str
    link_label: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive parts of the body; `keys` are those of the statements in the margin."""

    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    keys: str


def passages(blocks: Iterable[Block]) -> Iterator[Passage]:
    """The passages of a body."""
    copy_label, link_label = (
        _("Copy these words of %(name)s with their source"),
        _("Link to these words of %(name)s"),
    )
    for block in blocks:
        marks = tuple(_mark(span, copy_label, link_label) for span in block.spans)
        yield Passage(block.parts, marks, "".join(f"{mark.pk} " for mark in marks))


def _mark(span: StatementSpan, copy_label: str, link_label: str) -> Mark:
    appearance = span.statement.appearance
    name = {"name": appearance.name}
    organisation = appearance.organisation if span.first else None
    return Mark(
        pk=span.statement.pk,
        first=span.first,
        name=appearance.name,
        address=appearance.speaker.get_absolute_url() if appearance.speaker else "",
        post=appearance.post,
        post_address=organisation.get_absolute_url() if organisation else "",
        by=str(appearance),
        copy_label=copy_label % name,
        link_label=link_label % name,
    )
