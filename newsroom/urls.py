"""The URLs of the project: the desk, the API, then the public site."""

from typing import Any

from django.urls import URLResolver, include, path
from django.urls.resolvers import RoutePattern
from django.utils.translation import get_language

DESK = "admin/"


class Deferred(URLResolver):
    """Include a module that is loaded with the first request or link below its prefix.

    Django loads all modules for the first link to anywhere: the resolver of the site fills the tables of all
    below it. Here they are filled when they are read.
    """

    def __init__(self, prefix: str, module: str, namespace: str) -> None:
        super().__init__(RoutePattern(prefix), module, app_name=namespace, namespace=namespace)

    def _populate(self) -> None:
        """Called by the resolver above, which needs nothing of a namespace."""

    @property
    def reverse_dict(self) -> Any:
        return self._table(self._reverse_dict)

    @property
    def namespace_dict(self) -> Any:
        return self._table(self._namespace_dict)  # type: ignore[attr-defined]  # not in the stubs

    @property
    def app_dict(self) -> Any:
        return self._table(self._app_dict)  # type: ignore[attr-defined]  # likewise

    def _table(self, tables: dict[str | None, Any]) -> Any:
        language = get_language()
        if language not in tables:
            super()._populate()
        return tables[language]


urlpatterns = [
    Deferred(DESK, "newsroom.desk_urls", "admin"),
    Deferred("api/", "newsroom.api_urls", "api"),
    path("", include("articles.public.urls")),
]
