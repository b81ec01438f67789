"""Everyone and every statement in one file, in the shape of Popolo (https://www.popoloproject.com/specs/).

Persons, organisations, memberships (the posts of the register) and speeches (statements), each with an
identifier that the others refer to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router, Schema

from articles.models import Membership, Organisation, Report, Speaker, Statement
from articles.public import json_ld, selectors
from articles.statements import still_in_body

from .schemas.values import absolute

router = Router(tags=["export"])

BATCH = 500  # rows in memory at once


class Popolo(Schema):
    """The export; members as in the specification."""

    persons: list[dict]
    organizations: list[dict]
    memberships: list[dict]
    speeches: list[dict]


@router.get(
    "/popolo.json",
    response=Popolo,
    url_name="popolo",
    summary="Speakers, organisations, posts and statements in one file, as Popolo",
)
def popolo(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(_written(_members(request)), content_type="application/json")


def _members(request: HttpRequest) -> dict[str, Iterator[dict]]:
    reports = Report.objects.published()
    speakers, organisations = selectors.speakers_in(reports), selectors.organisations_in(reports)
    posts = Membership.objects.filter(speaker__in=speakers.order_by()).select_related(
        "speaker", "organisation"
    )
    context = {"request": request}
    return {
        "persons": (_person(each, context) for each in _in_chunks(speakers.prefetch_related("other_names"))),
        "organizations": (
            _organisation(each, context) for each in _in_chunks(organisations.prefetch_related("short_names"))
        ),
        "memberships": (_membership(each) for each in _in_chunks(posts)),
        "speeches": _speeches(selectors.statements_in(reports), context),
    }


def _in_chunks(rows: QuerySet) -> Iterator:
    return rows.order_by("pk").iterator(chunk_size=BATCH)


def _written(members: dict[str, Iterable[dict]]) -> Iterator[str]:
    """The JSON object, a member after the other, without holding all of it."""
    for number, (name, rows) in enumerate(members.items()):
        yield f'{"," if number else "{"}"{name}":['
        for place, row in enumerate(rows):
            yield ("," if place else "") + json.dumps(row, ensure_ascii=False)
        yield "]"
    yield "}"


def _person(speaker: Speaker, context: dict) -> dict:
    others = [{"name": other.name} for other in speaker.other_names.all()]
    return {
        "id": f"person/{speaker.slug}",
        "name": speaker.name,
        "sort_name": speaker.pinyin,
        "other_names": others,
        "links": [{"url": absolute(speaker.get_absolute_url(), context)}],
    }


def _organisation(organisation: Organisation, context: dict) -> dict:
    return {
        "id": f"organization/{organisation.slug}",
        "name": organisation.name,
        "other_names": [{"name": short.name} for short in organisation.short_names.all()],
        "links": [{"url": absolute(organisation.get_absolute_url(), context)}],
    }


def _membership(post: Membership) -> dict:
    """Dates without their year are left out: Popolo knows only those cut at the end (2019-08)."""
    dates = {"start_date": post.start, "end_date": post.end}
    return {
        "id": f"membership/{post.pk}",
        "person_id": f"person/{post.speaker.slug}",
        "organization_id": f"organization/{post.organisation.slug}",
        "role": post.role,
        **{name: value for name, value in dates.items() if value[:1].isdigit()},
    }


def _speeches(statements: QuerySet[Statement], context: dict) -> Iterator[dict]:
    for statement in still_in_body(_in_chunks(statements)):
        appearance, report = statement.appearance, statement.appearance.report
        person = {"creator_id": f"person/{appearance.speaker.slug}"} if appearance.speaker else {}
        yield {
            "id": f"speech/{statement.pk}",
            **person,
            "attribution_text": str(appearance),
            "role": appearance.titles,
            "title": report.title,
            "type": "speech",
            "text": statement.text,
            "date": json_ld.written(report.shown_at),
            "sources": [{"url": absolute(statement.get_absolute_url(), context)}],
        }
