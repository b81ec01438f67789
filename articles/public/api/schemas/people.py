"""Schemas of speakers, organisations and posts."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import BeforeValidator

from articles.models import Appearance, Membership, Report, Speaker
from articles.public import selectors

from .values import Known, Moment, Named

#: Titles as printed, separated by 、.
Titles = Annotated[
    list[str], BeforeValidator(lambda titles: [title for title in titles.split("、") if title])
]


class OrganisationOut(Named):
    pass


class MembershipOut(Schema):
    """A membership of the register; partial dates, null if unknown."""

    organisation: str
    role: str
    start: Known
    end: Known

    @staticmethod
    def resolve_organisation(membership: Membership) -> str:
        return membership.organisation.name


class AppearanceOut(Schema):
    """An appearance: name, titles and organisation as printed in one report."""

    name: str
    titles: Titles
    organisation: Known = Field(alias="printed_organisation")
    speaker: str | None = Field(description="slug of the person believed to be meant; null until decided")

    @staticmethod
    def resolve_speaker(appearance: Appearance) -> str | None:
        return appearance.speaker.slug if appearance.speaker else None


class PrintedTitlesOut(Schema):
    """A post as printed in reports, with the dates of the first and last report."""

    organisation: Known = Field(alias="printed_organisation")
    titles: Titles
    first: Moment | None
    last: Moment | None
    reports: int = Field(alias="number")


class SpeakerSummary(Named):
    pinyin: str


class SpeakerOut(SpeakerSummary):
    """A speaker, with the memberships of the register and the posts printed in the newest 500 reports."""

    memberships: list[MembershipOut]
    printed_titles: list[PrintedTitlesOut]

    @staticmethod
    def resolve_printed_titles(speaker: Speaker) -> list[dict[str, Any]]:
        return selectors.printed_titles(speaker, Report.objects.published())
