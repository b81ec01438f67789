"""Photos, robots.txt and the health check."""

from __future__ import annotations

import mimetypes
import re

from django.db import Error, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from articles.media import renditions
from articles.models import Photo, Report

from .conventions import public

PHOTO_AGE = 600  # seconds that a cache may keep a photo, and so one of a withdrawn report
#: Path of a rendition: that of the photo, then width and kind.
RENDITION = re.compile(r"(?P<name>.+\.\w+)/(?P<width>\d{1,5})\.(?P<kind>\w+)")


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Photo of a published report; of any other report, for staff with permission."""
    wanted = RENDITION.fullmatch(name)
    reports = Report.objects.published().order_by()
    photos = Photo.objects.filter(file=(wanted["name"] if wanted else name).replace("\0", ""))
    if photo := photos.filter(report__in=reports).first():
        return cache_control(public=True, max_age=PHOTO_AGE)(_picture)(request, photo, wanted)
    may_see = request.user.is_staff and request.user.has_perm("articles.view_report")
    if may_see and (photo := photos.first()):
        return cache_control(private=True, no_store=True)(_picture)(request, photo, wanted)
    raise Http404


def _picture(request: HttpRequest, photo: Photo, wanted: re.Match | None) -> HttpResponseBase:
    """The requested rendition; at the URL of the photo itself the widest, as JPEG or PNG."""
    try:
        width, kind = (int(wanted["width"]), wanted["kind"]) if wanted else renditions.widest(photo)
        path = renditions.rendition(photo, width, kind)
        changed = int(path.stat().st_mtime)
        unchanged = get_conditional_response(request, last_modified=changed)
        response: HttpResponseBase = unchanged or FileResponse(path.open("rb"))
    except (renditions.NoPicture, OSError) as error:
        raise Http404 from error
    response["Content-Type"] = mimetypes.types_map[path.suffix]
    response["Last-Modified"] = http_date(changed)
    return response


@public
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 if the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("unavailable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
