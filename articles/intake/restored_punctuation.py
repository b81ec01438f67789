"""Marks that were printed half-width and made full-width by reading: known by their place, and reversible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles import search
from articles.editorial import history
from articles.intake.rewriting import with_characters
from articles.models import Provenance, Report, Statement
from articles.models.body import paragraphs, plain_text
from articles.reading.page.punctuation import NARROW, WIDE

TITLE, BODY, CAPTION = "title", "body", "caption"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at a place of a piece of text, as it stands now; `wide` tells whether it stands restored."""

    key: str
    place: int
    character: str

    @property
    def wide(self) -> bool:
        return self.character in NARROW

    @property
    def other(self) -> str:
        """What a change would put in its place."""
        return NARROW.get(self.character) or WIDE[self.character]


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a report as it stands now, with the marks in it; `target` is the photo, or the place of the
    paragraph in the body."""

    part: str
    text: str
    marks: tuple[Mark, ...]
    target: Any = None


def marked(provenance: Provenance) -> list[Marked]:
    """Title, paragraphs and captions with restored marks. What was edited since is left out: there the
    places are no longer known."""
    return list(_marked(provenance))


@transaction.atomic
def set_marks(provenance: Provenance, keys: Collection[str] | None, *, wide: bool, by: Any) -> int:
    """Put these marks (None: all) as they were printed, or with `wide` as reading restored them; gives the
    number of those that changed. Statements keep to the words of the body."""
    report = Report.objects.select_for_update().get(pk=provenance.report_id)
    provenance.report = report
    note = _("Punctuation restored") if wide else _("Punctuation taken back")
    with history.recording(report, by=by, note=note):
        chosen = [
            (piece, changes)
            for piece in _marked(provenance)
            if (changes := _changes(piece.marks, keys, wide=wide))
        ]
        _change(report, chosen)
    search.index([report])
    return sum(len(changes) for _piece, changes in chosen)


def _marked(provenance: Provenance) -> Iterator[Marked]:
    report, read, places = provenance.report, provenance.draft, provenance.marks
    if _is(report.title, read.get("title", ""), places.get("title", ())):
        yield _piece(TITLE, "t", report.title, places.get("title", ()))
    left = list(enumerate(report.paragraphs))
    for number, (text, its) in enumerate(zip(read.get("body", ()), places.get("body", ()), strict=False)):
        found = next((pair for pair in left if _is(pair[1], text, its)), None)
        if found:
            left.remove(found)
            yield _piece(BODY, f"b{number}", found[1], its, found[0])
    photos = list(report.photos.all())
    for number, caption in enumerate(provenance.captions):
        text, its = caption["text"], caption["restored"]
        found = next((photo for photo in photos if _is(photo.caption, text, its)), None)
        if found:
            photos.remove(found)
            yield _piece(CAPTION, f"c{number}", found.caption, its, found)


def _piece(part: str, name: str, text: str, places: Iterable[int], target: Any = None) -> Marked:
    marks = tuple(Mark(f"{name}-{place}", place, text[place]) for place in places)
    return Marked(part, text, marks, target)


def _is(text: str, read: str, places: Sequence[int]) -> bool:
    """Whether a text has marks, and is what was read but for these."""
    return bool(places) and len(text) == len(read) and _plain(text, places) == _plain(read, places)


def _plain(text: str, places: Iterable[int]) -> str:
    return _with(text, {place: NARROW.get(text[place], text[place]) for place in places})


def _with(text: str, changes: dict[int, str]) -> str:
    characters = list(text)
    for place, character in changes.items():
        characters[place] = character
    return "".join(characters)


def _changes(marks: Iterable[Mark], keys: Collection[str] | None, *, wide: bool) -> dict[int, str]:
    """Place → new character, of those that are to change."""
    return {m.place: m.other for m in marks if m.wide != wide and (keys is None or m.key in keys)}


def _change(report: Report, chosen: Iterable[tuple[Marked, dict[int, str]]]) -> None:
    in_body: dict[int, dict[int, str]] = defaultdict(dict)
    for piece, changes in chosen:
        if piece.part == TITLE:
            report.title = _with(report.title, changes)
        elif piece.part == BODY:
            in_body[piece.target] |= changes
        else:
            piece.target.caption = _with(piece.target.caption, changes)
            piece.target.save(update_fields=["caption"])
    before = plain_text(report.body)
    report.body = with_characters(report.body, in_body)
    report.clean_fields(exclude={"section", "cover"})
    report.save()
    _follow(report, before, "\n".join(paragraphs(report.body)))


def _follow(report: Report, before: str, after: str) -> None:
    """Statements are verbatim pieces of the body: they take its changed marks over."""
    statements = list(Statement.objects.filter(appearance__report=report))
    for statement in statements:
        at = before.find(statement.text)
        if at >= 0:
            statement.text = after[at : at + len(statement.text)]
    Statement.objects.bulk_update(statements, ["text"])
