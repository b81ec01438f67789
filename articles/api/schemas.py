"""What the interface says of a report, a person, a statement: names and types of the values.

They are those of the reader's own JSON (README.md) wherever it has them. A value that is not known is null.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Field, Path, Schema

from articles import addresses
from articles.models import Appearance, Organisation, Post, Report, Section, Speaker, Statement, Tag
from articles.reading.voices.points import points

#: A word to ask for; PostgreSQL knows no U+0000.
Text = Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")]
Slug = Annotated[str, Path(max_length=120, pattern=r"^[^\x00/]+$")]
LARGEST_KEY = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=LARGEST_KEY)]


def absolute(path: str, context: dict) -> str:
    """The address for readers elsewhere."""
    return addresses.absolute(context["request"], path)


class Problem(Schema):
    """Why there is no answer."""

    detail: str | list[dict]


class SectionOut(Schema):
    name: str
    slug: str
    address: str

    @staticmethod
    def resolve_address(section: Section, context: dict) -> str:
        return absolute(section.get_absolute_url(), context)


class TagOut(Schema):
    name: str
    slug: str
    reports: int = Field(description="how many published reports have it")
    address: str

    @staticmethod
    def resolve_reports(tag: Tag) -> int:
        return tag.number

    @staticmethod
    def resolve_address(tag: Tag, context: dict) -> str:
        return absolute(tag.get_absolute_url(), context)


class CreditOut(Schema):
    role: str
    name: str


class PostThen(Schema):
    """Who a person was in one report: name, titles and organisation as printed there."""

    name: str
    titles: list[str]
    organisation: str | None
    speaker: str | None = Field(description="slug of the person believed to be meant; null until decided")

    @staticmethod
    def resolve_titles(appearance: Appearance) -> list[str]:
        return [title for title in appearance.titles.split("、") if title]

    @staticmethod
    def resolve_organisation(appearance: Appearance) -> str | None:
        return appearance.printed_organisation or None

    @staticmethod
    def resolve_speaker(appearance: Appearance) -> str | None:
        return appearance.speaker.slug if appearance.speaker else None


class ReportRef(Schema):
    """A report in short."""

    id: int
    title: str
    section: str | None = Field(description="slug of the section")
    date: datetime = Field(description="the date it shows: of the source, else of first publication here")
    address: str

    @staticmethod
    def resolve_section(report: Report) -> str | None:
        return report.section.slug if report.section else None

    @staticmethod
    def resolve_date(report: Report) -> datetime:
        return report.shown_at

    @staticmethod
    def resolve_address(report: Report, context: dict) -> str:
        return absolute(report.get_absolute_url(), context)


class ReportSummary(ReportRef):
    """A report in a list."""

    number: str
    summary: str
    published_at: datetime | None = Field(description="as the source printed it")
    first_published_at: datetime
    updated_at: datetime
    event_dates: list[str] = Field(description="one or two days; --10-30 is a day without its year")
    source: str | None
    source_url: str | None
    responsible_editor: str | None
    tags: list[str]
    credits: list[CreditOut]

    @staticmethod
    def resolve_summary(report: Report) -> str:
        return report.lead

    @staticmethod
    def resolve_event_dates(report: Report) -> list[str]:
        return [day for day in (report.event_start, report.event_end) if day]

    @staticmethod
    def resolve_source(report: Report) -> str | None:
        return report.source or None

    @staticmethod
    def resolve_source_url(report: Report) -> str | None:
        return report.source_url or None

    @staticmethod
    def resolve_responsible_editor(report: Report) -> str | None:
        return report.responsible_editor or None

    @staticmethod
    def resolve_tags(report: Report) -> list[str]:
        return [tag.name for tag in report.tags.all()]

    @staticmethod
    def resolve_credits(report: Report) -> list:
        return list(report.credits.all())


class Words(Schema):
    """A statement: the exact words, and where they stand."""

    id: int
    text: str = Field(description="verbatim; paragraphs are separated by a newline")
    points: int = Field(description="how many numbered points it makes")
    address: str

    @staticmethod
    def resolve_points(statement: Statement) -> int:
        return len(points(statement.text))

    @staticmethod
    def resolve_address(statement: Statement, context: dict) -> str:
        return absolute(f"{statement.appearance.report.get_absolute_url()}#s{statement.pk}", context)


class SaidIn(Words):
    """A statement within its report."""

    speaker: str = Field(description="name as printed")

    @staticmethod
    def resolve_speaker(statement: Statement) -> str:
        return statement.appearance.name


class StatementOut(Words):
    """A statement by itself: who said it, holding which post then, in which report."""

    speaker: PostThen
    report: ReportRef

    @staticmethod
    def resolve_speaker(statement: Statement) -> Appearance:
        return statement.appearance

    @staticmethod
    def resolve_report(statement: Statement) -> Report:
        return statement.appearance.report


class ReportOut(ReportSummary):
    """A whole report."""

    body: list[str] = Field(description="its paragraphs")
    people: list[PostThen]
    statements: list[SaidIn]

    @staticmethod
    def resolve_body(report: Report) -> list[str]:
        return report.paragraphs

    @staticmethod
    def resolve_people(report: Report) -> list:
        return list(report.appearances.select_related("speaker"))

    @staticmethod
    def resolve_statements(report: Report) -> list:
        return report.standing_statements


class OrganisationOut(Schema):
    name: str
    slug: str
    address: str

    @staticmethod
    def resolve_address(organisation: Organisation, context: dict) -> str:
        return absolute(organisation.get_absolute_url(), context)


class PostOut(Schema):
    """An entry of the register; dates to the precision that is known, null where they aren't."""

    organisation: str
    title: str
    start: str | None
    end: str | None

    @staticmethod
    def resolve_organisation(post: Post) -> str:
        return post.organisation.name

    @staticmethod
    def resolve_start(post: Post) -> str | None:
        return post.start or None

    @staticmethod
    def resolve_end(post: Post) -> str | None:
        return post.end or None


class SpeakerSummary(Schema):
    name: str
    slug: str
    pinyin: str
    address: str

    @staticmethod
    def resolve_address(speaker: Speaker, context: dict) -> str:
        return absolute(speaker.get_absolute_url(), context)


class PrintedPost(Schema):
    """A post as reports print it beside the name, with the dates of the first and last of them."""

    organisation: str | None
    titles: list[str]
    first: datetime | None
    last: datetime | None
    reports: int

    @staticmethod
    def resolve_organisation(post: dict) -> str | None:
        return post["printed_organisation"] or None

    @staticmethod
    def resolve_titles(post: dict) -> list[str]:
        return [title for title in post["titles"].split("、") if title]

    @staticmethod
    def resolve_reports(post: dict) -> int:
        return post["number"]


class SpeakerOut(SpeakerSummary):
    """A person, with the posts of the register and those that reports print."""

    posts: list[PostOut]
    printed: list[PrintedPost]


class Hit(Schema):
    """A report that was found, and the place that shows why."""

    report: ReportRef
    snippet: str = Field(description="HTML, the words in <mark>")


class Found(Schema):
    total: int = Field(description="how many were counted")
    more: bool = Field(description="there are more than are counted")
    pages: int
    results: list[Hit]
