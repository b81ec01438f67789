"""Store drafts as reports with their people, statements, credits, captions and tags.

The drafts of several files are stored together: one INSERT for each kind of row, one look-up in each
register. The number of queries decides the time, not the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, datetime

from django.db.models import Model
from django.utils import timezone

from articles import search
from articles.intake.near_duplicates import Likeness
from articles.models import (
    Appearance,
    Credit,
    Photo,
    Provenance,
    Report,
    Section,
    SourceText,
    Statement,
    TaggedReport,
)
from articles.models.body import from_paragraphs
from articles.models.bulk import insert_all, insert_rows
from articles.models.fields import EARLIEST, LATEST, max_length_of
from articles.models.pinyin import reading
from articles.models.printable import one_line, printable
from articles.models.sections import RESERVED_SLUGS
from articles.models.slugs import unique_slugs
from articles.reading.draft import Draft, Person
from articles.register.lookup import Register, beside
from articles.register.tagging import tags_for

UNTITLED = "（无题）"  # the title of a report whose file printed none


@dataclass
class PendingReport:
    """A draft that is being stored.

    `sample` is the sample of its body; `report`, the `words` around the body and among them the `names` of
    people, organisations and tags are filled in while it is stored.
    """

    draft: Draft
    source: SourceText
    position: int
    sample: set[int]
    report: Report = field(default_factory=Report)
    words: list[str | None] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [printable(paragraph.text) for paragraph in self.draft.body]


def store(pending: Sequence[PendingReport], likeness: Likeness) -> list[Provenance]:
    """Store each draft as a report, with its provenance.

    A draft that is nearly the same as a stored report is stored too, and its provenance names that report.
    """
    if not pending:
        return []
    _reports(pending)
    twins = [_twin(one, likeness) for one in pending]
    likeness.save()
    _people_and_statements(pending)
    _tags(pending)
    _credits(pending)
    _captions(pending)
    search.enter(
        search.IndexItem(one.report, one.texts, [*one.names, *one.words], one.names) for one in pending
    )
    made = [
        Provenance(
            source=one.source,
            report=one.report,
            position=one.position,
            lines=[list(paragraph.lines) for paragraph in one.draft.body],
            draft=one.draft.as_json(),
            captions=[asdict(caption) for caption in one.draft.captions],
            restored_punctuation=_restored_punctuation(one.draft),
            similar_to_id=twin,
        )
        for one, twin in zip(pending, twins, strict=True)
    ]
    insert_all(made)
    return made


def _restored_punctuation(draft: Draft) -> dict[str, Sequence]:
    return {"title": draft.title_restored, "body": [paragraph.restored for paragraph in draft.body]}


def _reports(pending: Sequence[PendingReport]) -> None:
    sections = _sections(one.draft.section for one in pending)
    for one in pending:
        draft = one.draft
        start, end = (*draft.event_dates, "", "")[:2]
        one.report = Report(
            title=_fit(Report, "title", draft.title) or UNTITLED,
            section=sections.get(_fit(Section, "name", draft.section or "")),
            body=from_paragraphs(one.texts),
            event_start=start,
            event_end=end,
            occasion=_fit(Report, "occasion", draft.occasion or ""),
            published_at=moment_of(draft.published_at),
            source=_fit(Report, "source", draft.source or ""),
            author=one.source.batch.by if one.source.batch else None,
        )
        # Sanitises the body; what it refers to was just looked up, and the database holds the constraints.
        one.report.clean_fields(exclude={"section", "cover", "author"})
    insert_all([one.report for one in pending])


def _sections(names: Iterable[str | None]) -> dict[str, Section]:
    """Get or create the section of each printed name."""
    wanted = dict.fromkeys(filter(None, (_fit(Section, "name", name or "") for name in names)))
    if not wanted:
        return {}
    found = {section.name: section for section in Section.objects.filter(name__in=wanted)}
    new = sorted(wanted.keys() - found.keys())
    slugs = unique_slugs(Section, list(map(reading, new)), reserved=RESERVED_SLUGS)
    made = [Section(name=name, slug=slug, from_import=True) for name, slug in zip(new, slugs, strict=True)]
    return found | {section.name: section for section in Section.objects.bulk_create(made)}


def section_for(name: str | None) -> Section | None:
    """Get or create the section of a printed name."""
    return next(iter(_sections([name]).values()), None)


def _twin(one: PendingReport, likeness: Likeness) -> int | None:
    twin = likeness.most_similar(one.sample)
    likeness.add(one.report.pk, one.sample)
    return twin


def _people_and_statements(pending: Sequence[PendingReport]) -> None:
    people = [[_fitted(person) for person in one.draft.people] for one in pending]
    register = Register(people)
    appearances: list[Appearance] = []
    statements: list[tuple[Appearance, str, int]] = []
    for one, printed in zip(pending, people, strict=True):
        theirs = _appearances(one.report, printed, register)
        register.appeared(theirs)
        appearances += theirs
        by_name = dict(zip((person.name for person in one.draft.people), theirs, strict=True))
        statements += (
            (by_name[statement.speaker], printable(statement.text), order)
            for order, statement in enumerate(one.draft.statements)
        )
        for a in theirs:
            one.names += (a.name, a.printed_organisation)
            one.names += (str(known) for known in (a.speaker, a.organisation) if known)
            one.words.append(a.titles)
    insert_all(appearances)
    spoken = ((appearance.pk, text, order) for appearance, text, order in statements)
    insert_rows(Statement, ("appearance_id", "text", "order"), spoken)


def _appearances(report: Report, people: Sequence[Person], register: Register) -> list[Appearance]:
    found, around = [], beside(people)
    for order, person in enumerate(people):
        organisation = register.organisation(person.organisation or "", around)
        found.append(
            Appearance(
                report=report,
                name=person.name,
                titles=_fit(Appearance, "titles", "、".join(person.titles)),
                printed_organisation=person.organisation or "",
                organisation=organisation,
                speaker=register.speaker(person, organisation, report.days),
                order=order,
            )
        )
    return found


def _fitted(person: Person) -> Person:
    """The person, name and organisation fitted to their columns."""
    name = _fit(Appearance, "name", person.name)
    organisation = _fit(Appearance, "printed_organisation", person.organisation or "")
    return replace(person, name=name, organisation=organisation)


def _tags(pending: Sequence[PendingReport]) -> None:
    words = [list(filter(None, map(one_line, one.draft.tags))) for one in pending]
    tags = tags_for(word for some in words for word in some)
    taggings: list[tuple[int, int]] = []
    for one, some in zip(pending, words, strict=True):
        own = {tags[word].pk: tags[word] for word in some}
        taggings += ((one.report.pk, tag) for tag in own)
        one.names += (tag.name for tag in own.values())
    insert_rows(TaggedReport, ("content_object_id", "tag_id"), taggings)


def _credits(pending: Sequence[PendingReport]) -> None:
    rows = []
    for one in pending:
        pairs = dict.fromkeys(
            (_fit(Credit, "role", credit.role), _fit(Credit, "name", credit.name))
            for credit in one.draft.credits
        )
        for order, (role, name) in enumerate(pairs):
            rows.append((one.report.pk, role, name, order))
            one.words += (role, name)
    insert_rows(Credit, ("report_id", "role", "name", "order"), rows)


def _captions(pending: Sequence[PendingReport]) -> None:
    """Store each caption as a photo without a file: an editor adds the picture."""
    rows = []
    for one in pending:
        for caption in one.draft.captions:
            photo = Photo(
                report=one.report, caption=_fit(Photo, "caption", caption.text), before=caption.before
            )
            rows.append(photo)
            one.words.append(photo.caption)
    Photo.objects.bulk_create(rows)


def _fit(model: type[Model], field: str, text: str) -> str:
    """The text on one line, cut to what the column holds: a scraped page may print anything anywhere."""
    return one_line(text)[: max_length_of(model, field)]


def moment_of(printed: str | None) -> datetime | None:
    """A printed local time as a moment; a day alone is its first minute. None for a year out of range."""
    read = datetime.fromisoformat(printed) if printed else None
    if read is None or not MINYEAR < read.year < MAXYEAR:
        return None
    moment = timezone.make_aware(read)
    return moment if EARLIEST <= moment <= LATEST else None
