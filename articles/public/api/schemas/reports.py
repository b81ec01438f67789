"""Schemas of reports, sections, tags and statements."""

from __future__ import annotations

from ninja import Field, Schema

from articles.models import Appearance, Report, Statement
from articles.reading.speech.points import points
from articles.statements import still_in_body

from .people import AppearanceOut
from .values import Known, Moment, Named, Placed


class SectionOut(Named):
    pass


class TagOut(Named):
    reports: int = Field(alias="number", description="how many published reports have it")


class CreditOut(Schema):
    role: str
    name: str


class ReportRef(Placed):
    """A reference to a report."""

    id: int
    title: str
    section: str | None = Field(description="slug of the section")
    date: Moment = Field(
        alias="shown_at", description="the date it shows: of the source, else of first publication here"
    )
    occasion: Known = Field(description="at what kind of event it was said: 座谈会, 新闻发布会 …")

    @staticmethod
    def resolve_section(report: Report) -> str | None:
        return report.section.slug if report.section else None


class ReportSummary(ReportRef):
    """A report in a list."""

    number: str
    summary: str = Field(alias="lead")
    published_at: Moment | None = Field(description="as the source printed it")
    first_published_at: Moment
    updated_at: Moment = Field(
        alias="public_modified_at", description="when readers got these words: changed, or gone live, last"
    )
    event_dates: list[str] = Field(description="one or two days; --10-30 is a day without its year")
    source: Known
    source_url: Known
    responsible_editor: Known
    tags: list[str]
    credits: list[CreditOut]

    @staticmethod
    def resolve_event_dates(report: Report) -> list[str]:
        return [day for day in (report.event_start, report.event_end) if day]

    @staticmethod
    def resolve_tags(report: Report) -> list[str]:
        return sorted(tag.name for tag in report.tags.all())  # taggit gives them in no order


class Words(Placed):
    """A statement: verbatim text and URL."""

    id: int
    text: str = Field(description="verbatim; paragraphs are separated by a newline")
    points: int = Field(description="how many numbered points it makes")

    @staticmethod
    def resolve_points(statement: Statement) -> int:
        return len(points(statement.text))


class ReportStatementOut(Words):
    """A statement within its report."""

    speaker: str = Field(description="name as printed")

    @staticmethod
    def resolve_speaker(statement: Statement) -> str:
        return statement.appearance.name


class StatementOut(Words):
    """A statement with its speaker and its report."""

    speaker: AppearanceOut
    report: ReportRef

    @staticmethod
    def resolve_speaker(statement: Statement) -> Appearance:
        return statement.appearance

    @staticmethod
    def resolve_report(statement: Statement) -> Report:
        return statement.appearance.report


class ReportOut(ReportSummary):
    """A report with body, people and statements."""

    body: list[str] = Field(alias="paragraphs")
    people: list[AppearanceOut]
    statements: list[ReportStatementOut]

    @staticmethod
    def resolve_people(report: Report) -> list[Appearance]:
        return list(report.appearances.all())

    @staticmethod
    def resolve_statements(report: Report) -> list[Statement]:
        said = (each for appearance in report.appearances.all() for each in appearance.statements.all())
        return list(still_in_body(sorted(said, key=lambda each: (each.order, each.pk))))


class Hit(Schema):
    """A report that was found, with a snippet."""

    report: ReportRef
    snippet: str = Field(description="HTML, the words in <mark>")


class Found(Schema):
    total: int = Field(description="how many were counted")
    more: bool = Field(description="there are more than are counted")
    pages: int
    results: list[Hit]
