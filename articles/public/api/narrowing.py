"""Query parameters that filter by the facets of the search page."""

from __future__ import annotations

from django.db.models import Q
from ninja import FilterSchema
from pydantic import create_model

from articles.search import FACETS, condition

from .schemas.values import Text


class _Narrowing(FilterSchema):
    def chosen(self) -> dict[str, str]:
        """Facet name → value."""
        return self.model_dump(include=set(FACETS), exclude_none=True)

    def custom_expression(self) -> Q:
        return condition(self.chosen())


#: A slug for each facet; all given ones must match.
Narrowing = create_model("Narrowing", __base__=_Narrowing, **dict.fromkeys(FACETS, (Text | None, None)))
