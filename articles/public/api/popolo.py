"""API: export of all published people and statements as Popolo (https://www.popoloproject.com/specs/).

Persons, organisations, memberships and speeches (statements), each with an id that the others refer to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router, Schema

from articles.models import Membership, Organisation, Report, Speaker, Statement
from articles.public import json_ld, selectors
from articles.public.json_ld import Address
from articles.public.links import absolute_url
from articles.public.streaming import drawn
from articles.statements import still_in_body

router = Router(tags=["export"])

BATCH = 500  # rows per chunk


class Popolo(Schema):
    """Members of the export, as in the specification."""

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


def _members(request: HttpRequest) -> dict[str, Iterator[str]]:
    """Rows of each member, as JSON."""
    reports = Report.objects.published()
    speakers, organisations = selectors.speakers_in(reports), selectors.organisations_in(reports)
    memberships = Membership.objects.filter(speaker__in=speakers.order_by())
    address = partial(absolute_url, request)
    return {
        "persons": _as_json(
            _in_chunks(speakers.prefetch_related("other_names")), partial(_person, address=address)
        ),
        "organizations": _as_json(
            _in_chunks(organisations.prefetch_related("short_names")), partial(_organisation, address=address)
        ),
        "memberships": _as_json(
            _in_chunks(memberships.select_related("speaker", "organisation")), _membership
        ),
        "speeches": _as_json(
            still_in_body(_in_chunks(selectors.statements_in(reports))), partial(_speech, address=address)
        ),
    }


def _in_chunks(rows: QuerySet) -> Iterator:
    return rows.order_by("pk").iterator(chunk_size=BATCH)


def _as_json(rows: Iterable, draw: Callable[..., dict]) -> Iterator[str]:
    return drawn(rows, lambda row: json.dumps(draw(row), ensure_ascii=False))


def _written(members: dict[str, Iterator[str]]) -> Iterator[str]:
    """Write the JSON object row by row: only one chunk is in memory."""
    for number, (name, rows) in enumerate(members.items()):
        yield f'{"," if number else "{"}"{name}":['
        for place, row in enumerate(rows):
            yield f",{row}" if place else row
        yield "]"
    yield "}"


def _person(speaker: Speaker, address: Address) -> dict:
    others = [{"name": other.name} for other in speaker.other_names.all()]
    return {
        "id": f"person/{speaker.slug}",
        "name": speaker.name,
        "sort_name": speaker.pinyin,
        "other_names": others,
        "links": [{"url": address(speaker.get_absolute_url())}],
    }


def _organisation(organisation: Organisation, address: Address) -> dict:
    return {
        "id": f"organization/{organisation.slug}",
        "name": organisation.name,
        "other_names": [{"name": short.name} for short in organisation.short_names.all()],
        "links": [{"url": address(organisation.get_absolute_url())}],
    }


def _membership(membership: Membership) -> dict:
    """Without dates that lack the year: Popolo allows only dates cut at the end (2019-08)."""
    dates = {"start_date": membership.start, "end_date": membership.end}
    return {
        "id": f"membership/{membership.pk}",
        "person_id": f"person/{membership.speaker.slug}",
        "organization_id": f"organization/{membership.organisation.slug}",
        "role": membership.role,
        **{name: value for name, value in dates.items() if value[:1].isdigit()},
    }


def _speech(statement: Statement, address: Address) -> dict:
    appearance, report = statement.appearance, statement.appearance.report
    person = {"creator_id": f"person/{appearance.speaker.slug}"} if appearance.speaker else {}
    return {
        "id": f"speech/{statement.pk}",
        **person,
        "attribution_text": str(appearance),
        "role": appearance.titles,
        "title": report.title,
        "type": "speech",
        "text": statement.text,
        "date": json_ld.written(report.shown_at),
        "sources": [{"url": address(statement.get_absolute_url())}],
    }
