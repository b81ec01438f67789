"""Which rows are asked for: by the facets that the search page knows."""

from __future__ import annotations

from django.db.models import Q
from ninja import FilterSchema
from pydantic import create_model

from articles.search import FACETS, condition

from .schemas.values import Text


class _Narrowing(FilterSchema):
    def chosen(self) -> dict[str, str]:
        """Name of a facet → the value that is asked for."""
        return self.model_dump(include=set(FACETS), exclude_none=True)

    def custom_expression(self) -> Q:
        return condition(self.chosen())


#: A condition on reports: a value of each facet, by its slug; all of them must hold.
Narrowing = create_model("Narrowing", __base__=_Narrowing, **dict.fromkeys(FACETS, (Text | None, None)))
