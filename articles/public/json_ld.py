"""JSON-LD of a report for search engines, in the vocabulary of schema.org."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles.models import Credit, Report, Statement, Tag

#: Function that makes a path an absolute URL.
Address = Callable[[str], str]


def news_article(
    report: Report,
    statements: Iterable[Statement],
    credits: Iterable[Credit],
    tags: Iterable[Tag],
    address: Address,
) -> dict[str, Any]:
    """https://schema.org/NewsArticle with its quotations; empty values are left out."""
    here = address(report.get_absolute_url())
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": here,
        "url": here,
        "mainEntityOfPage": here,
        "headline": report.title,
        "description": report.lead,
        "inLanguage": "zh-Hans",
        "datePublished": written(report.shown_at),
        "dateModified": written(report.public_modified_at),
        "articleSection": report.section.name if report.section else None,
        "keywords": [tag.name for tag in tags],
        "author": [{"@type": "Person", "name": credit.name} for credit in credits],
        "publisher": {"@type": "Organization", "name": settings.SITE_ORGANISER or settings.SITE_NAME},
        "image": address(report.cover.file.url) if report.cover and report.cover.file else None,
        "isBasedOn": report.source_url,
        "hasPart": [quotation(statement, here, address) for statement in statements],
    }
    return {name: value for name, value in said.items() if value}


def quotation(statement: Statement, report: str, address: Address) -> dict[str, Any]:
    """https://schema.org/Quotation of a statement, with its speaker; `report` is the URL of the report."""
    appearance = statement.appearance
    person: dict[str, str | dict[str, str]] = {
        "@type": "Person",
        "name": appearance.name,
        "jobTitle": appearance.titles,
        "url": address(appearance.speaker.get_absolute_url()) if appearance.speaker else "",
    }
    if appearance.printed_organisation:
        person["affiliation"] = {"@type": "Organization", "name": appearance.printed_organisation}
    return {
        "@type": "Quotation",
        "@id": f"{report}#s{statement.pk}",
        "text": statement.text,
        "spokenByCharacter": {name: value for name, value in person.items() if value},
    }


def written(moment: datetime | None) -> str:
    """A moment in ISO 8601, to the second; "" for None.

    In local time: in UTC the date would be that of the day before until 8:00.
    """
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
