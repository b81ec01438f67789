"""What machines ask for: photos, robots.txt, and whether the site is well."""

from __future__ import annotations

import mimetypes

from django.db import Error, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from articles.models import Photo, Report

from .conventions import public

PHOTO_AGE = 600  # seconds that a photo may be kept, for as long a withdrawn one may linger
#: Pictures that browsers show and that can't carry a script; anything else is only offered for download.
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"})


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    """A photo's file while its report is published; before and after, for staff who may see the report."""
    reports = Report.objects.published().order_by()
    photos = Photo.objects.filter(file=name.replace("\0", ""))
    if photo := photos.filter(report__in=reports).first():
        return cache_control(public=True, max_age=PHOTO_AGE)(_file)(request, photo)
    may_see = request.user.is_staff and request.user.has_perm("articles.view_report")
    if may_see and (photo := photos.first()):
        return cache_control(private=True, no_store=True)(_file)(request, photo)
    raise Http404


def _file(request: HttpRequest, photo: Photo) -> HttpResponse:
    stored = photo.file
    try:
        changed = int(stored.storage.get_modified_time(stored.name).timestamp())
        unchanged = get_conditional_response(request, last_modified=changed)
        response = unchanged or FileResponse(stored.open("rb"))
    except FileNotFoundError as error:
        raise Http404 from error
    kind = mimetypes.guess_type(stored.name)[0]
    response["Content-Type"] = kind if kind in PICTURES else "application/octet-stream"
    response["Content-Disposition"] = "inline" if kind in PICTURES else "attachment"
    response["Last-Modified"] = http_date(changed)
    return response


@public
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 where the database answers, 503 where it doesn't, and not a word more."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("unavailable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
