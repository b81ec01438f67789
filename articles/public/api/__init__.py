"""Read-only JSON API of what is published, below /api/; described by /api/openapi.json."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from articles.public.api import people, popolo, reports, search, statements
from articles.public.pages.params import Params
from articles.search import FACETS

View = Callable[..., HttpResponseBase]


class PlainJSON(JSONRenderer):
    """Chinese characters without \\u escapes: a third of the size."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Newsroom",
    version="1",
    description=(
        "Published reports, who spoke in them, and their exact words. Everything may be read without an "
        "account, nothing can be changed. Lists come in pages: `next` is the address of the one that follows."
    ),
    docs_url=None,  # the page of django-ninja loads its script from another host
    renderer=PlainJSON(),
    urls_namespace="api",
)
for part in (reports, statements, people, search, popolo):
    api.add_router("", part.router)


def readable(view: View) -> View:
    """Make a view of the API answer HEAD, and allow requests of scripts on other sites (CORS)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "HEAD":  # django-ninja answers GET only; the server drops the content
            request.method = "GET"
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


_FACETS = tuple(FACETS)
_PAGES = ("page_size", "cursor")
#: The parameters of each address that has some.
PARAMS = {
    "reports": Params((*_FACETS, "updated_since", *_PAGES)),
    "statements": Params((*_FACETS, *_PAGES)),
    "tags": Params(_PAGES),
    "speakers": Params(("name", *_PAGES)),
    "organisations": Params(_PAGES),
    "search": Params(("q", *_FACETS, "sort", "page")),
}
#: Sent while it is read, and never kept.
STREAMED = {"popolo"}


def urls(public: Callable[..., View]) -> tuple[list[URLPattern], str, str]:
    """URL patterns of the API, for path(), each decorated with `public` like the pages.

    The root returns the OpenAPI description.
    """
    found, app, namespace = api.urls
    patterns = [pattern for pattern in found if isinstance(pattern, URLPattern)]
    answers: dict[str | None, View] = {pattern.name: pattern.callback for pattern in patterns}
    answers["api-root"] = answers["openapi-json"]
    for pattern in patterns:
        name = pattern.name or ""
        view = readable(answers[name])
        pattern.callback = public(view, PARAMS.get(name, Params()), is_kept=name not in STREAMED)
    return patterns, app, namespace
