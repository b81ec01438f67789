"""What every public page does alike: how long it may be kept, numbered pages, former addresses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from articles.models import slugs
from articles.public.replica import use_replica

PER_PAGE = 20
#: Seconds that a page may be kept: also how long a withdrawn report may linger in a cache on the way.
PAGE_AGE = 60

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page that is the same for everyone: it may be kept for a while, and is sent again only if changed."""
    page = use_replica()(undated(view))
    return require_safe(cache_control(public=True, max_age=PAGE_AGE)(conditional_page(page)))


def undated(view: View) -> View:
    """Known by its content (ETag) alone: when a report is withdrawn, the date of the newest goes back."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers.pop("Last-Modified", None)
        return response

    return answer


def numbered(request: HttpRequest, rows: QuerySet, per_page: int = PER_PAGE) -> Page:
    """The page of `rows` that ?page= asks for, the first where it doesn't; Http404 where there is none."""
    number = request.GET.get("page", "1")
    return as_asked(Paginator(rows, per_page).get_page(number), number)


def as_asked(page: Page, number: str) -> Page:
    """The page, which is the nearest to ?page=; Http404 where it is another: a page has one address."""
    if str(page.number) != number:
        raise Http404
    return page


def follow(kind: str, slug: str, public_rows: QuerySet) -> HttpResponsePermanentRedirect:
    """To the address of the entry that once stood at `slug`; Http404 where there is none."""
    entry = slugs.resolve_redirect(kind, slug, public_rows)
    if entry is None:
        raise Http404
    return redirect(entry, permanent=True)
