"""API: speakers and organisations."""

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import FilterSchema, Query, Router
from ninja.pagination import paginate

from articles.models import Membership, Organisation, Report, Speaker
from articles.public import selectors

from .paging import Paging
from .schemas.people import OrganisationOut, SpeakerOut, SpeakerSummary
from .schemas.values import Problem, Slug, Text

router = Router(tags=["people"])


class SpeakerFilter(FilterSchema):
    name: Text | None = None


@router.get(
    "/speakers",
    response={200: list[SpeakerSummary], 422: Problem},
    url_name="speakers",
    summary="Everyone who appears in a report",
)
@paginate(Paging)
def speakers(request: HttpRequest, filters: Query[SpeakerFilter]) -> QuerySet[Speaker]:
    return filters.filter(selectors.speakers_in(Report.objects.published()))


@router.get(
    "/speakers/{slug}",
    response={200: SpeakerOut, 404: Problem, 422: Problem},
    url_name="speaker",
    summary="A person, with the posts they hold or held",
)
def speaker(request: HttpRequest, slug: Slug) -> Speaker:
    reports = Report.objects.published()
    memberships = Prefetch("memberships", Membership.objects.select_related("organisation"))
    return get_object_or_404(selectors.speakers_in(reports).prefetch_related(memberships), slug=slug)


@router.get(
    "/organisations",
    response={200: list[OrganisationOut], 422: Problem},
    url_name="organisations",
    summary="The organisations that people in reports stand for",
)
@paginate(Paging)
def organisations(request: HttpRequest) -> QuerySet[Organisation]:
    return selectors.organisations_in(Report.objects.published())
