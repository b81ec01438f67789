"""Query parameters that filter by the facets of the search page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from ninja import FilterSchema
from pydantic import create_model

from articles.search import FACETS, condition

from .schemas.values import Text


class FacetFilter(FilterSchema):
    """Filters by the facets that are given; all must match."""

    def chosen(self) -> dict[str, str]:
        """Facet → value, of the facets that are given."""
        return self.model_dump(include=set(FACETS), exclude_none=True)

    def custom_expression(self) -> Q:
        return condition(self.chosen())


if TYPE_CHECKING:
    Narrowing = FacetFilter
else:  # one optional parameter per facet
    Narrowing = create_model("Narrowing", __base__=FacetFilter, **dict.fromkeys(FACETS, (Text | None, None)))
