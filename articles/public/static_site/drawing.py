"""Draw one page through Django's views, without a server, a session or the page cache."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.urls import get_resolver
from django.utils import translation

from articles.public.meta_keys import AS_FILE


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: its status and its bytes."""

    status: int
    content: bytes

    @property
    def is_page(self) -> bool:
        return self.status == HTTPStatus.OK

    @property
    def is_gone(self) -> bool:
        """Whether it is the notice of a withdrawal."""
        return self.status == HTTPStatus.GONE


class AnonymousRequest(WSGIRequest):
    """A request of nobody, at the address of the site."""

    user = AnonymousUser()

    def get_host(self) -> str:
        return urlsplit(settings.SITE_URL).netloc


def draw(address: str, **meta: Any) -> Drawn:
    """Answer a GET of the address; what fails inside is logged and has the status 500.

    Without middleware: what that adds is for browsers, or for the desk.
    """
    translation.activate(settings.LANGUAGE_CODE)
    response = _answer(request_of(address, **meta))
    return Drawn(response.status_code, _content(response))


def draw_template(name: str, address: str) -> Drawn:
    """A page that no view answers."""
    translation.activate(settings.LANGUAGE_CODE)
    return Drawn(HTTPStatus.OK, render_to_string(name, request=request_of(address)).encode())


def _content(response: HttpResponseBase) -> bytes:
    """The bytes. The response is not closed: that is the end of a request, and closes the database."""
    if isinstance(response, FileResponse) and response.file_to_stream:
        with closing(response.file_to_stream) as file:
            return file.read()
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response)
    return cast("HttpResponse", response).content


def _view(request: HttpRequest) -> HttpResponse:
    match = get_resolver().resolve(request.path_info)
    request.resolver_match = match
    response = match.func(request, *match.args, **match.kwargs)
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


_answer = cast("Callable[[HttpRequest], HttpResponse]", convert_exception_to_response(_view))


def request_of(address: str, **meta: Any) -> AnonymousRequest:
    path, _, query = address.partition("?")
    site = urlsplit(settings.SITE_URL)
    return AnonymousRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or 443),
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
            AS_FILE: True,
            **meta,
        }
    )
