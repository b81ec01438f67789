"""The parameters that a page knows. Others are dropped, so that they make no page of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict


@dataclass(frozen=True)
class Params:
    """The names of the parameters of a view; `many` are those that may be repeated, so many times."""

    names: tuple[str, ...] = ()
    many: Mapping[str, int] = field(default_factory=dict)

    def canonical(self, query: str | bytes) -> str:
        """The query string of what the view knows: of a repeated parameter the last, as Django takes it.

        Raises TooManyFieldsSent as Django does.
        """
        if not query or not (self.names or self.many):
            return ""
        given = QueryDict(query)
        pairs = [(name, given[name]) for name in self.names if name in given]
        for name, most in self.many.items():
            pairs += [(name, value) for value in list(dict.fromkeys(given.getlist(name)))[:most]]
        return urlencode(pairs)


def drop_unknown(request: HttpRequest, params: Params) -> None:
    """Make the request one with the known parameters alone: no page prints or links another one."""
    raw = request.META.get("QUERY_STRING", "")
    query = params.canonical(raw.encode("latin-1", "replace"))
    if query != raw:
        request.META["QUERY_STRING"] = query
        request.GET = QueryDict(query)


#: Attribute of a view that is a kept page.
ATTRIBUTE = "page_params"


def params_of(view: Callable[..., object]) -> Params | None:
    """The parameters of a view whose pages are kept, else None."""
    return getattr(view, ATTRIBUTE, None)
