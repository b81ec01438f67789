"""Caching, pagination and slug redirects, the same for every public page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any, Protocol, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from articles.models import slugs
from articles.public.pages.params import ATTRIBUTE, Params, drop_unknown
from articles.public.replica import from_replica

NONE = Params()
#: Those of a list.
PAGE = Params(("page",))
PER_PAGE = 20
#: Seconds that a cache may keep a page, and so a withdrawn report.
PAGE_AGE = 60

View = Callable[..., HttpResponseBase]


class Countable(Protocol):
    """A list that knows its number of rows, and reads a page of them."""

    def count(self) -> int: ...

    def __getitem__(self, part: slice) -> list[Any]: ...


Rows = QuerySet | Sequence[Any] | Countable


def public(view: View, params: Params = NONE, *, is_kept: bool = True) -> View:
    """Make a view a public page: read from the replica, cacheable, the same for everyone.

    It sees the parameters that it knows and no other. The page cache keeps its pages, unless they are
    streamed; the ETag is computed from the rendered page.
    """
    page = conditional_page(from_replica(undated(view)))

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        drop_unknown(request, params)
        return page(request, *args, **kwargs)

    made = require_safe(cache_control(public=True, max_age=PAGE_AGE)(answer))
    if is_kept:
        setattr(made, ATTRIBUTE, params)
    return made


def page_of(*names: str, **many: int) -> Callable[[View], View]:
    """Decorator: a public page that knows these parameters; `many` may be repeated, so many times."""
    return partial(public, params=Params(names, many))


def undated(view: View) -> View:
    """Drop Last-Modified: a withdrawal sets the date of the newest report back. The ETag remains."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers.pop("Last-Modified", None)
        return response

    return answer


def numbered(request: HttpRequest, rows: Rows, per_page: int = PER_PAGE) -> Page:
    """The page of `rows` named by ?page=, the first without it; Http404 for a page that does not exist."""
    number = request.GET.get("page", "1")
    return as_asked(Paginator(cast(QuerySet, rows), per_page).get_page(number), number)


def as_asked(page: Page, number: str) -> Page:
    """The page if it is the one that ?page= names, else Http404: a page has one URL."""
    if str(page.number) != number:
        raise Http404
    return page


def follow(kind: str, slug: str, public_rows: QuerySet) -> HttpResponsePermanentRedirect:
    """Redirect a former slug to its entry; Http404 where it has none."""
    entry = slugs.resolve_redirect(kind, slug, public_rows)
    if entry is None:
        raise Http404
    return redirect(entry, permanent=True)
