"""Deleted rows kept in a record as JSON values, and made again from them."""

from __future__ import annotations

from typing import Any

from django.core.serializers import serialize
from django.db import models


def serialize_rows(*rows: models.Model) -> list[dict[str, Any]]:
    """The values of rows, with their ids."""
    return [{"id": row["pk"], **row["fields"]} for row in serialize("python", rows)]


def deserialize_row(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    """The unsaved row that has these values."""
    return model(**{model._meta.get_field(name).attname: value for name, value in values.items()})
