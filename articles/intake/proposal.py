"""A file came again with other bytes: what that would change in its report, each piece to be accepted alone.

A piece is what differs between the file as it came first and as it came now. What the file says as before is
no piece, whatever an editor made of it since; and where an editor has changed the very words, a click puts
nothing in their place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles import search
from articles.editorial import history
from articles.intake.rewriting import with_paragraphs
from articles.intake.storing import moment_of, section_for
from articles.models import Appearance, Provenance, Report, SourceText, Statement
from articles.models.body import plain_text
from articles.reading.draft import Draft, Person
from articles.reading.formats import extract_content
from articles.reading.pipeline import read_content
from articles.register.lookup import Register, beside

VALUES = ("title", "section", "event_dates", "published_at", "source")
PARAGRAPHS, STATEMENT = "paragraphs", "statement"


@dataclass(frozen=True, slots=True)
class Piece:
    """One difference: what the report says now, and what the file says.

    `place` is the first of the paragraphs meant; None where an editor has changed those words, or where the
    piece is no paragraph.
    """

    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    place: int | None = None
    speaker: str = ""

    @property
    def can_be_accepted(self) -> bool:
        """Whether a click is enough: the words to be replaced stand as they came."""
        return self.kind != PARAGRAPHS or self.place is not None

    @property
    def key(self) -> str:
        """By which it is known again, as long as report and file say the same."""
        said = (self.kind, self.old, self.new, self.place, self.speaker)
        return sha256(repr(said).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A report, the new draft of it, and what that would change."""

    report: Report
    draft: Draft
    pieces: tuple[Piece, ...]


def proposals(source: SourceText) -> list[Proposal]:
    """What a changed file proposes for the reports of the file that came first."""
    if source.replaces is None:
        return []
    content = extract_content(bytes(source.raw), source.file_name, source.encoding)
    left = list(source.replaces.provenances.select_related("report__section"))
    found = []
    for draft in read_content(content).reports:
        if not left:
            break
        first = max(left, key=lambda provenance: _likeness(provenance, draft))
        left.remove(first)
        found.append(Proposal(first.report, draft, tuple(_pieces(first, draft))))
    return found


@transaction.atomic
def accept(source: SourceText, report: int, key: str, *, by: Any = None) -> Report | None:
    """Change a report as one piece says; None where that piece is no longer there or needs an editor."""
    Report.objects.select_for_update().filter(pk=report).first()  # nobody else changes it meanwhile
    for proposal in proposals(source):
        for piece in proposal.pieces:
            if (proposal.report.pk, piece.key) == (report, key) and piece.can_be_accepted:
                with history.recording(proposal.report, by=by, note=_("What a changed file proposed")):
                    _apply(proposal, piece)
                search.index([proposal.report])
                close_if_done(source)
                return proposal.report
    return None


def waiting() -> Q:
    """Which source texts propose something that nobody has decided on."""
    return Q(replaces__isnull=False, settled_at=None)


def close_if_done(source: SourceText, *, all_of_it: bool = False) -> None:
    """Note that a proposal waits no longer: nothing of it is left, or somebody is done with `all_of_it`."""
    if all_of_it or not any(proposal.pieces for proposal in proposals(source)):
        source.settled_at = timezone.now()
        source.save(update_fields=["settled_at"])


def arrived(source: SourceText) -> None:
    """A changed version came: it takes the place of those that came before it and still wait."""
    before = SourceText.objects.filter(waiting(), replaces=source.replaces_id).exclude(pk=source.pk)
    before.update(settled_at=timezone.now())
    close_if_done(source)


def _likeness(provenance: Provenance, draft: Draft) -> int:
    return len({paragraph.text for paragraph in draft.body}.intersection(provenance.draft.get("body", ())))


def _pieces(first: Provenance, draft: Draft) -> Iterator[Piece]:
    before, after, report = first.draft, draft.as_json(), first.report
    for name in VALUES:
        now, new = _said(report, name), _as_texts(after[name])
        if before.get(name) != after[name] and now != new:
            yield Piece(name, now, new)
    yield from _paragraphs(before.get("body", []), after["body"], report.paragraphs)
    yield from _statements(before.get("statements", []), after["statements"], report)


def _said(report: Report, name: str) -> tuple[str, ...]:
    """What the report says now, in the shape of a draft."""
    if name == "event_dates":
        return tuple(filter(None, (report.event_start, report.event_end)))
    if name == "published_at":
        return (f"{localtime(report.published_at):%Y-%m-%dT%H:%M}",) if report.published_at else ()
    return _as_texts(str(getattr(report, name) or ""))


def _as_texts(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else tuple(filter(None, (value,)))


def _paragraphs(before: list[str], after: list[str], now: list[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = before[a:b], after[c:d]
        done = all(text in now for text in new) and not any(text in now for text in old)
        if kind != "equal" and not done:
            yield Piece(PARAGRAPHS, tuple(old), tuple(new), _place(before, a, b, now))


def _place(before: list[str], a: int, b: int, now: list[str]) -> int | None:
    """Where the paragraphs a to b of the first draft stand in the report now."""
    old = before[a:b]
    if old:
        places = (at for at in range(len(now) - len(old) + 1) if now[at : at + len(old)] == old)
        return next(places, None)
    if a and before[a - 1] in now:
        return now.index(before[a - 1]) + 1
    if a < len(before) and before[a] in now:
        return now.index(before[a])
    return None


def _statements(before: list[dict], after: list[dict], report: Report) -> Iterator[Piece]:
    """Statements that came or went; one whose words are not in the body yet waits for them."""
    rows = Statement.objects.filter(appearance__report=report)
    stored = set(rows.values_list("appearance__name", "text"))
    then = {(said["speaker"], said["text"]) for said in before}
    now = {(said["speaker"], said["text"]): None for said in after}
    body = plain_text(report.body)
    for speaker, text in now:
        if (speaker, text) not in then | stored and text in body:
            yield Piece(STATEMENT, (), (text,), speaker=speaker)
    for speaker, text in sorted(then - now.keys()):
        if (speaker, text) in stored:
            yield Piece(STATEMENT, (text,), (), speaker=speaker)


def _apply(proposal: Proposal, piece: Piece) -> None:
    report = proposal.report
    if piece.kind == STATEMENT:
        _apply_statement(report, proposal.draft, piece)
    elif piece.kind == PARAGRAPHS:
        report.body = with_paragraphs(report.body, piece.place or 0, len(piece.old), piece.new)
    elif piece.kind == "event_dates":
        report.event_start, report.event_end = (*piece.new, "", "")[:2]
    else:
        value = piece.new[0] if piece.new else ""
        convert = {"section": section_for, "published_at": moment_of}.get(piece.kind, str)
        setattr(report, piece.kind, convert(value))
    report.clean_fields(exclude={"section", "cover"})
    report.save()


def _apply_statement(report: Report, draft: Draft, piece: Piece) -> None:
    if piece.old:
        Statement.objects.filter(
            appearance__report=report, appearance__name=piece.speaker, text=piece.old[0]
        ).delete()
        return
    appearance = report.appearances.filter(name=piece.speaker).first()
    if appearance is None:
        person = next((p for p in draft.people if p.name == piece.speaker), Person(piece.speaker))
        appearance = _appearance(report, draft, person)
    order = Statement.objects.filter(appearance__report=report).count()
    Statement.objects.create(appearance=appearance, text=piece.new[0], order=order)


def _appearance(report: Report, draft: Draft, person: Person) -> Appearance:
    whose = Register([[person]])
    organisation = whose.organisation(person.organisation or "", beside([person]))
    return Appearance.objects.create(
        report=report,
        name=person.name,
        titles="、".join(person.titles),
        printed_organisation=person.organisation or "",
        organisation=organisation,
        speaker=whose.speaker(person, organisation, report.days),
        order=len(draft.people),
    )
