"""Punctuation that was printed half-width and made full-width by the reader: undo it one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from articles.editorial.editing import editing
from articles.editorial.locking import retried
from articles.intake.rewriting import with_characters
from articles.models import Provenance, Report, Statement
from articles.models.body import plain_text
from articles.reading.page.punctuation import NARROW, WIDE

TITLE, BODY, CAPTION = "title", "body", "caption"
Keys = Collection[str] | None


@dataclass(frozen=True, slots=True)
class RestoredPunctuation:
    """A punctuation mark at its place in a text; `wide` tells whether it stands restored."""

    key: str
    place: int
    character: str

    @property
    def wide(self) -> bool:
        return self.character in NARROW

    @property
    def other(self) -> str:
        """The character that a change would put in its place."""
        return NARROW.get(self.character) or WIDE[self.character]


@dataclass(frozen=True, slots=True)
class PunctuatedText:
    """A title, paragraph or caption as it stands now, with its restored punctuation.

    `target` is the photo, or the place of the paragraph in the body.
    """

    part: str
    text: str
    marks: tuple[RestoredPunctuation, ...]
    target: Any = None


class NothingChanged(Exception):
    """None of the marks is there to be changed."""


def punctuated_texts(provenance: Provenance) -> list[PunctuatedText]:
    """The texts of the report that hold restored punctuation.

    Texts that were edited since are left out: there the places are no longer known.
    """
    return list(_texts(provenance))


def restore_punctuation(provenance: Provenance, keys: Keys = None, *, by: User | None) -> int:
    """Make these marks (None: all) full-width again; gives the number of those that changed."""
    return _set(provenance, keys, wide=True, by=by)


def undo_punctuation(provenance: Provenance, keys: Keys = None, *, by: User | None) -> int:
    """Make these marks (None: all) half-width as they were printed; gives the number that changed."""
    return _set(provenance, keys, wide=False, by=by)


@retried
def _set(provenance: Provenance, keys: Keys, *, wide: bool, by: User | None) -> int:
    """Change marks of the report, and of its statements with the body. Raises PermissionDenied."""
    code = "punctuation_restored" if wide else "punctuation_undone"
    try:
        with editing(provenance.report, by, code=code) as edit:
            provenance.report = edit.report
            chosen = [
                (text, changes)
                for text in _texts(provenance)
                if (changes := _changes(text.marks, keys, wide=wide))
            ]
            if not chosen:
                raise NothingChanged
            edit.columns |= _change(edit.report, chosen)
            edit.values["number"] = sum(len(changes) for _text, changes in chosen)
    except NothingChanged:
        return 0
    return edit.values["number"]


def _texts(provenance: Provenance) -> Iterator[PunctuatedText]:
    report, read, places = provenance.report, provenance.draft, provenance.restored_punctuation
    if _is(report.title, read.get("title", ""), places.get("title", ())):
        yield _text(TITLE, "t", report.title, places.get("title", ()))
    left = list(enumerate(report.paragraphs))
    for number, (text, its) in enumerate(zip(read.get("body", ()), places.get("body", ()), strict=False)):
        found = next((pair for pair in left if _is(pair[1], text, its)), None)
        if found:
            left.remove(found)
            yield _text(BODY, f"b{number}", found[1], its, found[0])
    photos = list(report.photos.all())
    for number, caption in enumerate(provenance.captions):
        text, its = caption["text"], caption["restored"]
        photo = next((photo for photo in photos if _is(photo.caption, text, its)), None)
        if photo:
            photos.remove(photo)
            yield _text(CAPTION, f"c{number}", photo.caption, its, photo)


def _text(part: str, name: str, text: str, places: Iterable[int], target: Any = None) -> PunctuatedText:
    marks = tuple(RestoredPunctuation(f"{name}-{place}", place, text[place]) for place in places)
    return PunctuatedText(part, text, marks, target)


def _is(text: str, read: str, places: Sequence[int]) -> bool:
    """Whether a text has restored marks, and differs in nothing else from what was read."""
    return bool(places) and len(text) == len(read) and _plain(text, places) == _plain(read, places)


def _plain(text: str, places: Iterable[int]) -> str:
    return _with(text, {place: NARROW.get(text[place], text[place]) for place in places})


def _with(text: str, changes: dict[int, str]) -> str:
    characters = list(text)
    for place, character in changes.items():
        characters[place] = character
    return "".join(characters)


def _changes(marks: Iterable[RestoredPunctuation], keys: Keys, *, wide: bool) -> dict[int, str]:
    """Place → new character, of those that are to change."""
    return {m.place: m.other for m in marks if m.wide != wide and (keys is None or m.key in keys)}


def _change(report: Report, chosen: Iterable[tuple[PunctuatedText, dict[int, str]]]) -> set[str]:
    """Change the title and body in hand, and stored captions and statements; gives the columns."""
    in_body: dict[int, dict[int, str]] = defaultdict(dict)
    for text, changes in chosen:
        if text.part == TITLE:
            report.title = _with(report.title, changes)
        elif text.part == BODY:
            in_body[text.target] |= changes
        else:
            text.target.caption = _with(text.target.caption, changes)
            text.target.save(update_fields=["caption"])
    before = plain_text(report.body)
    report.body = with_characters(report.body, in_body)
    report.clean_fields(exclude={"section", "cover"})
    _change_statements(report, before, plain_text(report.body))
    return {"title", "body"}


def _change_statements(report: Report, before: str, after: str) -> None:
    """Statements are verbatim pieces of the body: give them its changed characters."""
    statements = list(Statement.objects.filter(appearance__report=report))
    for statement in statements:
        at = before.find(statement.text)
        if at >= 0:
            statement.text = after[at : at + len(statement.text)]
    Statement.objects.bulk_update(statements, ["text"])
