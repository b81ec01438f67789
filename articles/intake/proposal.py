"""Propose what a changed file would change in its report; each change is accepted alone.

A proposed change is a difference between the file as it came first and as it came now. What the file says as
before is none, whatever an editor made of it since. Words that an editor has changed are never replaced by a
click.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.editorial import audit
from articles.editorial.editing import editing, fresh
from articles.editorial.locking import lock_reports, retried
from articles.editorial.permissions import CHANGE, may_file
from articles.intake.rewriting import with_paragraphs
from articles.intake.storing import moment_of, section_for
from articles.models import Appearance, Provenance, Report, SourceText, Statement
from articles.models.body import plain_text
from articles.reading.draft import Draft, Person
from articles.reading.formats import extract_content
from articles.reading.pipeline import read_content
from articles.register.known import known
from articles.register.lookup import Register, beside

VALUES = ("title", "section", "event_dates", "published_at", "source")
PARAGRAPHS, STATEMENT = "paragraphs", "statement"


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """One difference: what the report says now, and what the file says.

    `place` is the first of the paragraphs meant; None where an editor has changed those words, or where no
    paragraph is meant.
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
        """A digest of the change: the same as long as report and file say the same."""
        content = (self.kind, self.old, self.new, self.place, self.speaker)
        return sha256(repr(content).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A report, the new draft of it, and what that would change."""

    report: Report
    draft: Draft
    changes: tuple[ProposedChange, ...]


class NothingToAccept(Exception):
    """The proposed change is no longer there, or needs an editor."""


def proposals(source: SourceText) -> list[Proposal]:
    """What a changed file proposes for the reports of the file that came first."""
    if source.replaces is None:
        return []
    content = extract_content(bytes(source.raw), source.file_name, source.encoding)
    left = list(source.replaces.provenances.select_related("report__section"))
    found = []
    for draft in read_content(content, known()).reports:
        if not left:
            break
        first = max(left, key=lambda provenance: _likeness(provenance, draft))
        left.remove(first)
        found.append(Proposal(first.report, draft, tuple(_changes(first, draft))))
    return found


@retried
def accept(source: SourceText, report: Report, key: str, *, by: User | None = None) -> Report:
    """Change a report as one proposed change says; gives the report.

    Raises NothingToAccept where that change is no longer there or needs an editor, and PermissionDenied.
    """
    with editing(report, by, code="proposal_accepted", values={"file": source.file_name}) as edit:
        proposal, change = _find(source, edit.report, key)
        edit.values["kind"] = change.kind
        edit.columns |= _apply(edit.report, proposal.draft, change)
        edit.report.clean_fields(exclude={"section", "cover"})
        if edit.columns:
            edit.report.save(update_fields=edit.columns)
        if not any(each.changes for each in proposals(source)):
            _close(source)
    return edit.report


@retried
@transaction.atomic
def set_aside(source: SourceText, *, by: User | None = None) -> None:
    """Decide that nothing more is taken over of a changed file. Raises PermissionDenied."""
    reports = Provenance.objects.filter(source=source.replaces_id).values_list("report", flat=True)
    locked = lock_reports(reports)
    by = fresh(by)
    if by is not None and not (by.has_perm(CHANGE) and all(may_file(by, each) for each in locked.values())):
        raise PermissionDenied(_("This report can't be changed by you in its present state."))
    if _close(source):
        audit.record(audit.Kind.CHANGE, source, by=by, code="proposal_set_aside")


def may_set_aside(user: User, source: SourceText) -> bool:
    """Whether somebody may decide for every report of the file that nothing more is taken over."""
    reports = Report.objects.filter(provenances__source=source.replaces_id)
    return all(may_file(user, report) for report in reports)


def waiting() -> Q:
    """The condition that a source text proposes something that nobody has decided on."""
    return Q(replaces__isnull=False, closed_at=None)


def supersede_earlier(source: SourceText) -> None:
    """Let a changed version that just came take the place of earlier ones that still wait."""
    before = SourceText.objects.filter(waiting(), replaces=source.replaces_id).exclude(pk=source.pk)
    before.update(closed_at=timezone.now())
    if not any(proposal.changes for proposal in proposals(source)):
        _close(source)


def _close(source: SourceText) -> bool:
    """Note that a proposal waits no longer; False where it did not wait."""
    source.closed_at = timezone.now()
    return bool(SourceText.objects.filter(pk=source.pk, closed_at=None).update(closed_at=source.closed_at))


def _find(source: SourceText, report: Report, key: str) -> tuple[Proposal, ProposedChange]:
    for proposal in proposals(source):
        for change in proposal.changes:
            if (proposal.report.pk, change.key) == (report.pk, key) and change.can_be_accepted:
                return proposal, change
    raise NothingToAccept


def _likeness(provenance: Provenance, draft: Draft) -> int:
    return len({paragraph.text for paragraph in draft.body}.intersection(provenance.draft.get("body", ())))


def _changes(first: Provenance, draft: Draft) -> Iterator[ProposedChange]:
    before, after, report = first.draft, draft.as_json(), first.report
    for name in VALUES:
        now, new = _value_of(report, name), _as_texts(after[name])
        if before.get(name) != after[name] and now != new:
            yield ProposedChange(name, now, new)
    yield from _paragraphs(before.get("body", []), after["body"], report.paragraphs)
    yield from _statements(before.get("statements", []), after["statements"], report)


def _value_of(report: Report, name: str) -> tuple[str, ...]:
    """A value of the report in the shape of a draft."""
    if name == "event_dates":
        return tuple(filter(None, (report.event_start, report.event_end)))
    if name == "published_at":
        return (f"{localtime(report.published_at):%Y-%m-%dT%H:%M}",) if report.published_at else ()
    return _as_texts(str(getattr(report, name) or ""))


def _as_texts(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else tuple(filter(None, (value,)))


def _paragraphs(before: list[str], after: list[str], now: list[str]) -> Iterator[ProposedChange]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = before[a:b], after[c:d]
        done = all(text in now for text in new) and not any(text in now for text in old)
        if kind != "equal" and not done:
            yield ProposedChange(PARAGRAPHS, tuple(old), tuple(new), _place(before, a, b, now))


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


def _statements(before: list[dict], after: list[dict], report: Report) -> Iterator[ProposedChange]:
    """Statements that came or went; one whose words are not in the body yet waits for them."""
    rows = Statement.objects.filter(appearance__report=report)
    stored = set(rows.values_list("appearance__name", "text"))
    then = {(statement["speaker"], statement["text"]) for statement in before}
    now = {(statement["speaker"], statement["text"]): None for statement in after}
    body = plain_text(report.body)
    for speaker, text in now:
        if (speaker, text) not in then | stored and text in body:
            yield ProposedChange(STATEMENT, (), (text,), speaker=speaker)
    for speaker, text in sorted(then - now.keys()):
        if (speaker, text) in stored:
            yield ProposedChange(STATEMENT, (text,), (), speaker=speaker)


def _apply(report: Report, draft: Draft, change: ProposedChange) -> set[str]:
    """Make the change in the report in hand, or in its statements; gives the columns that changed."""
    if change.kind == STATEMENT:
        _apply_statement(report, draft, change)
        return set()
    if change.kind == PARAGRAPHS:
        report.body = with_paragraphs(report.body, change.place or 0, len(change.old), change.new)
        return {"body"}
    if change.kind == "event_dates":
        report.event_start, report.event_end = (*change.new, "", "")[:2]
        return {"event_start", "event_end"}
    value = change.new[0] if change.new else ""
    convert = {"section": section_for, "published_at": moment_of}.get(change.kind, str)
    setattr(report, change.kind, convert(value))
    return {change.kind}


def _apply_statement(report: Report, draft: Draft, change: ProposedChange) -> None:
    if change.old:
        Statement.objects.filter(
            appearance__report=report, appearance__name=change.speaker, text=change.old[0]
        ).delete()
        return
    appearance = report.appearances.filter(name=change.speaker).first()
    if appearance is None:
        person = next((p for p in draft.people if p.name == change.speaker), Person(change.speaker))
        appearance = _appearance(report, draft, person)
    order = Statement.objects.filter(appearance__report=report).count()
    Statement.objects.create(appearance=appearance, text=change.new[0], order=order)


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
