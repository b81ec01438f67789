"""Lookups that Django lacks."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.lookups import In


@models.ForeignKey.register_lookup
@models.Field.register_lookup
class FromKeys(In):
    """`pk__from_keys=<sliced query set>`: as `in`, from the index of the column in any case.

    PostgreSQL cannot know how few rows the subquery gives, and may join the whole table with it; the keys of
    an array it looks up one by one.
    """

    lookup_name = "from_keys"

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        lhs, lhs_values = self.process_lhs(compiler, connection)
        rhs, rhs_values = super().process_rhs(compiler, connection)
        return f"{lhs} = ANY(ARRAY{rhs})", [*lhs_values, *rhs_values]
