"""Lookups that Django lacks."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.lookups import In


@models.ForeignKey.register_lookup
@models.Field.register_lookup
class Among(In):
    """`pk__among=<sliced query set>`: as `in`, read from the index of this column whatever the table holds.

    PostgreSQL cannot know how few rows the subquery gives, and may join the whole table with it; the keys of
    an array it looks up one by one.
    """

    lookup_name = "among"

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        lhs, lhs_values = self.process_lhs(compiler, connection)
        rhs, rhs_values = super().process_rhs(compiler, connection)
        return f"{lhs} = ANY(ARRAY{rhs})", [*lhs_values, *rhs_values]
