"""Rows kept whole as values that JSON holds, and made of them again."""

from __future__ import annotations

from typing import Any

from django.core.serializers import serialize
from django.db import models


def values_of(*rows: models.Model) -> list[dict[str, Any]]:
    """The values of rows, with their ids."""
    return [{"id": row["pk"], **row["fields"]} for row in serialize("python", rows)]


def row_of(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    """The row that such values are of, not saved."""
    return model(**{model._meta.get_field(name).attname: value for name, value in values.items()})
