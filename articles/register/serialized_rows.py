"""Deleted rows kept in a record as JSON values, and made again from them."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.serializers import serialize
from django.db import models

Row = TypeVar("Row", bound=models.Model)


def serialize_rows(*rows: models.Model) -> list[dict[str, Any]]:
    """The values of rows, with their ids."""
    return [{"id": row["pk"], **row["fields"]} for row in serialize("python", rows)]


def deserialize_row(model: type[Row], values: dict[str, Any]) -> Row:
    """The unsaved row that has these values."""
    columns = {field.name: field.attname for field in model._meta.concrete_fields}
    return model(**{columns[name]: value for name, value in values.items()})
