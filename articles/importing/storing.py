"""A draft, as read, becomes a report with its people, statements, credits, captions and tags."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from articles import addresses
from articles.importing import similar
from articles.importing.identity import Register
from articles.models import (
    Appearance,
    Credit,
    Photo,
    Provenance,
    Report,
    Section,
    SourceText,
    Statement,
    Tag,
    TaggedReport,
)
from articles.models.body import from_paragraphs
from articles.models.sections import RESERVED_SLUGS
from articles.models.tags import fold_synonyms
from articles.pinyin import reading
from articles.reading.draft import Draft

UNTITLED = "（无题）"  # stands where a file printed no title; the problem is noted with the source


def store(draft: Draft, source: SourceText, position: int) -> Provenance:
    """Make the report that a draft describes, and the note of where it came from.

    A draft near-identical to a report that is there already is stored all the same, and says which.
    """
    texts = [paragraph.text for paragraph in draft.body]
    values = similar.sample(texts)
    twin = similar.most_similar(values)
    report = _report(draft, texts)
    similar.remember(report, values)
    _credits(report, draft)
    _captions(report, draft)
    _voices(report, draft)
    _tags(report, draft.tags)
    return Provenance.objects.create(
        source=source,
        report=report,
        position=position,
        lines=[list(paragraph.lines) for paragraph in draft.body],
        draft=draft.as_json(),
        similar_to=twin,
        stored_at=report.updated_at,
    )


def _report(draft: Draft, texts: list[str]) -> Report:
    start, end = (*draft.event_dates, "", "")[:2]
    report = Report(
        title=_fit(Report, "title", draft.title) or UNTITLED,
        section=section_for(draft.section),
        body=from_paragraphs(texts),
        event_start=start,
        event_end=end,
        published_at=moment_of(draft.published_at),
        source=_fit(Report, "source", draft.source or ""),
    )
    # Sanitises the body; what it refers to was just looked up, and the database holds the constraints.
    report.clean_fields(exclude={"section", "cover"})
    report.save()
    return report


def section_for(name: str | None) -> Section | None:
    """The section of a printed name, made where it is new."""
    if not name:
        return None
    name = _fit(Section, "name", name)
    if known := Section.objects.filter(name=name).first():
        return known
    slug = addresses.free(Section, reading(name), reserved=RESERVED_SLUGS)
    return Section.objects.get_or_create(name=name, defaults={"slug": slug})[0]


def _tags(report: Report, names: Iterable[str]) -> None:
    """File the report under its tags; those that are there already, as most are, take two queries in all."""
    names = list(dict.fromkeys(names))
    tags = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    new = fold_synonyms(name for name in names if name not in tags) if len(tags) < len(names) else []
    TaggedReport.objects.bulk_create(TaggedReport(content_object=report, tag=tag) for tag in tags.values())
    if new:
        report.tags.add(*new)


def _credits(report: Report, draft: Draft) -> None:
    pairs = dict.fromkeys(
        (_fit(Credit, "role", credit.role), _fit(Credit, "name", credit.name)) for credit in draft.credits
    )
    Credit.objects.bulk_create(
        Credit(report=report, role=role, name=name, order=order) for order, (role, name) in enumerate(pairs)
    )


def _captions(report: Report, draft: Draft) -> None:
    """A caption whose picture was lost becomes a place to fill."""
    Photo.objects.bulk_create(
        Photo(report=report, caption=_fit(Photo, "caption", caption.text), before=caption.before)
        for caption in draft.captions
    )


def _voices(report: Report, draft: Draft) -> None:
    whose = Register(draft.people)
    appearances = {}
    for order, person in enumerate(draft.people):
        printed = _fit(Appearance, "printed_organisation", person.organisation or "")
        organisation = whose.organisation(printed)
        appearances[person.name] = Appearance(
            report=report,
            name=_fit(Appearance, "name", person.name),
            titles=_fit(Appearance, "titles", "、".join(person.titles)),
            printed_organisation=printed,
            organisation=organisation,
            speaker=whose.speaker(person, organisation, report.days),
            order=order,
        )
    Appearance.objects.bulk_create(appearances.values())
    Statement.objects.bulk_create(
        Statement(appearance=appearances[statement.speaker], text=statement.text, order=order)
        for order, statement in enumerate(draft.statements)
    )


def _fit(model: type[Model], field: str, text: str) -> str:
    """The text cut to what the column holds: a scraped page may print anything in any place."""
    return text[: model._meta.get_field(field).max_length]


def moment_of(printed: str | None) -> datetime | None:
    """A printed time, which is local to the newsroom, as a moment; a day alone is its first minute."""
    return timezone.make_aware(datetime.fromisoformat(printed)) if printed else None
